"""`/claims/<id>.prov.jsonld`: where a claim comes from."""

import json

import pytest
from django.test import Client

from claims.actions.articles import derive
from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(settings) -> Claim:
    """A published claim in a copy of an article that makes none."""
    settings.PUBLIC = "published"
    claim = make.claim("The bridge was closed")
    copy = make.says(claim, make.source(), basis="own_reporting").snapshot.article
    original = make.snapshot(title="What nobody outside knows").article
    derive(article=copy, based_on=original, kind="rewrite", by=None)
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return Claim.objects.get(pk=claim.pk)


def test_everybody_gets_that_of_a_published_claim(claim):
    response = Client().get(f"/claims/{claim.pk}.prov.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    assert "isProvenanceOf" in response["Link"]
    told = json.loads(response.content)["@graph"]
    assert f"http://testserver/claims/{claim.pk}/" in [node["id"] for node in told]


def test_it_names_no_article_that_whoever_asks_may_not_see(claim, staff):
    address = f"/claims/{claim.pk}.prov.jsonld"
    assert "What nobody outside knows" not in Client().get(address).content.decode()
    assert "What nobody outside knows" in staff.get(address).content.decode()


def test_what_a_reader_gets_of_an_open_claim_no_cache_gives_to_others(claim, staff):
    response = staff.get(f"/claims/{claim.pk}.prov.jsonld")
    assert "private" in response["Cache-Control"]


def test_what_is_not_published_is_not_found(claim):
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert Client().get(f"/claims/{claim.pk}.prov.jsonld").status_code == 404
