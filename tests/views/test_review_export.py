"""`/review.csv` and the like: the queue to take away."""

import json

import pytest

from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(db):
    """Two claims that wait, the disputed one the more urgent."""
    alone, disputed = make.claim("alone"), make.claim("disputed")
    make.says(alone, make.source(), basis="own_reporting")
    make.says(disputed, make.source(), basis="own_reporting")
    make.says(disputed, make.source("The Tribune"), basis="own_reporting", stance="disputes")
    return alone, disputed


def lines(client, address):
    """The rows of the queue."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    return [json.loads(line) for line in response.getvalue().splitlines()]


def test_what_waits_leaves_in_the_order_of_the_queue_with_why(waiting, staff):
    rows = lines(staff, "/review.jsonl")
    assert [row["statement"] for row in rows] == ["disputed", "alone"]
    assert "disputed" in rows[0]["because"]
    assert rows[0]["waits_since"]
    assert rows[0]["assigned_to"] is None


def test_the_filters_of_the_queue_hold(waiting, staff):
    assert [row["statement"] for row in lines(staff, "/review.jsonl?status=disputed")] == [
        "disputed"
    ]
    assert lines(staff, "/review.jsonl?assignee=me") == []


@pytest.mark.parametrize("query", ["assignee=x", "longer=-1", "colour=red"])
def test_a_filter_that_cannot_be_used_is_named(staff, query):
    response = staff.get(f"/review.csv?{query}")
    assert response.status_code == 400
    assert query.partition("=")[0] in response.content.decode()


def test_the_feed_has_the_most_urgent_first(waiting, staff):
    told = staff.get("/review.atom").content.decode()
    assert told.index(">disputed<") < told.index(">alone<")


def test_who_has_not_signed_in_is_sent_there(waiting, client):
    response = client.get("/review.csv")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_who_does_not_see_the_queue_is_refused(waiting, client):
    client.force_login(make.user("reader", role="reader"))
    assert client.get("/review.csv").status_code == 403


def test_the_queue_links_to_its_forms_with_its_filters(waiting, staff):
    assert (
        'href="/review.csv?status=disputed"'
        in staff.get("/review/?status=disputed").content.decode()
    )
