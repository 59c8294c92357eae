"""`/check/record/`: a sentence of a draft becomes a claim to look into, once somebody confirms it."""

import pytest
from django.test import Client

from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

SENTENCE = "The ferry carried 41,000 people in June."
BESIDE = {"HX-Request": "true"}


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of a journalist."""
    client.force_login(make.user("ana", role="journalist"))
    return client


def test_the_form_opens_with_the_sentence_and_says_who_will_see_it(ana):
    told = ana.post("/check/record/", {"statement": SENTENCE}).content.decode()
    assert SENTENCE in told
    assert "everybody on the staff sees it" in told
    assert not Claim.objects.exists()


def test_confirmed_it_is_a_draft_claim_that_nothing_supports_yet(ana):
    response = ana.post("/check/record/", {"statement": SENTENCE, "confirmed": "1"})
    claim = Claim.objects.get()
    assert response["Location"] == claim.get_absolute_url()
    assert (claim.statement, claim.state, claim.status) == (SENTENCE, "draft", "unsupported")


def test_beside_the_draft_the_panel_says_what_was_recorded(ana):
    sent = {"statement": SENTENCE, "confirmed": "1"}
    told = ana.post("/check/record/", sent, headers=BESIDE).content.decode()
    assert Claim.objects.get().get_absolute_url() in told
    assert "<header" not in told


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("", "Say in a full sentence what is to be looked into."),
        (" \n", "Say in a full sentence what is to be looked into."),
        ("a" * 2001, "A claim has 2,000 characters at most."),
    ],
)
def test_what_is_no_claim_is_refused_and_stays_in_its_box(ana, statement, says):
    response = ana.post("/check/record/", {"statement": statement, "confirmed": "1"})
    assert response.status_code == 400
    assert says in response.content.decode()
    assert statement.strip() in response.content.decode()


def test_a_claim_that_says_just_that_is_not_recorded_twice(ana):
    there = make.claim(SENTENCE)
    response = ana.post("/check/record/", {"statement": SENTENCE.upper(), "confirmed": "1"})
    assert f"Claim {there.pk} says just that." in response.content.decode()
    assert Claim.objects.count() == 1


def test_claims_that_are_near_are_offered(ana):
    there = make.claim("The ferry carried 41,000 people in July.")
    told = ana.post("/check/record/", {"statement": SENTENCE}).content.decode()
    assert there.get_absolute_url() in told


def test_who_may_not_record_is_refused(client):
    client.force_login(make.user("rita", role="reader"))
    assert client.post("/check/record/", {"statement": SENTENCE}).status_code == 403
