"""`/feeds/…`: what is new, for everybody."""

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

ADDRESSES = ("/feeds/claims.atom", "/feeds/status.atom", "/feeds/corrections.atom")


@pytest.fixture
def claim(settings) -> Claim:
    """A published claim beside a draft."""
    settings.PUBLIC = "published"
    claim = make.claim("The bridge was closed")
    make.says(claim, make.source(), basis="own_reporting")
    make.says(make.claim("The warehouse burned"), make.source(), basis="own_reporting")
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return claim


@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_gets_what_is_open_whoever_asks(address, claim, staff):
    for client in (Client(), staff):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/atom+xml"
        assert f'href="http://testserver{address}" rel="self"' in response.content.decode()
        assert b"warehouse" not in response.content
    assert client.head(address).status_code == 200


def test_a_reader_that_has_it_already_is_told_so_until_there_is_news(claim, client):
    known = client.get("/feeds/claims.atom")["ETag"]
    asked = {"If-None-Match": known}
    assert client.get("/feeds/claims.atom", headers=asked).status_code == 304
    decide(claim=claim, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert client.get("/feeds/claims.atom", headers=asked).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_closed_record_has_no_feeds(address, claim, settings, staff):
    settings.PUBLIC = ""
    assert staff.get(address).status_code == 404


def test_the_first_page_leads_to_them(claim):
    response = Client().get("/")
    for address in ADDRESSES:
        assert f'href="http://testserver{address}"' in response.content.decode()
        assert f"<http://testserver{address}>" in response["Link"]


@pytest.mark.parametrize("page", ["/", "/claims/", "/articles/", "/sources/"])
def test_lists_lead_to_them_where_there_are_any(page, claim, settings, staff):
    assert f'<a href="{ADDRESSES[1]}">changes of status</a>' in Client().get(page).content.decode()
    settings.PUBLIC = ""
    assert ADDRESSES[1] not in staff.get(page).content.decode()


@pytest.mark.parametrize("key", ["", "x", "-1", "²", "9" * 30])
def test_a_page_that_no_feed_gave_out_is_not_found(claim, key):
    assert Client().get(f"/feeds/status.atom?before={key}").status_code == 404


def test_a_page_before_everything_is_empty(claim):
    response = Client().get("/feeds/status.atom?before=1")
    assert response.status_code == 200
    assert "<entry>" not in response.content.decode()
