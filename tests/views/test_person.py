"""One person, for administrators."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from claims.access import Role, roles_of
from claims.models import SignIn, User
from tests.accounts.conftest import is_in, sign_in, signed_in, with_password

pytestmark = pytest.mark.django_db

WRITES = ["role", "active", "sessions", "factors"]


@pytest.fixture
def ana() -> User:
    """An editor."""
    return with_password("ana", "editor")


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return with_password("boss", "administrator")


@pytest.fixture
def boss_client(boss: User) -> Client:
    """The administrator's browser."""
    return signed_in(boss)


def fresh(user: User) -> User:
    """The user as stored."""
    return User.objects.get(pk=user.pk)


def test_it_shows_what_somebody_is_and_how_they_signed_in(boss_client, ana):
    sign_in(Client(), "ana", "wrong")
    html = boss_client.get(f"/people/{ana.pk}/").content.decode()
    assert "ana@example.org" in html
    assert "failed to sign in (password)" in html


@pytest.mark.parametrize("role", ["", "reader", "editor"])
def test_it_is_for_administrators(ana, role):
    client = signed_in(with_password("bo", role))
    assert client.get(f"/people/{ana.pk}/").status_code == 403
    for what in WRITES:
        assert client.post(f"/people/{ana.pk}/{what}/").status_code == 403
    assert roles_of(fresh(ana)) == {Role.EDITOR}


@pytest.mark.parametrize("what", WRITES)
def test_opening_an_address_changes_nothing(boss_client, ana, what):
    assert boss_client.get(f"/people/{ana.pk}/{what}/").status_code == 405


def test_nobody_is_at_a_number_that_nobody_has(boss_client):
    assert boss_client.get("/people/0/").status_code == 404


def test_another_role_is_given(boss_client, ana):
    sent = {"role": Group.objects.get(name="reader").pk}
    html = boss_client.post(f"/people/{ana.pk}/role/", sent, follow=True).content.decode()
    assert "The role is given" in html
    assert roles_of(fresh(ana)) == {Role.READER}


@pytest.mark.parametrize("sent", ["", "0", "x"])
def test_what_is_no_role_is_refused(boss_client, ana, sent):
    html = boss_client.post(f"/people/{ana.pk}/role/", {"role": sent}, follow=True).content.decode()
    assert "Choose one of the roles" in html
    assert roles_of(fresh(ana)) == {Role.EDITOR}


def test_an_account_is_shut_and_opened_again(boss_client, ana):
    theirs = signed_in(ana)
    html = boss_client.post(
        f"/people/{ana.pk}/active/", {"active": "0"}, follow=True
    ).content.decode()
    assert "This account is shut" in html
    assert not is_in(theirs)
    assert sign_in(theirs, "ana")["Location"] == "/accounts/inactive/"
    boss_client.post(f"/people/{ana.pk}/active/", {"active": "1"})
    assert is_in(signed_in(ana))


def test_somebody_is_signed_out_everywhere(boss_client, ana):
    theirs = signed_in(ana)
    boss_client.post(f"/people/{ana.pk}/sessions/")
    assert not is_in(theirs)


def test_lost_second_factors_are_removed_and_it_is_noted_by_whom(boss_client, ana, boss):
    Authenticator.objects.create(user=ana, type="totp", data={"secret": "x"})
    assert "TOTP" in boss_client.get(f"/people/{ana.pk}/").content.decode()
    html = boss_client.post(f"/people/{ana.pk}/factors/", follow=True).content.decode()
    assert "second factors are removed" in html
    assert not Authenticator.objects.filter(user=ana).exists()
    entry = SignIn.objects.get(kind="factor_removed")
    assert (entry.user, entry.by) == (ana, boss)


@pytest.mark.parametrize("what", ["active", "factors"])
def test_administrators_do_not_lock_themselves_out(boss_client, boss, what):
    html = boss_client.post(f"/people/{boss.pk}/{what}/", follow=True).content.decode()
    assert "Another administrator has to do this" in html
    assert is_in(boss_client)
