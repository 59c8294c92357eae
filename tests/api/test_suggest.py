"""Which sentences are worth checking: of a text, and of an article on record."""

import pytest

from claims.actions.articles import record_article
from claims.actions.suggesting import dismiss_suggestion
from tests import builders as make
from tests.api.conftest import fields, program_of

pytestmark = pytest.mark.django_db

RISEN = "Fares on the river ferries rose by 41% in 2021, the harbour office said."
FELL = "The number of boats fell from 12 to 7 in the same year."
TEXT = f"{RISEN}\n\nRead more\n\n{FELL}"


@pytest.fixture
def snapshot():
    """A capture with two sentences that are worth checking."""
    return make.snapshot(text=TEXT)


def suggested(program, body: dict) -> list[str]:
    """The sentences, best first."""
    response = program.send("/suggest/", body)
    assert response.status_code == 200, response.content
    return [one["sentence"] for one in response.json()["results"]]


def test_of_an_article_the_latest_capture_is_looked_through(program, snapshot):
    told = program.send("/suggest/", {"article": snapshot.article_id}).json()
    assert told["snapshot"] == snapshot.pk
    for one in told["results"]:
        assert TEXT[one["start"] : one["end"]] == one["sentence"]
    assert {one["sentence"] for one in told["results"]} == {RISEN, FELL}


def test_what_is_recorded_or_dismissed_is_left_out_as_on_its_page(program, snapshot, ana):
    article = {"article": snapshot.article_id}
    make.appearance(make.claim(), snapshot, quote="rose by 41%")
    assert suggested(program, article) == [FELL]
    start = TEXT.index(FELL)
    dismiss_suggestion(snapshot=snapshot, start=start, end=start + len(FELL), by=ana)
    assert suggested(program, article) == []


def test_of_a_text_every_sentence_is_ranked_and_there_is_no_capture(program):
    told = program.send("/suggest/", {"text": TEXT}).json()
    assert told["snapshot"] is None
    assert len(told["results"]) == 3


def test_reasons_are_sentences_of_their_own(program):
    text = f"{TEXT} Should the 12 ferries be free?"
    for one in program.send("/suggest/", {"text": text}).json()["results"]:
        for reason in one["reasons"]:
            assert reason[0].isupper() and reason.endswith("."), reason
            assert not reason.startswith("But")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["text"]),
        ({"article": "x"}, ["article"]),
        ({"article": 1, "text": "Both."}, ["text"]),
        ({"article": None}, ["article"]),
        ([], [""]),
    ],
)
def test_neither_or_both_is_malformed(program, body, wrong):
    response = program.send("/suggest/", body)
    assert (response.status_code, fields(response)) == (400, wrong)


def test_an_article_that_there_is_not_or_that_has_no_text_is_refused(program):
    bare = record_article(publisher=make.source(), title="Not captured", by=None)
    for key in (bare.pk, bare.pk + 99):
        response = program.send("/suggest/", {"article": key})
        assert (response.status_code, fields(response)) == (422, ["article"])


def test_a_token_that_may_not_read_gets_nothing_of_an_article(ana, snapshot):
    response = program_of(ana, "check").send("/suggest/", {"article": snapshot.article_id})
    assert response.status_code == 403
    assert "“read”" in response.json()["detail"]
    assert program_of(ana, "check").send("/suggest/", {"text": TEXT}).status_code == 200
    both = program_of(ana, "check", "read")
    assert both.send("/suggest/", {"article": snapshot.article_id}).status_code == 200
