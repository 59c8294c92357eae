"""Accepting an invitation."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from claims.actions.people import accept, invite, revoke
from claims.models import Invitation, SignIn, User
from tests.accounts.conftest import PASSWORD, sign_in, with_password

pytestmark = pytest.mark.django_db

SENT = {"name": "bo", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return with_password("boss", "administrator")


@pytest.fixture
def invitation(boss: User) -> Invitation:
    """Bo is invited as a journalist."""
    return invite(email="bo@example.org", role=Group.objects.get(name="journalist"), by=boss)


def address(invitation: Invitation) -> str:
    """Where its link leads."""
    return f"/invitation/{invitation.key}/"


def test_it_says_who_invites_whom_as_what(client, invitation):
    html = client.get(address(invitation)).content.decode()
    assert "boss invites bo@example.org as" in html
    assert "Captures, records" in html


def test_accepting_it_leads_to_the_sign_in_and_in(client, invitation):
    response = client.post(address(invitation), SENT)
    assert response["Location"] == "/accounts/login/"
    assert "Your account is made" in client.get("/accounts/login/").content.decode()
    assert sign_in(client, "bo").status_code == 302
    assert client.get("/capture/").status_code == 200


def test_it_is_noted_in_the_trail_of_the_account(client, invitation):
    client.post(address(invitation), SENT)
    entry = SignIn.objects.get(kind="accepted")
    assert entry.user is not None
    assert entry.user.username == "bo"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "boss"}, "Somebody has this name already"),
        ({"name": "boss@example.org"}, "Choose a name without @"),
        ({"name": "two words"}, "Enter a valid username"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"again": "another long phrase"}, "The two passwords differ"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_the_name_stays(client, invitation, changed, said):
    sent = {**SENT, **changed}
    response = client.post(address(invitation), sent)
    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    assert f'value="{sent["name"]}"' in html or not sent["name"]
    assert PASSWORD not in html
    assert not User.objects.filter(email="bo@example.org").exists()


def test_an_expired_one_says_so_and_what_to_do(client, invitation):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for response in (client.get(address(invitation)), client.post(address(invitation), SENT)):
        assert response.status_code == 410
        assert "has expired" in response.content.decode()
        assert "Ask an administrator" in response.content.decode()
    assert not User.objects.filter(username="bo").exists()


def test_a_revoked_one_says_so(client, invitation, boss):
    revoke(invitation=invitation, by=boss)
    response = client.post(address(invitation), SENT)
    assert response.status_code == 410
    assert "was taken back" in response.content.decode()


def test_a_used_one_says_so(client, invitation):
    accept(invitation=invitation, name="bo", password=PASSWORD)
    response = client.get(address(invitation))
    assert response.status_code == 410
    assert "has been used" in response.content.decode()


@pytest.mark.parametrize("key", ["guess", "x" * 400])
def test_a_key_that_opens_nothing_is_not_found(client, invitation, key):
    assert client.get(f"/invitation/{key}/").status_code == 404


def test_what_was_sent_from_another_site_makes_nothing(invitation):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    response = client.post(address(invitation), SENT, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert not User.objects.filter(username="bo").exists()


def test_browsers_keep_no_copy(client, invitation):
    assert "no-store" in client.get(address(invitation))["Cache-Control"]
