"""`/sources/<id>/what-if/`: what would become of claims if a source fell."""

import pytest

from claims.actions.editing import mark_origin
from claims.models import Claim
from claims.views import source_what_if
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """A claim with two origins that count: an outlet, and a person whom another outlet quotes."""
    claim = make.claim("The bridge was closed")
    make.says(claim, make.source("The Times"), basis="own_reporting")
    make.says(claim, make.source("The Echo"), make.source("Ana Lima", "person"))
    return claim


def source(claim: Claim, name: str) -> str:
    """The address of a source's page."""
    found = claim.appearances.filter(snapshot__article__publisher__name=name).first()
    chosen = found.snapshot.article.publisher if found else None
    key = chosen.pk if chosen else claim.appearances.last().attributions.get().source_id
    return f"/sources/{key}/what-if/"


@pytest.mark.parametrize("name", ["The Times", "The Echo", "Ana Lima"])
def test_whoever_falls_takes_their_origin_away(claim, read, name):
    html = read(source(claim, name))
    assert "1 claim would change." in html
    assert html.index("status corroborated") < html.index("status uncorroborated")


def test_a_confirmed_source_would_be_ruled_out_all_the_same(claim, read):
    person = claim.appearances.last().attributions.get().source
    mark_origin(
        claim=claim, source=person, verdict="independent", reason="I asked.", by=make.user()
    )
    assert "1 claim would change." in read(source(claim, "Ana Lima"))


def test_claims_of_others_are_not_looked_at(claim, read):
    stranger = make.source("The Post")
    assert "0 were looked at." in read(f"/sources/{stranger.pk}/what-if/")


def test_nothing_is_written(claim, read):
    read(source(claim, "The Times"))
    assert Claim.objects.get().status == "corroborated"
    assert not claim.marks.exists()


def test_more_claims_than_are_looked_at_are_told_of(claim, read, monkeypatch):
    make.appearance(make.claim("Another"), claim.appearances.first().snapshot)
    monkeypatch.setattr(source_what_if, "MOST_CLAIMS", 1)
    assert "Only the first 1 claims were looked at." in read(source(claim, "The Times"))


def test_a_source_that_is_not_there_is_not_found(db, read):
    read("/sources/99/what-if/", status=404)


def test_the_sources_page_offers_it(claim, read):
    address = source(claim, "The Times")
    assert f'href="{address}"' in read(address.replace("what-if/", ""))
