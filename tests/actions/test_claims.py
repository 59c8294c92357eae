"""Claims, where they appear, and on whose word."""

from datetime import date
from decimal import Decimal

import pytest

from claims.actions.claims import add_figure, attribute, record_appearance, record_claim
from claims.models import Appearance, Claim, Figure, Topic
from tests import builders as make
from tests.sql import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

TEXT = "🌉 A city report says that the bridge was closed on Monday, and that it stays closed today."


def appear(claim: Claim, start: int, end: int, text: str = TEXT, **fields: object) -> Appearance:
    """The claim in a new capture of the text."""
    how = {"stance": "asserts", "basis": "unattributed", **fields}
    return record_appearance(
        claim=claim, snapshot=make.snapshot(text), start=start, end=end, by=None, **how
    )


def test_a_claim_is_recorded_with_all_that_is_known():
    record_claim(
        statement="The bridge was closed",
        event_on=date(2025, 3, 1),
        note="Ask the city.",
        external_id="c-1",
        by=None,
    )
    claim = Claim.objects.get()
    assert (claim.statement, claim.note) == ("The bridge was closed", "Ask the city.")
    assert (claim.event_on, claim.external_id) == (date(2025, 3, 1), "c-1")


def test_a_claim_is_filed_under_topics_that_are_made_once():
    for statement in ("One", "Another"):
        record_claim(statement=statement, topics=["bridges", "traffic"], by=None)
    assert Topic.objects.count() == 2
    assert [claim.topics.count() for claim in Claim.objects.all()] == [2, 2]


def test_an_empty_statement_is_refused():
    with refused("claim_has_a_statement"):
        record_claim(statement="", topics=["bridges"], by=None)
    assert not Topic.objects.exists()


def test_an_appearance_keeps_the_words_and_what_stands_around_them():
    start = TEXT.index("the bridge")
    appear(make.claim(), start, start + 21)
    found = Appearance.objects.get()
    assert found.exact == "the bridge was closed"
    assert (found.prefix, found.suffix) == (
        "🌉 A city report says that ",
        " on Monday, and that it stays cl",
    )
    assert (found.start, found.end) == (start, start + 21)


def test_at_the_edges_of_a_text_nothing_stands_around_the_words():
    appear(make.claim(), 0, len(TEXT))
    found = Appearance.objects.get()
    assert (found.exact, found.prefix, found.suffix) == (TEXT, "", "")


@pytest.mark.parametrize(
    ("start", "end"), [(5, 5), (6, 5), (-1, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)]
)
def test_offsets_that_hold_no_words_are_refused(start, end):
    with pytest.raises(ValueError, match="No words"):
        appear(make.claim(), start, end)
    assert not Appearance.objects.exists()


def test_the_same_words_are_recorded_once():
    found = make.appearance(make.claim(), make.snapshot())
    with refused("appearance_is_recorded_once"):
        make.appearance(found.claim, found.snapshot, stance="disputes")


def test_a_claim_may_appear_twice_in_one_article():
    claim = make.claim()
    snapshot = make.snapshot("It was closed. It was shut.")
    for quote in ("It was closed.", "It was shut."):
        make.appearance(claim, snapshot, quote=quote)
    claim.refresh_from_db()
    assert (claim.appearances.count(), claim.article_count) == (2, 1)


@pytest.mark.parametrize("field", ["stance", "basis"])
def test_an_unknown_stance_or_basis_is_refused(field):
    with refused(f"appearance_{field}_is_known"):
        appear(make.claim(), 0, 5, **{field: "maybe"})


def test_a_chain_of_attributions_is_kept_link_by_link():
    found = make.appearance(make.claim(), make.snapshot(), basis="attributed")
    tribune, officer = make.source("The Tribune"), make.source("an officer", "anonymous")
    near = attribute(appearance=found, source=tribune, by=None)
    far = attribute(appearance=found, source=officer, via=near, self_interested=True, by=None)
    assert [(link.source, link.via) for link in found.attributions.all()] == [
        (tribune, None),
        (officer, near),
    ]
    assert (near.self_interested, far.self_interested) == (False, True)


def test_words_that_are_nobodys_take_no_attribution():
    found = make.appearance(make.claim(), make.snapshot(), basis="unattributed")
    with refused("attribution_fits_basis"):
        attribute(appearance=found, source=make.source(), by=None)


def test_a_chain_stays_in_its_appearance():
    one, other = (
        make.appearance(make.claim(), make.snapshot(), basis="attributed") for _ in range(2)
    )
    near = attribute(appearance=one, source=make.source(), by=None)
    with refused("attribution_chain_stays"):
        attribute(appearance=other, source=make.source("The Tribune"), via=near, by=None)


def test_a_figure_is_unrecorded_and_exact_unless_the_article_says_more():
    add_figure(claim=make.claim(), value=Decimal("807"), unit="%", by=None)
    found = Figure.objects.get()
    assert (found.value, found.unit) == (807, "%")
    assert (found.kind, found.comparator) == ("unrecorded", "exact")
    assert (found.period, found.population) == ("", "")


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"value": Decimal("3000"), "unit": "arrests/day"}, "3,000 arrests/day"),
        ({"value": Decimal("0.5"), "unit": "%"}, "0.5%"),
        ({"value": Decimal("5000"), "unit": "officers", "comparator": "more_than"},
         "more than 5,000 officers"),
        ({"value": Decimal("24"), "unit": "hours", "comparator": "less_than"},
         "less than 24 hours"),
        ({"value": Decimal("-1200000")}, "-1,200,000"),
    ],
)  # fmt: skip
def test_a_claims_row_shows_its_figure(fields, label):
    claim = make.claim()
    add_figure(claim=claim, by=None, **fields)
    claim.refresh_from_db()
    assert claim.figure_label == label
