"""`/check/claims/<id>/`: what stands behind a claim, beside a draft."""

import pytest
from django.test import Client

from claims.actions.merging import merge
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

BESIDE = {"HX-Request": "true"}


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of a journalist."""
    client.force_login(make.user("ana", role="journalist"))
    return client


@pytest.fixture
def ferry(db: None) -> Claim:
    """A claim that rests on one office."""
    claim = make.claim("Complaints about the ferry rose by 807%")
    make.says(claim, make.source(), make.source("the harbour office", "organisation"))
    return claim


@pytest.mark.parametrize("headers", [{}, BESIDE], ids=["alone", "beside"])
def test_it_shows_the_claim_its_origins_and_its_quotes(ana, ferry, headers):
    told = ana.get(f"/check/claims/{ferry.pk}/", headers=headers).content.decode()
    assert ferry.statement in told
    assert "the harbour office: counts" in told
    assert f"<mark>{make.WORDS}</mark>" in told
    assert ("<header" in told) == (not headers)


def test_it_says_how_the_claim_differs_from_the_sentence(ana, ferry):
    address = f"/check/claims/{ferry.pk}/?differs=other_figure&differs=whatever"
    told = ana.get(address, headers=BESIDE).content.decode()
    assert '<b>other figure:</b> <span data-how="other_figure">' in told
    assert "whatever" not in told


def test_a_claim_that_was_merged_leads_to_the_one_that_took_it_in(ana, ferry):
    kept = make.claim("The ferry drew more complaints")
    merge(kept=kept, gone=ferry, reason="The same.", by=make.user("bo"))
    told = ana.get(f"/check/claims/{ferry.pk}/", headers=BESIDE).content.decode()
    assert f"Claim {ferry.pk} has been merged into this one." in told
    assert kept.statement in told


def test_a_claim_that_is_gone_is_said_to_be(ana):
    answer = ana.get("/check/claims/99/", headers=BESIDE)
    assert answer.status_code == 200
    assert "Claim 99 is no longer on record" in answer.content.decode()
    assert ana.get("/check/claims/99/").status_code == 404


def test_htmx_is_told_that_somebody_is_signed_out(client, ferry):
    assert client.get(f"/check/claims/{ferry.pk}/", headers=BESIDE).status_code == 401
