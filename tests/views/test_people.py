"""The people, and inviting more."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from claims.actions.people import accept, invite
from claims.models import Invitation, User
from tests import builders as make
from tests.accounts.conftest import PASSWORD, signed_in, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return with_password("boss", "administrator")


@pytest.fixture
def boss_client(boss: User) -> Client:
    """The administrator's browser."""
    return signed_in(boss)


def group(name: str) -> Group:
    """The group of a role."""
    return Group.objects.get(name=name)


def ask(boss_client: Client, email: str = "bo@example.org", role: str = "journalist"):
    """Send the form."""
    return boss_client.post("/people/", {"email": email, "role": group(role).pk})


def link(text: str) -> str:
    """The link of an invitation in a text."""
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", text)
    assert found
    return found[1]


@pytest.mark.parametrize("role", ["", "reader", "data entry", "journalist", "editor"])
def test_it_is_for_administrators(role):
    client = signed_in(with_password("ana", role))
    assert client.get("/people/").status_code == 403
    assert ask(client).status_code == 403
    assert not Invitation.objects.exists()


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/people/")["Location"] == "/accounts/login/?next=/people/"


def test_everybody_is_listed_with_what_they_are(boss_client):
    make.user("ana", role="editor")
    make.user("gone", role="reader", is_active=False)
    html = boss_client.get("/people/").content.decode()
    assert "ana" in html
    assert "editor" in html
    assert "shut" in html
    assert "last in" in html


def test_the_cost_does_not_grow_with_the_people(boss_client, boss, django_assert_max_num_queries):
    for number in range(20):
        make.user(f"u{number}", role="reader")
        invite(email=f"i{number}@example.org", role=group("reader"), by=boss)
    with django_assert_max_num_queries(8):
        boss_client.get("/people/")


def test_an_invitation_goes_out_by_e_mail_and_its_link_is_shown_once(boss_client):
    html = ask(boss_client).content.decode()
    message = mail.outbox[0]
    assert message.to == ["bo@example.org"]
    assert link(message.body) == link(html)
    assert link(html).split("/")[2] not in boss_client.get("/people/").content.decode()
    assert Client().get(link(html)).status_code == 200


def test_where_no_mail_server_is_set_the_page_says_to_pass_the_link_on(boss_client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "Pass this link on to bo@example.org yourself" in ask(boss_client).content.decode()


def test_a_mail_server_that_fails_is_told_and_the_invitation_stays(boss_client, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
    html = ask(boss_client).content.decode()
    assert "No e-mail went out" in html
    assert Client().get(link(html)).status_code == 200


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "This field is required"),
        ("bo", "Enter a valid email address"),
        ("boss@example.org", "has an account already"),
        ("asked@example.org", "invited already"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(boss_client, boss, email, said):
    invite(email="asked@example.org", role=group("reader"), by=boss)
    response = ask(boss_client, email)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert f'value="{email}"' in response.content.decode() or not email


def test_only_roles_can_be_given(boss_client):
    other = Group.objects.create(name="freelancers")
    response = boss_client.post("/people/", {"email": "bo@example.org", "role": other.pk})
    assert "Choose one of the roles" in response.content.decode()


def test_an_invitation_is_sent_again_with_a_new_link(boss_client, boss):
    first = link(ask(boss_client).content.decode())
    number = Invitation.objects.get().pk
    again = link(boss_client.post(f"/people/invitations/{number}/renew/").content.decode())
    assert Client().get(first).status_code == 404
    assert Client().get(again).status_code == 200
    assert len(mail.outbox) == 2


def test_an_invitation_is_revoked(boss_client):
    found = link(ask(boss_client).content.decode())
    number = Invitation.objects.get().pk
    html = boss_client.post(f"/people/invitations/{number}/revoke/", follow=True).content.decode()
    assert "is revoked" in html
    assert Client().get(found).status_code == 410


@pytest.mark.parametrize("what", ["renew", "revoke"])
def test_one_that_was_accepted_meanwhile_is_left_alone(boss_client, boss, what):
    made = invite(email="bo@example.org", role=group("reader"), by=boss)
    accept(invitation=made, name="bo", password=PASSWORD)
    response = boss_client.post(f"/people/invitations/{made.pk}/{what}/", follow=True)
    assert "accepted or revoked in the meantime" in response.content.decode()


@pytest.mark.parametrize("what", ["renew", "revoke"])
def test_only_administrators_touch_invitations(boss, what):
    made = invite(email="bo@example.org", role=group("reader"), by=boss)
    client = signed_in(with_password("ana", "editor"))
    assert client.post(f"/people/invitations/{made.pk}/{what}/").status_code == 403
    assert client.get(f"/people/invitations/{made.pk}/{what}/").status_code in (403, 405)
