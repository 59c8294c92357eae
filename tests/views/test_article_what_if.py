"""`/articles/<id>/what-if/`: what would become of its claims if it were retracted."""

import pytest

from claims import what_if
from claims.models import Claim, Touched
from claims.views import article_what_if
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """A claim with two origins that count, in two articles."""
    claim = make.claim("The bridge was closed")
    make.says(claim, make.source("The Times"), basis="own_reporting")
    make.says(claim, make.source("The Echo"), basis="own_reporting")
    return claim


@pytest.fixture
def address(claim) -> str:
    """The page of the first article."""
    return f"/articles/{claim.appearances.first().snapshot.article_id}/what-if/"


def test_a_claim_is_shown_as_it_is_and_as_it_would_be(address, read):
    html = read(address)
    assert "1 claim would change." in html
    assert html.index("status corroborated") < html.index("status uncorroborated")
    assert "The bridge was closed" in html


def test_nothing_is_written(address, claim, read):
    read(address)
    assert Claim.objects.get().status == "corroborated"
    assert not Touched.objects.exists()


def test_a_claim_that_would_stay_is_left_out(claim, read):
    other = make.says(claim, make.source("The Post"), make.source("an officer", "anonymous"))
    html = read(f"/articles/{other.snapshot.article_id}/what-if/")
    assert "0 claims would change." in html
    assert "1 was looked at." in html


def test_more_claims_than_are_looked_at_are_told_of(address, claim, read, monkeypatch):
    article = claim.appearances.first().snapshot
    make.appearance(make.claim("Another"), article)
    monkeypatch.setattr(article_what_if, "MOST_CLAIMS", 1)
    assert "Only the first 1 claims were looked at." in read(address)


def test_the_number_of_claims_that_are_looked_at_is_bounded():
    assert what_if.MOST_CLAIMS == 500


def test_an_article_that_is_not_there_is_not_found(db, read):
    read("/articles/99/what-if/", status=404)


def test_it_only_reads(address, client, staff):
    assert client.post(address).status_code == 405


def test_the_page_takes_the_same_queries_however_many_claims(
    address, claim, client, django_assert_max_num_queries
):
    snapshot = claim.appearances.first().snapshot
    for number in range(5):
        make.appearance(make.claim(f"Another {number}"), snapshot)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_the_articles_page_offers_it(address, read):
    assert f'href="{address}"' in read(address.replace("what-if/", ""))
