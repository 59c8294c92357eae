"""`/articles/<id>/annotations.jsonld`: an article's quotes as a collection."""

import json

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.models import Article
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(settings) -> Article:
    """An article that makes a published claim, and one that is none."""
    settings.PUBLIC = "published"
    captured = make.snapshot(f"It is said that {make.WORDS}.\nThe warehouse burned.")
    opened, hidden = make.claim(), make.claim("The warehouse burned down")
    make.appearance(opened, captured, basis="own_reporting")
    make.appearance(hidden, captured, quote="The warehouse burned", basis="own_reporting")
    decide(claim=opened, outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return captured.article


def told(client: Client, address: str) -> dict:
    """The document at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return json.loads(response.content)


def test_the_public_gets_the_quotes_of_published_claims(article):
    client = Client()
    collection = told(client, f"/articles/{article.pk}/annotations.jsonld")
    assert collection["total"] == 1
    page = client.get(collection["first"])
    assert b"warehouse" not in page.content
    assert len(json.loads(page.content)["items"]) == 1


def test_a_reader_gets_all_and_no_cache_keeps_them(article, staff):
    address = f"/articles/{article.pk}/annotations.jsonld"
    assert told(staff, address)["total"] == 2
    assert "private" in staff.get(address)["Cache-Control"]
    assert "Cookie" in staff.get(address)["Vary"]


def test_an_article_of_no_published_claim_is_not_found(article, client):
    other = make.says(make.claim("Another"), make.source()).snapshot.article
    assert client.get(f"/articles/{other.pk}/annotations.jsonld").status_code == 404


@pytest.mark.parametrize("after", ["", "x", "-1", "²", "1" * 30, "999999"])
def test_a_page_that_no_collection_leads_to_is_not_found(article, client, after):
    address = f"/articles/{article.pk}/annotations.jsonld?after={after}"
    assert client.get(address).status_code == 404
