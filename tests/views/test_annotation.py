"""`/appearances/<id>.jsonld`: a quote as a Web Annotation."""

import json

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(settings) -> Claim:
    """A published claim, where published claims are open."""
    settings.PUBLIC = "published"
    claim = make.claim("The bridge was closed on Monday")
    make.says(claim, make.source(), basis="own_reporting")
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return Claim.objects.get(pk=claim.pk)


@pytest.fixture
def address(claim) -> str:
    """Where its quote is."""
    return f"/appearances/{claim.appearances.get().pk}.jsonld"


def test_everybody_gets_the_quote_of_a_published_claim(address, client):
    response = client.get(address)
    assert response.status_code == 200
    assert json.loads(response.content)["id"] == f"http://testserver{address}"


def test_it_is_of_the_type_and_kind_that_the_protocol_names(address, client):
    response = client.get(address)
    profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    assert response["Content-Type"] == profile
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in response["Link"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_it_is_asked_for_with_get_head_and_options_alone(address, client):
    head, options = client.head(address), client.options(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get(address)["ETag"]
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


def test_whoever_has_it_already_is_told_that_it_has_not_changed(address, client, claim):
    known = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": known}).status_code == 304
    Claim.objects.filter(pk=claim.pk).update(statement="Another wording")
    assert client.get(address, headers={"If-None-Match": known}).status_code == 200


def test_of_a_claim_that_is_not_published_the_public_finds_nothing(address, client, claim):
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert client.get(address).status_code == 404
    assert client.get("/appearances/99999999999999999999.jsonld").status_code == 404


def test_a_reader_gets_it_all_the_same_and_no_cache_keeps_it(address, claim, staff):
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    response = staff.get(address)
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response


def test_what_is_open_is_asked_for_anew_each_time_and_read_by_scripts_of_other_sites(address):
    response = Client().get(address)
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert response["Access-Control-Allow-Origin"] == "*"


def test_ids_are_made_of_the_address_that_the_site_calls_itself(address, client, settings):
    settings.CANONICAL_URL = "https://record.example.org"
    told = json.loads(client.get(address).content)
    assert told["id"] == f"https://record.example.org{address}"
