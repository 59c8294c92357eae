"""`/appearances/<id>/move/`: quotes that belong to another claim, or to a new one."""

import pytest

from claims.actions.merging import merge
from claims.actions.moving import move_appearances
from claims.models import Appearance, Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

WHY = "It says something else."


@pytest.fixture
def claim(db) -> Claim:
    """A claim with two quotes."""
    claim = make.claim("The bridge was closed", topics=["bridges"])
    make.says(claim, make.source("The Times"))
    make.says(claim, make.source("The Echo"))
    return claim


def address(quote: Appearance) -> str:
    """The page of a quote."""
    return f"/appearances/{quote.pk}/move/"


@pytest.mark.parametrize("role", ["", "reader", "data entry", "journalist"])
def test_only_editors_may(claim, client, role):
    client.force_login(make.user("bea", role=role))
    quote = claim.appearances.first()
    sent = {"appearances": [quote.pk], "statement": "Else", "reason": WHY}
    assert client.get(address(quote)).status_code == 403
    assert client.post(address(quote), sent).status_code == 403
    assert claim.appearances.count() == 2


def test_the_quotes_of_the_claim_are_offered_with_this_one_chosen(claim, staff):
    second = claim.appearances.order_by("pk").last()
    html = staff.get(address(second)).content.decode()
    assert html.count("checked") == 1
    assert "The Times" in html
    assert "The Echo" in html


def test_a_quote_goes_to_a_new_claim_under_the_same_topics(claim, staff):
    first, second = claim.appearances.order_by("pk")
    sent = {"appearances": [second.pk], "statement": "The bridge fell", "reason": WHY}
    response = staff.post(address(second), sent)
    made = Claim.objects.get(statement="The bridge fell")
    assert response["Location"] == f"/claims/{made.pk}/?quote={second.pk}#appearance-{second.pk}"
    assert (made.appearances.get(), claim.appearances.get()) == (second, first)
    assert [topic.name for topic in made.topics.all()] == ["bridges"]
    assert made.state == "draft"


def test_both_claims_are_assessed_again(claim, staff):
    second = claim.appearances.order_by("pk").last()
    sent = {"appearances": [second.pk], "statement": "The bridge fell", "reason": WHY}
    staff.post(address(second), sent)
    assert [one.article_count for one in Claim.objects.order_by("pk")] == [1, 1]


def test_several_quotes_split_a_claim(claim, staff):
    third = make.says(claim, make.source("The Post"))
    chosen = list(claim.appearances.order_by("pk"))[1:]
    sent = {"appearances": [one.pk for one in chosen], "statement": "It fell", "reason": WHY}
    staff.post(address(third), sent)
    assert Claim.objects.get(statement="It fell").appearances.count() == 2


def test_a_quote_goes_to_the_claim_of_a_number_or_to_what_took_it_in(claim, staff):
    quote, other = claim.appearances.first(), make.claim("The bridge fell")
    took = make.claim("It fell")
    merge(kept=took, gone=other, by=make.user("ana"), reason="So.")
    sent = {"appearances": [quote.pk], "number": other.pk, "reason": WHY}
    staff.post(address(quote), sent)
    assert took.appearances.get() == quote


def test_claims_that_look_alike_are_offered(claim, staff):
    other = make.claim("The bridge was closed on Monday")
    quote = claim.appearances.first()
    html = staff.get(address(quote)).content.decode()
    assert f'name="claim" value="{other.pk}"' in html
    staff.post(address(quote), {"appearances": [quote.pk], "claim": other.pk, "reason": WHY})
    assert other.appearances.get() == quote


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"statement": ""}, "Choose a claim, or write what these words claim."),
        ({"reason": ""}, "Say why. The reason stays on record."),
        ({"appearances": []}, "Choose at least one quote to move."),
        ({"number": "99999"}, "No claim has this number."),
        ({"number": "9" * 30, "statement": ""}, "No claim has this number."),
        ({"number": "{own}"}, "Choose one claim: one on record, or a new one."),
        ({"number": "{own}", "statement": ""}, "They are on this claim already."),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(claim, staff, typed, told):
    quote = claim.appearances.first()
    sent = {"appearances": [quote.pk], "statement": "It fell", "reason": WHY}
    sent |= {
        name: value.format(own=claim.pk) if isinstance(value, str) else value
        for name, value in typed.items()
    }
    response = staff.post(address(quote), sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert told in html
    assert sent["reason"] in html
    assert claim.appearances.count() == 2


def test_words_that_the_other_claim_has_are_refused(claim, staff):
    quote, other = claim.appearances.select_related("snapshot").first(), make.claim("Else")
    make.appearance(other, quote.snapshot)
    sent = {"appearances": [quote.pk], "number": other.pk, "reason": WHY}
    html = staff.post(address(quote), sent).content.decode()
    assert f"Claim {other.pk} has these words on record already" in html


def test_a_quote_that_was_moved_meanwhile_is_not_moved_again(claim, staff):
    first, second = claim.appearances.order_by("pk")
    move_appearances(appearances=[first], statement="Else", by=make.user("ana"), reason="So.")
    sent = {"appearances": [first.pk], "statement": "It fell", "reason": WHY}
    response = staff.post(address(second), sent)
    assert response.status_code == 400
    assert "Somebody has moved one of these quotes" in response.content.decode()


def test_a_quote_that_is_not_there_is_not_found(staff):
    assert staff.get("/appearances/99999/move/").status_code == 404
