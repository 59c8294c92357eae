"""`/sources/<id>/`: the family, what it publishes, and what rests on it alone."""

from html import unescape

import pytest

from claims import paging
from claims.models import Source
from tests import builders as make

pytestmark = pytest.mark.django_db


def page_of(read, name: str) -> str:
    """The page of the source with this name."""
    source = Source.objects.get(name=name)
    return unescape(read(f"/sources/{source.pk}/"))


def test_the_claims_that_rest_on_it_alone_come_first(sample, read):
    html = page_of(read, "officers posting in ICE and CBP forums")
    alone = html[html.index("Claims that rest on it alone") : html.index("passed on or disputes")]
    for index in (3, 5, 6, 19):
        assert sample[index].statement in alone
    assert sample[11].statement not in alone


def test_a_claim_with_another_origin_does_not_rest_on_it_alone(sample, read):
    html = page_of(read, "Runable")
    among = html[html.index("among others") :]
    assert sample[2].statement in among
    assert sample[8].statement in among


def test_what_it_passed_on_is_told_apart(sample, read):
    html = page_of(read, "Hollywood Unlocked")
    assert "No claim rests on it alone." in html
    assert sample[1].statement in html[html.index("passed on or disputes") :]


def test_its_family_is_named_on_both_sides(sample, read):
    letter = page_of(read, "ICE field office directors' letter to the American public")
    assert "U.S. Immigration and Customs Enforcement (ICE)</a>" in letter
    owner = page_of(read, "U.S. Immigration and Customs Enforcement (ICE)")
    assert "ICE field office directors' letter" in owner


def test_what_it_publishes_is_listed(sample, read):
    assert "Inside Federal Immigration Enforcement" in page_of(read, "Runable")


def test_claims_that_rest_on_what_it_owns_rest_on_its_family_alone(sample, read):
    html = page_of(read, "U.S. Immigration and Customs Enforcement (ICE)")
    alone = html[html.index("Claims that rest on it alone") : html.index("What it publishes")]
    assert sample[17].statement in alone


def test_a_source_that_is_not_there_is_not_found(db, read):
    read("/sources/4711/", status=404)


def test_the_page_takes_the_same_queries_for_one_claim_or_many(
    sample, client, django_assert_num_queries
):
    for name in ("officers posting in ICE and CBP forums", "The Atlantic"):
        source = Source.objects.get(name=name)
        with django_assert_num_queries(7):
            client.get(f"/sources/{source.pk}/")


def test_of_many_claims_the_latest_are_shown_and_the_count_stops(db, read, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 21)
    officer = make.source("an officer", "person")
    claims = [make.claim(f"The bridge was closed {number} times") for number in range(23)]
    for claim in claims:
        make.says(claim, make.source(), officer)
    html = page_of(read, "an officer")
    assert "The latest 20 of 21+ claims." in html
    assert claims[-1].statement in html
    assert claims[0].statement not in html
    assert f'href="/claims/?source={officer.pk}&role=origin"' in html


def test_what_it_disputes_is_told_apart(db, read):
    times, officer = make.source(), make.source("an officer", "person")
    claim = make.claim()
    make.says(claim, times, basis="own_reporting")
    make.says(claim, times, officer, stance="disputes")
    html = page_of(read, "an officer")
    assert claim.statement in html[html.index("passed on or disputes") :]
