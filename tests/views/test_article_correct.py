"""`/articles/<id>/correct/`: what an outlet took back or put right."""

from datetime import date

import pytest

from claims.actions.editing import decide
from claims.models import Correction, User
from tests import builders as make

pytestmark = pytest.mark.django_db

SENT = {
    "kind": "retraction",
    "published_on": "2026-01-02",
    "text": "It was made up.",
    "url": "https://times.example.org/c",
}


@pytest.fixture
def claim():
    """A claim in one article."""
    claim = make.claim()
    make.says(claim, make.source(), make.source("Ana Lima", "person"))
    return claim


@pytest.fixture
def address(claim) -> str:
    """The page for that article."""
    return f"/articles/{claim.appearances.get().snapshot.article_id}/correct/"


def test_only_staff_may(address, client):
    assert client.post(address, SENT).status_code == 401
    client.force_login(User.objects.create_user("reader"))
    assert client.post(address, SENT).status_code == 403
    assert not Correction.objects.exists()


def test_a_retraction_is_recorded_and_the_claim_assessed_again(address, claim, staff):
    response = staff.post(address, SENT)
    found = Correction.objects.get()
    assert response["Location"] == found.article.get_absolute_url()
    assert (found.kind, found.text, found.url) == (SENT["kind"], SENT["text"], SENT["url"])
    assert found.published_on == date(2026, 1, 2)
    claim.refresh_from_db()
    assert claim.status == "unsupported"


def test_it_says_what_became_of_the_claims(address, claim, staff):
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=make.user("ana"))
    html = staff.post(address, SENT | {"kind": "correction"}, follow=True).content.decode()
    assert "1 claim assessed again. 1 published claim is with the editors." in html


def test_the_articles_page_shows_it_with_its_link(address, staff):
    staff.post(address, SENT)
    html = staff.get(address.replace("correct/", "")).content.decode()
    assert "Retracted: what it says no longer counts, 2 January 2026" in html
    assert 'href="https://times.example.org/c"' in html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "apology"),
        ("text", " "),
        ("text", "\u200b"),
        ("published_on", "soon"),
        ("published_on", "2999-01-01"),
        ("url", "javascript:alert(1)"),
        ("url", "https://ana:secret@times.example.org/c"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(address, staff, name, value):
    response = staff.post(address, {**SENT, name: value})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not Correction.objects.exists()


def test_the_page_leads_to_what_if(address, staff):
    assert "/what-if/" in staff.get(address).content.decode()


def test_an_article_that_is_not_there_is_not_found(staff):
    assert staff.get("/articles/99/correct/").status_code == 404
