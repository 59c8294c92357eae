"""`/me/tokens/`: make a token, see it once, revoke it."""

import re

import pytest
from django.test import Client

from claims.actions.tokens import make_token
from claims.models import ApiToken
from tests import builders as make
from tests.views.conftest import PASSWORD, lately

pytestmark = pytest.mark.django_db

SENT = {"name": "wire importer", "scopes": ["read", "record"], "days": "30"}


@pytest.fixture
def hers(db: None) -> Client:
    """Her browser, a moment after she has typed her password."""
    return lately(make.user("ana", role="editor"))


def test_a_token_is_made_shown_once_and_opens_the_api(hers):
    told = hers.post("/me/tokens/", SENT).content.decode()
    [secret] = re.findall(r"prov_[\w-]{43}", told)
    token = ApiToken.objects.get()
    assert (token.name, token.scopes) == ("wire importer", ["read", "record"])
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client(headers=headers).get("/api/v1/claims/").status_code == 200
    again = hers.get("/me/tokens/").content.decode()
    assert secret not in again
    assert token.prefix in again


def test_a_session_left_open_has_to_say_again_who_it_is(staff):
    person = make.user("ana")
    person.set_password(PASSWORD)
    person.save()
    staff.force_login(person)
    response = staff.post("/me/tokens/", SENT)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Name the program"),
        ({"scopes": []}, "Tick what it may do"),
        ({"days": "400"}, "365"),
        ({"scopes": ["everything"]}, "everything"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(hers, wrong, words):
    response = hers.post("/me/tokens/", {**SENT, **wrong})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not ApiToken.objects.exists()


def test_offered_is_what_one_may(client):
    client.force_login(make.user("reader", role="reader"))
    html = client.get("/me/tokens/").content.decode()
    assert 'value="read"' in html
    assert 'value="record"' not in html


def test_more_than_fifty_are_too_many(hers):
    for number in range(50):
        make_token(person=make.user("ana"), name=f"p{number}", scopes=["read"])
    response = hers.post("/me/tokens/", SENT)
    assert response.status_code == 400
    assert "You have 50 tokens" in response.content.decode()


def test_it_is_revoked_by_its_person_alone(staff, client):
    token, _secret = make_token(person=make.user("ana"), name="importer", scopes=["read"])
    other = Client()
    other.force_login(make.user("bo", role="editor"))
    assert other.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    assert staff.post(f"/me/tokens/{token.pk}/revoke/")["Location"] == "/me/tokens/"
    token.refresh_from_db()
    assert not token.stands


def test_an_administrator_revokes_those_of_others(client):
    token, _secret = make_token(person=make.user("ana"), name="importer", scopes=["read"])
    client.force_login(make.user("boss", role="administrator"))
    address = f"/people/{token.person_id}/"
    assert "importer" in client.get(address).content.decode()
    client.post(f"{address}tokens/")
    token.refresh_from_db()
    assert not token.stands
