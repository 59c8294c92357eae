"""What a programmer is told before any address."""

import html
import re

import pytest

from claims.api import guide
from claims.vocabulary import Scope

pytestmark = pytest.mark.django_db

NEEDED = (
    *("Authorization: Bearer", "/me/tokens/", "curl -H", "`next`", "If-Match", "If-None-Match"),
    *("Idempotency-Key", "application/problem+json", "Retry-After", "600 requests a minute"),
    *(f"`{scope.value}`:" for scope in Scope),
)


@pytest.mark.parametrize("words", NEEDED)
def test_the_description_begins_with_what_every_program_needs(words):
    assert words in guide.markdown()


def test_its_example_is_of_this_site(settings):
    settings.CANONICAL_URL = "https://facts.example"
    assert '"https://facts.example/api/v1/claims/?' in guide.markdown()


def test_it_stands_in_the_description(stranger):
    told = stranger.ask("/openapi.json").json()["info"]["description"]
    assert "Authorization: Bearer" in told


def test_without_javascript_the_page_says_the_same(stranger):
    page = stranger.get("/api/v1/docs/").content.decode()
    assert guide.html() in page
    assert '<a href="/api/v1/openapi.json">' in page
    shown = html.unescape(re.sub("<[^>]*>", "", guide.html()))
    assert shown.split() == re.sub(r"[`*]", "", guide.markdown()).split()


def test_every_operation_says_that_it_may_be_too_busy(stranger):
    told = stranger.ask("/openapi.json").json()
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert all("503" in one["responses"] for one in operations)
    assert "Retry-After" in told["components"]["responses"]["Problem503"]["headers"]


@pytest.mark.parametrize("number", ["counted_origins", "asserting_families", "disputing_families"])
def test_what_is_counted_of_a_claim_says_what_it_counts(stranger, number):
    shape = stranger.ask("/openapi.json").json()["components"]["schemas"]["ClaimRow"]
    assert "families" in shape["properties"][number]["description"]
