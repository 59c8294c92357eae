"""The sample: twenty claims from five documents, and what the record says of each."""

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from claims.actions.assessing import assess_all
from claims.actions.recording import recording
from claims.actions.sample import SAMPLE, load_sample
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTopic,
    Correction,
    Decision,
    Derivation,
    Figure,
    OriginMark,
    Snapshot,
    Source,
    Topic,
    Touched,
    User,
)

U, C, D = "uncorroborated", "corroborated", "disputed"
SINGLE, REPEATED, ANONYMOUS = "single_origin", "repeated_origin", "anonymous_only"
INTERESTED, ILLUSTRATIVE = "self_interested_only", "illustrative_figure"
UNCONFIRMED, NOT_CAPTURED = "unconfirmed_independence", "origin_not_captured"

FORUMS = "officers posting in ICE and CBP forums"
LETTER = "ICE field office directors' letter to the American public"
INSPECTOR = "Department of Homeland Security inspector general"
AGENTS, DOCTORS = "federal agents on the hospital case", "hospital medical professionals"
ATLANTIC, UNLOCKED = "The Atlantic", "Hollywood Unlocked"
OFFICER, PERSONNEL = "a former officer quoted by Hollywood Unlocked", "former ICE personnel"
ICE, POSSE = "U.S. Immigration and Customs Enforcement (ICE)", "Posse Comitatus Act"
RUNABLE = "Runable"

# Status, every flag, and how many origins count.
ASSESSED = {
    1: (U, {SINGLE, NOT_CAPTURED}, 0),
    2: (U, {SINGLE, ANONYMOUS}, 0),
    3: (C, set(), 2),
    4: (U, {REPEATED, ANONYMOUS}, 0),
    5: (U, {SINGLE}, 0),
    6: (U, {SINGLE, ANONYMOUS}, 0),
    7: (U, {SINGLE, ANONYMOUS}, 0),
    8: (U, {SINGLE}, 0),
    9: (U, {UNCONFIRMED}, 0),
    10: (D, {SINGLE, ANONYMOUS, INTERESTED}, 0),
    11: (D, {SINGLE, INTERESTED}, 0),
    12: (D, {SINGLE, INTERESTED}, 0),
    13: (U, {SINGLE}, 1),
    14: (U, {SINGLE}, 1),
    15: (U, {SINGLE, ILLUSTRATIVE}, 0),
    16: (U, {SINGLE, ILLUSTRATIVE}, 0),
    17: (U, {SINGLE}, 0),
    18: (U, {SINGLE, INTERESTED}, 0),
    19: (U, {SINGLE}, 1),
    20: (U, {REPEATED, ANONYMOUS}, 0),
}

# Each appearance: article, stance, basis, and on whose word, the nearest first; * speaks about itself.
APPEARS = {
    1: ["a2 asserts attributed", ATLANTIC],
    2: ["a2 asserts attributed", f"{UNLOCKED} < {OFFICER}"],
    3: ["a0 asserts unattributed", "", "a1 asserts unattributed", ""],
    4: ["a0 asserts attributed", FORUMS, "a1 asserts attributed", FORUMS],
    5: ["a1 asserts unattributed", ""],
    6: ["a1 asserts attributed", FORUMS],
    7: ["a0 asserts attributed", FORUMS],
    8: ["a0 asserts unattributed", ""],
    9: ["a0 asserts unattributed", "", "a2 asserts attributed", PERSONNEL],
    10: ["a0 asserts attributed", f"{AGENTS}*", "a0 disputes attributed", DOCTORS],
    11: ["a4 asserts attributed", f"{LETTER}*", "a4 disputes attributed", INSPECTOR],
    12: ["a4 asserts attributed", f"{LETTER}*", "a0 disputes attributed", FORUMS],
    13: ["a4 asserts attributed", LETTER],
    14: ["a4 asserts attributed", INSPECTOR],
    15: ["a3 asserts illustrative", ""],
    16: ["a0 asserts illustrative", ""],
    17: ["a0 asserts unattributed", ""],
    18: ["a4 asserts attributed", f"{LETTER}*", "a3 mentions unattributed", ""],
    19: ["a3 asserts attributed", POSSE],
    20: ["a1 asserts attributed", FORUMS, "a0 asserts attributed", FORUMS],
}

