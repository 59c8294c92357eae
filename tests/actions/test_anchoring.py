"""What becomes of quotes in later captures of their article."""

from datetime import timedelta

import pytest

from claims.actions.anchoring import anchor_afresh, anchor_again
from claims.actions.articles import record_article
from claims.actions.editing import decide
from claims.anchoring import selector
from claims.models import Anchoring, Article, Claim, Snapshot
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

BEFORE = "The harbour board met on Friday evening. "
QUOTE = "Cargo volume rose by 807%"
AFTER = " in a decade. Its chair took no questions."
TEXT = BEFORE + QUOTE + AFTER


@pytest.fixture
def article() -> Article:
    """An article of which nothing is captured."""
    return record_article(publisher=make.source(), by=None)


@pytest.fixture
def first(article) -> Snapshot:
    """Its first capture."""
    return make.captured_of(article, TEXT)


@pytest.fixture
def appearance(first):
    """A quote of the first capture."""
    return make.appearance(make.claim(), first, quote=QUOTE)


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        (TEXT, "identical", QUOTE),
        (f"A new opening. {TEXT}", "moved", QUOTE),
        (TEXT.replace("807%", "807 per cent"), "reworded", "Cargo volume rose by 807 per cent"),
        (TEXT.replace("807%", "870%"), "changed", "Cargo volume rose by 870%"),
        (BEFORE, "gone", None),
    ],
)
def test_what_became_of_a_quote_is_noted_with_its_place(article, appearance, text, state, words):
    later = make.captured_of(article, text)
    (note,) = anchor_again(snapshot=later, by=None)
    appearance.refresh_from_db()
    assert (note.state, appearance.quote) == (state, state)
    assert (words is None) == (note.start is None)
    assert words is None or later.text[note.start : note.end] == words


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (TEXT.replace("807%", "870%"), "quote_changed"),
        (BEFORE, "quote_gone"),
        (f"A new opening. {TEXT}", None),
        (TEXT.replace("807%", "807 per cent"), None),
    ],
)
def test_only_what_changed_or_is_gone_reopens_the_claim(article, appearance, text, flag):
    anchor_again(snapshot=make.captured_of(article, text), by=None)
    appearance.claim.refresh_from_db()
    raised = {"quote_changed", "quote_gone"} & {*appearance.claim.flag_codes}
    assert raised == ({flag} if flag else set())


def test_the_appearance_keeps_its_words_and_its_capture(article, appearance, first):
    anchor_again(snapshot=make.captured_of(article, BEFORE), by=None)
    appearance.refresh_from_db()
    assert (appearance.snapshot, appearance.exact) == (first, QUOTE)


def test_an_excerpt_says_nothing_of_what_it_lacks(article, appearance):
    excerpt = make.captured_of(article, BEFORE, extent="excerpt")
    assert anchor_again(snapshot=excerpt, by=None) == []
    appearance.refresh_from_db()
    assert appearance.quote == "identical"


@pytest.mark.parametrize(
    ("excerpt", "text"),
    [
        (QUOTE, f"It was said that {QUOTE}, making no difference."),
        (f"{QUOTE}\n\n[…]\n\nIts chair left.", f"The board: {QUOTE}, not for long."),
        (f"Its chair left.\n\n[…]\n\n{QUOTE}", f"Not only because {QUOTE}, it is said."),
        (f"A note. [...] {QUOTE} [...] A chair.", f"Perhaps {QUOTE}, if not more, then less."),
    ],
)
def test_what_an_excerpt_left_out_beside_a_quote_is_not_held_against_it(article, excerpt, text):
    appearance = make.appearance(
        make.claim(), make.captured_of(article, excerpt, extent="excerpt"), quote=QUOTE
    )
    (note,) = anchor_again(snapshot=make.captured_of(article, text), by=None)
    assert note.state == "identical"
    appearance.claim.refresh_from_db()
    assert "quote_changed" not in appearance.claim.flag_codes


def test_what_an_excerpt_shows_beside_a_quote_is(article):
    shown = make.captured_of(article, f"It is true that {QUOTE} in a decade.", extent="excerpt")
    make.appearance(make.claim(), shown, quote=QUOTE)
    later = make.captured_of(article, f"It is not true that {QUOTE} in a decade.")
    (note,) = anchor_again(snapshot=later, by=None)
    assert (note.state, note.differs) == ("changed", [["", "not"]])


def test_a_quote_is_not_looked_for_in_a_capture_older_than_its_own(article, first):
    later = make.captured_of(article, TEXT.replace("807%", "870%"))
    make.appearance(make.claim(), later, quote="Cargo volume rose by 870%")
    assert anchor_again(snapshot=first, by=None) == []


def test_a_quote_is_looked_for_once_in_each_capture(article, appearance):
    later = make.captured_of(article, BEFORE)
    assert len(anchor_again(snapshot=later, by=None)) == 1
    assert anchor_again(snapshot=later, by=None) == []
    assert Anchoring.objects.count() == 1


def test_quotes_of_other_articles_are_left_alone(appearance):
    other = record_article(publisher=make.source(), by=None)
    assert anchor_again(snapshot=make.captured_of(other, BEFORE), by=None) == []


def test_a_quote_recorded_in_an_older_capture_is_looked_for_in_the_latest(article, first):
    later = make.captured_of(article, TEXT.replace("807%", "870%"))
    appearance = make.appearance(make.claim(), first, quote=QUOTE)
    note = appearance.anchorings.get()
    assert (note.snapshot, note.state) == (later, "changed")
    appearance.claim.refresh_from_db()
    assert "quote_changed" in appearance.claim.flag_codes


def stale(appearance) -> bool:
    """Whether the decision on the quote's claim is out of date."""
    claim = Claim.objects.get(pk=appearance.claim_id)
    return "decision_stale" in claim.flag_codes


def test_a_quote_that_changes_again_makes_the_decision_stale_again(article, appearance):
    anchor_again(snapshot=make.captured_of(article, TEXT.replace("807%", "870%")), by=None)
    decide(claim=appearance.claim, outcome="withhold", reason="Unclear.", by=make.user())
    again = make.captured_of(article, "Of late. " + TEXT.replace("807%", "870%"))
    anchor_again(snapshot=again, by=None)
    assert not stale(appearance)
    anchor_again(snapshot=make.captured_of(article, TEXT.replace("807%", "708%")), by=None)
    assert stale(appearance)


def test_a_quote_of_the_latest_capture_is_not_looked_for(appearance):
    assert anchor_afresh(appearance=appearance, by=None) == []


def test_a_quote_that_is_recorded_anew_is_looked_for_anew(article, appearance):
    later = make.captured_of(article, TEXT.replace("807%", "870%"))
    anchor_again(snapshot=later, by=None)
    found = selector(TEXT, 0, len(BEFORE.strip()))
    for name in ("exact", "prefix", "suffix", "start", "end"):
        setattr(appearance, name, getattr(found, name))
    appearance.save()
    anchor_afresh(appearance=appearance, by=None)
    assert appearance.anchorings.get().state == "identical"
    appearance.claim.refresh_from_db()
    assert "quote_changed" not in appearance.claim.flag_codes


def test_the_order_of_captures_is_that_of_their_moments(article, appearance):
    earlier = make.captured_of(
        article, BEFORE, captured_at=appearance.snapshot.captured_at - timedelta(days=1)
    )
    assert anchor_again(snapshot=earlier, by=None) == []
