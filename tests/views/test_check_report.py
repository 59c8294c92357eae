"""`/check/report/`: the report on a draft, to take away."""

import csv
from io import StringIO

import pytest
from django.test import Client

from claims.actions.embedding import make_waiting
from tests import builders as make

pytestmark = pytest.mark.django_db

SENTENCE = "Complaints about the ferry rose by 870% between January and June."


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of a journalist, with a claim near to the sentence on record."""
    client.force_login(make.user("ana", role="journalist"))
    claim = make.claim(SENTENCE.replace("870", "807"))
    make.says(claim, make.source(), make.source("the harbour office", "organisation"))
    make_waiting()
    return client


def test_markdown_says_what_the_page_says(ana):
    response = ana.post("/check/report/", {"text": SENTENCE, "as": "markdown"})
    told = response.content.decode()
    assert told.startswith("# Draft check\n\n1 checkable sentence: 1 differs in a figure.")
    assert f"> {SENTENCE}" in told
    assert "](http://testserver/claims/" in told
    assert response["Content-Disposition"] == 'attachment; filename="draft-check.md"'


def test_csv_is_read_by_spreadsheets_as_words(ana):
    response = ana.post("/check/report/", {"text": f"={SENTENCE}", "as": "csv"})
    assert response.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    assert row["mark"] == "Known with another figure"
    assert row["differs"] == "other figure (“870%”, on record “807%”)"
    assert row["sentence"] in (f"'={SENTENCE}", SENTENCE)


def test_no_report_is_cached_or_asked_for_by_address(ana):
    assert "no-store" in ana.post("/check/report/", {"text": SENTENCE})["Cache-Control"]
    assert ana.get("/check/report/", {"text": SENTENCE}).status_code == 405


def test_what_cannot_be_checked_leads_back_to_the_form(ana):
    response = ana.post("/check/report/", {"text": " "})
    assert response.status_code == 400
    assert "Paste the words of the draft" in response.content.decode()