FIGURES = {
    1: (807, "%", "exact", "unrecorded"),
    2: (3000, "arrests/day", "exact", "unrecorded"),
    5: (5000, "officers", "more_than", "unrecorded"),
    7: (24, "hours", "less_than", "unrecorded"),
    15: (70, "%", "exact", "illustrative"),
}

SOURCES = {
    RUNABLE: "outlet",
    ATLANTIC: "outlet",
    UNLOCKED: "outlet",
    FORUMS: "anonymous",
    OFFICER: "anonymous",
    PERSONNEL: "anonymous",
    AGENTS: "anonymous",
    DOCTORS: "anonymous",
    LETTER: "document",
    POSSE: "document",
    INSPECTOR: "organisation",
    ICE: "organisation",
}

TITLES = {
    "a0": "Inside Federal Immigration Enforcement: Agent Concerns & Operational Reality [2025]",
    "a1": "",
    "a2": "",
    "a3": "Police and Military Perspectives on ICE Agents",
    "a4": "ICE Employees: Don't Blame Us for 'Extreme Impact' of Our Work",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Claim]]:
    """The sample, loaded once into an empty record for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_sample()
        transaction.set_rollback(True)


@pytest.fixture
def claims(loaded: list[Claim], db: None) -> dict[int, Claim]:
    """The claims by their numbers, in a test that undoes what it changes."""
    return {
        number: Claim.objects.get(external_id=f"sample:claim-{number}") for number in range(1, 21)
    }


def article_id(article: Article) -> str:
    """Which of the five it is: "a0"."""
    return article.external_id.removeprefix("sample:")


def said_by(appearance: Appearance) -> str:
    """On whose word, the nearest first; * speaks about itself."""
    links = list(appearance.attributions.select_related("source"))
    vias = [None, *[link.pk for link in links]]
    assert [link.via_id for link in links] == vias[:-1], "one chain, in order"
    return " < ".join(link.source.name + "*" * link.self_interested for link in links)


# The table


@pytest.mark.parametrize("number", range(1, 21))
def test_its_status_flags_and_counted_origins_are_those_of_the_table(claims, number):
    claim = claims[number]
    assert (claim.status, set(claim.flag_codes), claim.counted_origins) == ASSESSED[number]


@pytest.mark.parametrize("number", range(1, 21))
def test_its_flags_stand_each_with_its_reason(claims, number):
    standing = claims[number].flags.standing()
    assert {flag.code for flag in standing} == ASSESSED[number][1]
    assert all(flag.explanation and flag.clears for flag in standing)


@pytest.mark.parametrize("number", range(1, 21))
def test_it_appears_where_and_on_whose_word_the_table_says(claims, number):
    found = []
    for appearance in claims[number].appearances.order_by("pk"):
        where = article_id(appearance.snapshot.article)
        found += [f"{where} {appearance.stance} {appearance.basis}", said_by(appearance)]
    assert found == APPEARS[number]


@pytest.mark.parametrize("number", range(1, 21))
def test_its_figures_are_those_of_the_table(claims, number):
    found = claims[number].figures.values_list("value", "unit", "comparator", "kind")
    assert list(found) == ([FIGURES[number]] if number in FIGURES else [])


def test_the_claims_are_in_the_order_of_the_table(loaded):
    assert [claim.external_id for claim in loaded] == [
        f"sample:claim-{number}" for number in range(1, 21)
    ]


def test_the_union_claim_waits_for_an_editor_without_the_two_marks(claims):
    with recording(by=None):
        OriginMark.objects.all().delete()
    claims[3].refresh_from_db()
    assert (claims[3].status, claims[3].flag_codes) == (U, [UNCONFIRMED])


def test_the_sample_editors_two_marks_are_the_only_ones(claims):
    marks = OriginMark.objects.select_related("source", "made_by")
    assert {(mark.claim, mark.source.external_id, mark.verdict) for mark in marks} == {
        (claims[3], "sample:runable", "independent"),
        (claims[3], "sample:a1-publisher", "independent"),
    }
    assert all("public record" in mark.reason for mark in marks)
    assert {mark.made_by.username for mark in marks} == {"sample-editor"}


def test_the_dispute_over_raids_spans_two_articles(claims):
    articles = {appearance.snapshot.article_id for appearance in claims[12].appearances.all()}
    assert len(articles) == 2
    assert (claims[12].asserting_families, claims[12].disputing_families) == (1, 1)


def test_the_inspection_is_quoted_for_two_claims_with_the_same_words(claims):
    disputing = claims[11].appearances.get(stance="disputes")
    asserting = claims[14].appearances.get()
    assert disputing.exact == asserting.exact
    assert disputing.snapshot == asserting.snapshot


def test_what_is_stored_is_what_a_fresh_assessment_says(claims):
    assert not Touched.objects.exists()
    assert [found for _, found in assess_all() if found] == []


# Sources and articles


def test_the_sources_are_those_listed_and_of_their_kinds(claims):
    named = Source.objects.exclude(external_id__endswith="-publisher")
    assert dict(named.values_list("name", "kind")) == SOURCES


def test_only_the_letter_has_an_owner(claims):
    owned = Source.objects.exclude(owner=None)
    assert list(owned.values_list("name", "owner__name")) == [(LETTER, ICE)]


def test_a_publisher_that_is_not_recorded_is_a_source_of_its_own(claims):
    publishers = {
        article_id(article): (article.publisher_id, article.publisher.kind)
        for article in Article.objects.select_related("publisher")
    }
    assert publishers["a0"][1] == "outlet"
    assert {kind for key, (_, kind) in publishers.items() if key != "a0"} == {"unidentified"}
    assert len({publisher for publisher, _ in publishers.values()}) == 5


def test_the_titles_are_those_recorded_and_two_have_none(claims):
    assert {article_id(one): one.title for one in Article.objects.all()} == TITLES


def test_an_article_without_a_title_is_shown_by_its_opening_words(claims):
    labels = {article_id(one): one.label for one in Article.objects.filter(title="")}
    assert labels == {
        "a1": "[frequented by more than 5,000 self-identified officers]",
        "a2": "[mandated ICE officers to achieve 3,000 arrests daily]",
    }


# Nothing is invented, and nothing but short quotations is kept


def test_what_a_document_does_not_say_stays_unrecorded(claims):
    for article in Article.objects.all():
        assert (article.url, article.byline, article.language) == ("", "", "")
        assert article.published_on is None
    for model in (Correction, Derivation, Decision):
        assert not model.objects.exists()
    for claim in claims.values():
        assert (claim.event_on, claim.first_published_on, claim.note) == (None, None, "")
    for figure in Figure.objects.all():
        assert (figure.period, figure.population) == ("", "")
    assert not Source.objects.exclude(host="").exists()
    assert set(Source.objects.values_list("description", flat=True)) == {
        "",
        "The publisher is not recorded.",
        "Its image address names tryrunable.com.",
    }


def test_every_capture_is_an_excerpt(claims):
    snapshots = Snapshot.objects.all()
    assert {(one.extent, one.method, one.media_type) for one in snapshots} == {
        ("excerpt", "pasted", "text/plain; charset=utf-8")
    }
    assert len(snapshots) == 5
    assert all(one.file.read().decode() == one.text for one in snapshots)


def test_every_quote_stands_in_its_capture_exactly_once(claims):
    appearances = Appearance.objects.select_related("snapshot")
    assert len(appearances) == 28
    for one in appearances:
        assert one.snapshot.text.count(one.exact) == 1
        assert one.snapshot.text[one.start : one.end] == one.exact


def test_a_capture_holds_the_quotations_of_its_claims_and_nothing_else(claims):
    for snapshot in Snapshot.objects.all():
        quoted = {one.exact for one in snapshot.appearances.all()}
        assert set(snapshot.text.split("\n\n[…]\n\n")) == quoted


def test_the_quotations_are_short_and_few():
    content = json.loads((settings.BASE_DIR / SAMPLE).read_text(encoding="utf-8"))
    quotations = [text for article in content["articles"] for text in article["excerpts"]]
    assert len(quotations) == 27
    assert max(map(len, quotations)) <= 120
    assert sum(map(len, quotations)) <= 2_000


def test_the_file_holds_no_other_prose():
    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for part in value.values() if isinstance(value, dict) else value:
                yield from texts(part)

    content = json.loads((settings.BASE_DIR / SAMPLE).read_text(encoding="utf-8"))
    quotations = {text for article in content["articles"] for text in article["excerpts"]}
    statements = {claim["statement"] for claim in content["claims"]}
    reasons = {mark["reason"] for mark in content["marks"]}
    names = {source["name"] for source in content["sources"]}
    rest = set(texts(content)) - quotations - statements - reasons - names - set(TITLES.values())
    assert max(map(len, statements)) <= 110
    assert max(map(len, rest)) <= 40


# Loading


def test_a_second_load_adds_nothing(claims):
    models = (
        Appearance,
        Article,
        Attribution,
        Claim,
        ClaimTopic,
        Figure,
        OriginMark,
        Snapshot,
        Source,
        Topic,
        User,
    )
    before = [model.objects.count() for model in models]
    events = Claim.events.rel.related_model.objects.count()
    assert load_sample() == []
    assert [model.objects.count() for model in models] == before
    assert Claim.events.rel.related_model.objects.count() == events


def test_a_second_load_keeps_what_people_changed(claims):
    with recording(by=None):
        Claim.objects.filter(pk=claims[1].pk).update(statement="Reworded by an editor")
        Source.objects.filter(name=ATLANTIC).update(name="The Atlantic magazine")
        Article.objects.filter(external_id="sample:a1").update(title="Found since")
        OriginMark.objects.all().delete()
        claims[2].appearances.all().delete()
    load_sample()
    claims[1].refresh_from_db()
    assert claims[1].statement == "Reworded by an editor"
    assert (
        Source.objects.filter(external_id="sample:atlantic").get().name == "The Atlantic magazine"
    )
    assert Article.objects.get(external_id="sample:a1").title == "Found since"
    assert not OriginMark.objects.exists()
    assert not claims[2].appearances.exists()


def test_a_claim_that_is_missing_is_added_again_with_all_of_it(claims):
    with recording(by=None):
        claims[3].delete()
    [added] = load_sample()
    assert (added.external_id, added.status) == ("sample:claim-3", C)
    assert Source.objects.count() == 16


def test_the_command_says_how_many_claims_it_added(claims, capsys):
    call_command("load_sample")
    assert capsys.readouterr().out == "0 claims of the sample added.\n"


def test_nobody_can_sign_in_as_the_sample_editor(claims, client):
    editor = User.objects.get(username="sample-editor")
    assert not editor.has_usable_password()
    assert not (editor.is_active or editor.is_staff or editor.is_superuser)


def test_the_trail_says_that_it_was_the_sample(claims):
    created = claims[1].events.select_related("pgh_context").earliest("pgh_id")
    assert created.pgh_context.metadata["reason"] == "the sample"
    assert created.pgh_context.metadata["user"] == User.objects.get(username="sample-editor").pk
