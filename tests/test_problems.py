"""What goes wrong at addresses for programs is told to them, and to people as a page."""

import pytest
from django.test import Client

from tests import builders as make

pytestmark = pytest.mark.django_db

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DOCUMENTS = [
    "/claims/99.jsonld",
    "/claims/99.prov.jsonld",
    "/claims/99/cite.csl.json",
    "/appearances/99.jsonld",
    "/articles/99/annotations.jsonld",
    "/oembed?url=https://elsewhere.example/",
    "/nothing.csv",
]


@pytest.mark.parametrize("address", DOCUMENTS)
@pytest.mark.parametrize("accept", [None, "*/*", "application/ld+json", "application/json"])
def test_a_program_is_told_as_a_problem_that_there_is_no_document(address, accept):
    response = Client(headers={"Accept": accept} if accept else {}).get(address)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    told = response.json()
    assert (told["status"], told["title"], told["type"]) == (404, "Not Found", "about:blank")
    assert "nothing at this address" in told["detail"]


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_browser_gets_the_page(address):
    response = Client(headers={"Accept": BROWSER}).get(address)
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("address", ["/claims/99/", "/articles/99/", "/no/such/page/"])
def test_the_address_of_a_page_answers_with_a_page_whoever_asks(address):
    assert Client().get(address)["Content-Type"] == "text/html; charset=utf-8"


def test_what_is_not_theirs_is_refused_to_programs_as_a_problem():
    reader = Client()
    reader.force_login(make.user("rea", role="reader"))
    response = reader.get("/review.csv")
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert response.json()["detail"] == "You may not do this."
    page = reader.get("/review.csv", headers={"Accept": BROWSER})
    assert (page.status_code, page["Content-Type"]) == (403, "text/html; charset=utf-8")


def test_a_filter_that_a_list_has_not_is_named_with_those_that_it_has():
    response = Client().get("/sources.jsonl?colour=red")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    [fault] = response.json()["errors"]
    assert fault["field"] == "colour"
    assert "There are: " in fault["message"]


@pytest.mark.parametrize(
    ("query", "status", "fields"),
    [("format=xml", 501, []), ("maxwidth=wide", 400, ["maxwidth"])],
)
def test_oembed_says_what_it_cannot_do(query, status, fields):
    response = Client().get(f"/oembed?url=https://a.example/&{query}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert [one["field"] for one in response.json().get("errors", [])] == fields


def test_a_host_that_is_not_ours_is_refused_in_the_same_form():
    response = Client(headers={"host": "other.example"}).get("/claims/1.jsonld")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
