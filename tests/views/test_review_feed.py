"""`/review/feed/<token>/`: the queue as an Atom feed."""

from xml.etree import ElementTree

import pytest

from claims.actions.preferences import make_feed_token
from tests import builders as make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def address(db) -> str:
    """The feed of an editor."""
    return f"/review/feed/{make_feed_token(person=make.user('ana', role='editor'))}/"


def entries(response) -> list:
    """What a feed reader finds."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml"
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def titles(response) -> list[str]:
    """The titles of the entries."""
    return [entry.find(f"{ATOM}title").text for entry in entries(response)]


def test_it_holds_what_waits_with_why_and_a_link(address, client):
    claim = make.claim("The bridge was <closed>")
    make.says(claim, make.source(), basis="own_reporting")
    (entry,) = entries(client.get(address))
    assert entry.find(f"{ATOM}title").text == "The bridge was <closed>"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/claims/{claim.pk}/"
    assert "uncorroborated; draft" in entry.find(f"{ATOM}summary").text


def test_a_filter_of_the_queue_may_be_added(address, client):
    alone, disputed = make.claim("alone"), make.claim("disputed")
    make.says(alone, make.source(), basis="own_reporting")
    make.says(disputed, make.source(), basis="own_reporting")
    make.says(disputed, make.source("The Tribune"), basis="own_reporting", stance="disputes")
    assert titles(client.get(address)) == ["disputed", "alone"]
    assert titles(client.get(f"{address}?status=disputed")) == ["disputed"]
    assert titles(client.get(f"{address}?flag=circular")) == []


def test_a_filter_that_cannot_be_used_is_told(address, client):
    response = client.get(f"{address}?flag=nonsense")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain")
    assert "flag" in response.content.decode()


def test_an_empty_queue_is_an_empty_feed(address, client):
    assert titles(client.get(address)) == []


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00"])
def test_a_token_that_nobody_has_is_not_found(db, client, token):
    assert client.get(f"/review/feed/{token}/").status_code == 404


def test_whoever_may_no_longer_see_the_queue_has_no_feed(address, client):
    ana = make.user("ana")
    ana.groups.clear()
    assert client.get(address).status_code == 404


def test_whoever_has_left_has_no_feed(address, client):
    ana = make.user("ana")
    ana.is_active = False
    ana.save()
    assert client.get(address).status_code == 404


def test_it_is_nothing_for_caches_that_are_shared(address, client):
    assert "private" in client.get(address)["Cache-Control"]


def test_it_takes_the_same_queries_however_much_waits(address, client, django_assert_num_queries):
    for count in range(2):
        make.says(make.claim(f"claim {count}"), make.source(), basis="own_reporting")
        with django_assert_num_queries(3):
            client.get(address)
