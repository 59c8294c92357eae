"""oEmbed: an address of a claim becomes a card."""

import html
import re

import pytest
from django.test import Client

from tests import builders as make
from tests.views.published import published

pytestmark = pytest.mark.django_db

SITE = "https://record.example"


@pytest.fixture(autouse=True)
def open_to_all(settings) -> None:
    """Anybody may read published claims."""
    settings.PUBLIC, settings.CANONICAL_URL, settings.NEWSROOM = (
        "published",
        SITE,
        "The Example Times",
    )


def ask(status: int = 200, **query: object):
    """The answer to another system."""
    response = Client().get("/oembed", query)
    assert response.status_code == status, response.content
    return response


def test_a_claim_is_embedded_as_its_card():
    claim = published()
    response = ask(url=f"{SITE}/claims/{claim.pk}/", format="json")
    told = response.json()
    code = told.pop("html")
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "The bridge was closed",
        "provider_name": "The Example Times",
        "provider_url": f"{SITE}/",
        "cache_age": 3600,
        "width": 400,
        "height": 150,
    }
    assert f'src="{SITE}/claims/{claim.pk}/card/"' in code
    assert 'width="400" height="150"' in code
    assert response["Content-Type"] == "application/json"
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "tail", ["claims/{}/", "claims/{}/cite/", "claims/{}/card/", "claims/{}/?a=b#quotes"]
)
def test_any_address_of_a_claim_will_do(tail):
    ask(url=f"{SITE}/{tail.format(published().pk)}")


def test_it_keeps_within_the_room_that_there_is():
    url = f"{SITE}/claims/{published().pk}/"
    told = ask(url=url, maxwidth=300, maxheight=120).json()
    assert (told["width"], told["height"]) == (300, 120)


@pytest.mark.parametrize("wrong", ["0", "-1", "wide", "1.5", "²"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_a_size_that_is_none_is_refused(name, wrong):
    ask(400, url=f"{SITE}/claims/{published().pk}/", **{name: wrong})


def test_what_is_no_published_claim_is_not_found():
    claim = make.claim()
    for url in (
        f"{SITE}/claims/{claim.pk}/",
        f"{SITE}/claims/99999/",
        f"{SITE}/claims/{2**70}/",
        f"{SITE}/articles/1/",
        f"{SITE}/nowhere/",
        f"https://other.example/claims/{published().pk}/",
        f"ftp://record.example/claims/{published('B').pk}/",
        "claims",
        "http://[",
        "",
    ):
        ask(404, url=url)


def test_other_formats_are_not_there():
    ask(501, url=f"{SITE}/claims/{published().pk}/", format="xml")


def test_published_claims_say_where_to_ask_and_others_do_not():
    claim = published("“Closed” & shut")
    page = Client().get(f"/claims/{claim.pk}/").content.decode()
    found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    assert found
    address = html.unescape(found[1])
    assert address.startswith(f"{SITE}/oembed?url=")
    assert Client().get(address.removeprefix(SITE)).json()["title"] == "“Closed” & shut"
    client = Client()
    client.force_login(make.user("ana", role="journalist"))
    assert "json+oembed" not in client.get(make.claim().get_absolute_url()).content.decode()
    assert "json+oembed" in client.get(claim.get_absolute_url()).content.decode()
