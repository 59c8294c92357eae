"""What a page costs does not grow with what stands on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.recording import recording
from claims.models import (
    Appearance,
    Article,
    Claim,
    Figure,
    OriginMark,
    Snapshot,
    Source,
    User,
)
from tests import builders as make
from tests.admin.conftest import filled, page, row

FEW, MANY = 5, 50


def cost(act: Callable[[], Any]) -> int:
    """How many queries it takes; the page must have worked."""
    with CaptureQueriesContext(connection) as seen:
        response = act()
    assert response.status_code in {200, 302}
    return len(seen)


@recording(by=None)  # assesses once, at the end
def claim_with(number: int, by: User) -> Claim:
    """A claim with so many appearances, each with a chain of two, and so many findings."""
    claim = make.claim(f"A claim with {number}")
    for count in range(number):
        relay, source = make.source(f"relay {count}"), make.source(f"person {count}", "person")
        make.says(claim, make.source(f"outlet {count}"), (relay, source))
        claim.figures.create(value=count, unit="%")
        OriginMark.objects.create(
            claim=claim, source=source, verdict="same_as", same_as=relay, reason="So.", made_by=by
        )
    return claim


@recording(by=None)  # assesses once, at the end
def appearance_with(number: int) -> Appearance:
    """An appearance with so many attributions, each passed on by the one before it."""
    chain = tuple(make.source(f"source {count}") for count in range(number))
    return make.says(make.claim("A claim"), make.source(), chain)


@recording(by=None)  # assesses once, at the end
def article_with(number: int) -> Article:
    """An article that derives from so many others, with as many corrections and captures."""
    article = make.snapshot().article
    for count in range(number):
        other = make.snapshot(title=f"Article {count}").article
        article.derivations.create(based_on=other, kind="rewrite")
        article.corrections.create(kind="correction", text="We were wrong.")
    return article


@pytest.fixture
def warm(client: Client) -> Client:
    """A browser for whom what is looked up once has been looked up."""
    ContentType.objects.get_for_models(Claim, Appearance, Article, Figure)
    claim = make.claim("A claim to warm up with")
    client.post(page(claim), filled(client.get(page(claim)), note="typed"))
    return client


def test_a_claims_page_costs_the_same_with_fifty_rows(warm: Client, editor: User) -> None:
    few, many = claim_with(FEW, editor), claim_with(MANY, editor)
    costs = [cost(lambda one=one: warm.get(page(one))) for one in (few, many)]
    assert costs == [17, 17]


def test_saving_a_claim_costs_the_same_when_one_row_of_fifty_changed(
    warm: Client, editor: User
) -> None:
    costs = []
    for one in (claim_with(FEW, editor), claim_with(MANY, editor)):
        form = filled(warm.get(page(one)), appearances__3__stance="mentions")
        costs.append(cost(lambda one=one, form=form: warm.post(page(one), form)))
    assert costs[0] == costs[1]


def test_a_new_row_that_is_refused_costs_a_few_small_checks_and_nothing_to_show_again(
    warm: Client, claim: Claim, snapshot: Snapshot, officer: Source, atlantic: Source
) -> None:
    costs = []
    typed = {"snapshot": snapshot.pk, "exact": "not there", "stance": "asserts"}
    typed |= {"said_by": officer.pk, "by_way_of": atlantic.pk}
    for number in (FEW, MANY):
        form = filled(warm.get(page(claim)))
        for count in range(number):
            form |= row("new_appearances", count, number, **typed)
        costs.append(cost(lambda form=form: warm.post(page(claim), form)))
    # The capture is there; stance and basis are words that we know: each of these in a savepoint.
    assert costs[1] - costs[0] == 7 * (MANY - FEW)


def test_an_appearances_page_costs_the_same_with_fifty_attributions(warm: Client) -> None:
    few, many = appearance_with(FEW), appearance_with(MANY)
    costs = [cost(lambda one=one: warm.get(page(one))) for one in (few, many)]
    assert costs == [9, 9]


def test_an_articles_page_costs_the_same_with_fifty_rows(warm: Client) -> None:
    few, many = article_with(FEW), article_with(MANY)
    costs = [cost(lambda one=one: warm.get(page(one))) for one in (few, many)]
    assert costs == [12, 12]


@pytest.mark.parametrize("model", [Claim, Appearance, Article, Snapshot, Source])
def test_a_list_costs_the_same_with_fifty_rows(warm: Client, editor: User, model: Any) -> None:
    address = page(model, "changelist")
    claim_with(FEW, editor)
    few = cost(lambda: warm.get(address))
    claim_with(MANY, editor)
    assert cost(lambda: warm.get(address)) == few


@pytest.mark.parametrize(
    ("model", "field"),
    [("appearance", "snapshot"), ("appearance", "claim"), ("attribution", "source")],
)
def test_choosing_costs_the_same_with_a_full_page_of_suggestions(
    warm: Client, editor: User, model: str, field: str
) -> None:
    address = f"/admin/autocomplete/?app_label=claims&model_name={model}&field_name={field}&term="
    claim_with(FEW, editor)
    few = cost(lambda: warm.get(address))
    claim_with(MANY, editor)
    assert cost(lambda: warm.get(address)) == few


def test_a_page_of_a_claim_with_very_many_appearances_can_be_sent_back(
    client: Client, claim: Claim, settings: Any
) -> None:
    words = [f"word{number}" for number in range(400)]
    with recording(by=None):
        snapshot = make.snapshot(" ".join(words))
        for word in words:
            make.appearance(claim, snapshot, quote=word)
    shown = client.get(page(claim))
    assert "the first 100 stand below" in shown.content.decode()
    form = filled(shown, note="typed")
    assert len(form) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert client.post(page(claim), form).status_code == 302
    assert claim.appearances.count() == 400
