"""`/claims/<id>.jsonld`, and what the page of a claim tells other programs."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.actions.merging import merge
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def claim(settings) -> Claim:
    """A published claim with a rating, where published claims are open."""
    settings.PUBLIC = "published"
    return published("The bridge was closed </script> & stayed so")


def published(statement: str, rating: str = "misleading") -> Claim:
    """A claim that an editor publishes."""
    claim = make.claim(statement)
    make.says(claim, make.source(), basis="own_reporting")
    decide(
        claim=claim, outcome="caveat", caveat="One.", rating=rating, reason="So.",
        by=make.user("edna"),
    )  # fmt: skip
    return Claim.objects.get(pk=claim.pk)


def test_it_is_what_stands_in_the_page(claim):
    client = Client()
    response = client.get(f"/claims/{claim.pk}.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    (data,) = DATA.findall(page)
    assert json.loads(data) == json.loads(response.content)
    assert [one["@type"] for one in json.loads(data)["@graph"]] == ["Claim", "ClaimReview"]


def test_the_page_says_where_it_is_and_where_the_same_is_in_other_formats(claim):
    response = Client().get(f"/claims/{claim.pk}/")
    address = f"http://testserver/claims/{claim.pk}"
    assert f'<{address}/>; rel="canonical"' in response["Link"]
    assert f'<{address}.jsonld>; rel="alternate"; type="application/ld+json"' in response["Link"]
    assert f"<{address}.prov.jsonld>" in response["Link"]
    page = response.content.decode()
    assert f'<link rel="canonical" href="{address}/">' in page
    assert f'href="{address}.prov.jsonld"' in page


def test_the_page_says_how_it_looks_where_it_is_linked_from(claim):
    page = Client().get(f"/claims/{claim.pk}/").content.decode()
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    assert told["og:type"] == "article"
    assert unescape(told["og:title"]) == claim.statement
    assert told["og:url"] == f"http://testserver/claims/{claim.pk}/"
    assert told["og:site_name"] == "testserver"
    assert told["og:description"].startswith("Uncorroborated. ")
    assert told["twitter:card"] == "summary"


def test_whoever_would_rather_have_data_is_sent_to_it(claim):
    client, page = Client(), f"/claims/{claim.pk}/"
    response = client.get(page, headers={"Accept": "application/ld+json, text/html;q=0.5"})
    assert (response.status_code, response["Location"]) == (303, f"/claims/{claim.pk}.jsonld")
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for accept in (browser, "*/*", "image/png"):
        assert client.get(page, headers={"Accept": accept}).status_code == 200, accept
    assert "Accept" in client.get(page)["Vary"]


def test_the_page_of_a_claim_that_is_not_open_tells_other_programs_nothing(claim, staff):
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    response = staff.get(f"/claims/{claim.pk}/")
    assert response.status_code == 200
    assert "Link" not in response
    page = response.content.decode()
    assert "ld+json" not in page
    assert "og:title" not in page


def test_what_is_not_published_is_not_found_but_by_readers(claim, staff):
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    address = f"/claims/{claim.pk}.jsonld"
    assert Client().get(address).status_code == 404
    response = staff.get(address)
    assert [one["@type"] for one in json.loads(response.content)["@graph"]] == ["Claim"]
    assert "private" in response["Cache-Control"]


def test_a_claim_that_was_merged_leads_to_the_one_that_took_it_in(claim, client):
    gone = published("The bridge was shut", rating="")
    merge(kept=claim, gone=gone, reason="The same.", by=make.user("edna"))
    for ending in (".jsonld", ".prov.jsonld", "/"):
        response = client.get(f"/claims/{gone.pk}{ending}")
        assert (response.status_code, response["Location"]) == (302, f"/claims/{claim.pk}{ending}")


def test_a_merged_claim_leads_nobody_to_one_that_they_may_not_see(claim, client):
    gone = published("The bridge was shut", rating="")
    merge(kept=claim, gone=gone, reason="The same.", by=make.user("edna"))
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    for ending in (".jsonld", ".prov.jsonld", "/"):
        assert client.get(f"/claims/{gone.pk}{ending}").status_code == 404


def test_it_asks_the_same_however_much_there_is(claim, django_assert_max_num_queries):
    client, address = Client(), f"/claims/{claim.pk}.jsonld"
    client.get(address)
    for number in range(4):
        make.says(claim, make.source(f"Paper {number}"), basis="own_reporting")
    with django_assert_max_num_queries(17):
        client.get(address)
