"""Whether a claim waits for an editor, how urgently, and why."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.urgency import Standing, explained, least, urgency, waited, waits
from claims.vocabulary import FlagCode, State, Status

STANDINGS = st.builds(
    Standing,
    state=st.sampled_from(State),
    status=st.sampled_from(Status),
    flags=st.sets(st.sampled_from(FlagCode)),
    articles=st.integers(0, 10**6),
)


def standing(state="draft", status="uncorroborated", flags=(), articles=4) -> Standing:
    """A claim that is nothing special."""
    return Standing(state, status, flags, articles)


@given(STANDINGS, STANDINGS)
def test_what_the_public_reads_comes_before_what_it_does_not(one, other):
    if one.state == State.PUBLISHED and other.state != State.PUBLISHED:
        calm = Standing(other.state, other.status, [], other.articles)
        assert urgency(one) > urgency(calm)


@given(STANDINGS, st.sampled_from(FlagCode))
def test_one_more_flag_is_never_less_urgent(claim, code):
    more = Standing(claim.state, claim.status, {*claim.flags, code}, claim.articles)
    assert urgency(more) >= urgency(claim)


@given(STANDINGS)
def test_urgency_fits_its_column(claim):
    assert 0 <= urgency(claim) <= 32767


@given(STANDINGS, st.sets(st.sampled_from(Status)), st.sets(st.sampled_from(FlagCode)))
def test_nothing_of_some_statuses_and_flags_is_less_urgent_than_they_make_it(
    claim, statuses, flags
):
    flagged = flags | set(list(claim.flags)[:1]) if claim.flags else set()
    assert urgency(claim) >= least({*statuses, claim.status}, flagged)


def test_of_no_status_and_no_flag_anything_may_be():
    assert least((), ()) == 0


@pytest.mark.parametrize(
    ("claim", "decided_on", "expected"),
    [
        (standing("in_review", "corroborated"), None, True),
        (standing("in_review"), "now", True),
        (standing(flags=["single_origin"]), None, True),
        (standing(status="disputed"), None, True),
        (standing(status="corroborated"), None, False),
        (standing("published", flags=["single_origin"]), "now", False),
        (standing("published"), "then", True),
        (standing("withheld"), "then", True),
        (standing(flags=["single_origin"]), "now", False),
    ],
)
def test_a_claim_waits_while_an_editor_has_something_to_do(claim, decided_on, expected):
    assert waits(claim, decided_on=decided_on, digest="now") is expected


def test_the_reasons_are_told_with_the_heaviest_first():
    claim = standing("published", "disputed", ["quote_changed", "source_retracted"])
    assert explained(claim) == [
        "disputed",
        "published",
        "article retracted",
        "quote changed",
        "4 articles",
    ]


def test_a_draft_says_that_nobody_has_sent_it_to_review():
    assert explained(standing("draft"))[1] == "draft, not sent to review"
    assert explained(standing("in_review"))[1] == "in review"


def test_one_article_is_told_as_one():
    assert explained(standing(articles=1))[-1] == "1 article"


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(seconds=20), "flagged just now"),
        (timedelta(minutes=1), "flagged 1 minute ago"),
        (timedelta(hours=5, minutes=59), "flagged 5 hours ago"),
        (timedelta(days=1), "flagged 1 day ago"),
        (timedelta(days=3, hours=20), "flagged 3 days ago"),
    ],
)
def test_how_long_it_waits_is_told_roughly(age, told):
    assert waited(True, age) == told


def test_what_has_no_flag_waits():
    assert waited(False, timedelta(days=2)) == "waiting for 2 days"
    assert waited(False, timedelta()) == "waiting since just now"
