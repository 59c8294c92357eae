"""Who has an account: the actions behind the pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.access import Role, roles_of
from claims.actions.people import (
    accept,
    end_sessions,
    give_role,
    invite,
    remove_factors,
    renew,
    revoke,
    set_active,
)
from claims.models import Invitation, SignIn, User
from tests import builders as make
from tests.accounts.conftest import PASSWORD, is_in, signed_in, with_password
from tests.admin.conftest import last_event
from tests.sessions import at_once

pytestmark = pytest.mark.django_db


def role(name: str) -> Group:
    """The group of a role."""
    return Group.objects.get(name=name)


@pytest.fixture
def invitation(boss: User) -> Invitation:
    """Bo is invited as a journalist."""
    return invite(email="Bo@Example.org", role=role("journalist"), by=boss)


def test_an_invitation_makes_an_account_in_its_role(invitation, boss):
    user = accept(invitation=invitation, name="bo", password=PASSWORD)
    assert roles_of(user) == {Role.JOURNALIST}
    assert user.email == "bo@example.org"
    assert user.check_password(PASSWORD)
    assert not user.is_staff
    assert not user.is_superuser


def test_the_role_stands_in_the_trail_as_given_by_whoever_invited(invitation, boss):
    accept(invitation=invitation, name="bo", password=PASSWORD)
    noted = last_event("usergroup")[1]
    assert (noted["user"], noted["reason"]) == (boss.pk, "invitation accepted")


def test_what_is_kept_of_the_key_does_not_open_it(invitation):
    assert Invitation.objects.opened_by(invitation.key) == invitation
    assert Invitation.objects.opened_by(invitation.key_digest) is None
    assert Invitation.objects.get().key == ""


def test_it_works_once(invitation):
    accept(invitation=invitation, name="bo", password=PASSWORD)
    with pytest.raises(ValidationError, match="can no longer be used"):
        accept(invitation=invitation, name="bob", password=PASSWORD)
    assert User.objects.filter(email="bo@example.org").count() == 1


def test_a_revoked_one_is_refused(invitation, boss):
    revoke(invitation=invitation, by=boss)
    with pytest.raises(ValidationError, match="can no longer be used"):
        accept(invitation=invitation, name="bo", password=PASSWORD)


def test_an_expired_one_is_refused_until_it_is_sent_again(invitation, boss):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ValidationError, match="can no longer be used"):
        accept(invitation=invitation, name="bo", password=PASSWORD)
    renewed = renew(invitation=invitation, by=boss)
    assert accept(invitation=renewed, name="bo", password=PASSWORD).pk


def test_sending_it_again_makes_the_link_before_it_useless(invitation, boss):
    before = invitation.key
    renewed = renew(invitation=invitation, by=boss)
    assert Invitation.objects.opened_by(before) is None
    assert Invitation.objects.opened_by(renewed.key) == invitation


@pytest.mark.parametrize("again", [renew, revoke])
def test_what_is_accepted_is_neither_sent_again_nor_revoked(invitation, boss, again):
    accept(invitation=invitation, name="bo", password=PASSWORD)
    with pytest.raises(ValidationError, match="accepted or revoked"):
        again(invitation=invitation, by=boss)


def test_one_address_has_one_open_invitation(invitation, boss):
    with pytest.raises(ValidationError, match="invited already"):
        invite(email="BO@example.org", role=role("reader"), by=boss)


def test_somebody_with_an_account_is_not_invited(boss, ana):
    with pytest.raises(ValidationError, match="has an account already"):
        invite(email="ANA@example.org", role=role("reader"), by=boss)


@pytest.mark.parametrize("name", ["ana", "ANA"])
def test_a_name_that_somebody_has_is_refused_however_written(invitation, ana, name):
    with pytest.raises(ValidationError) as caught:
        accept(invitation=invitation, name=name, password=PASSWORD)
    assert "name" in caught.value.message_dict
    assert accept(invitation=invitation, name="bo", password=PASSWORD).pk


@pytest.mark.parametrize("password", ["short", "password1234", "bo@example.org", "12345678901"])
def test_a_weak_password_is_refused(invitation, password):
    with pytest.raises(ValidationError) as caught:
        accept(invitation=invitation, name="bo", password=password)
    assert "password" in caught.value.message_dict
    assert not User.objects.filter(username="bo").exists()


@pytest.mark.django_db(transaction=True)
def test_accepted_twice_at_once_it_makes_one_account():
    reader, _made = Group.objects.get_or_create(name="reader")
    invitation = invite(email="bo@example.org", role=reader, by=make.user("boss"))
    outcomes: list[str] = []

    def try_it(name: str) -> None:
        try:
            accept(invitation=invitation, name=name, password=PASSWORD)
            outcomes.append("made")
        except ValidationError:
            outcomes.append("refused")

    at_once(lambda: try_it("bo"), lambda: try_it("bob"))
    assert sorted(outcomes) == ["made", "refused"]
    assert User.objects.filter(email="bo@example.org").count() == 1


# What somebody is


def test_somebody_is_given_another_role_in_place_of_theirs(ana, boss):
    give_role(person=ana, role=role("reader"), by=boss)
    assert roles_of(User.objects.get(pk=ana.pk)) == {Role.READER}


def test_shutting_an_account_ends_its_sessions_and_opening_it_revives_none(ana, boss):
    browser = signed_in(ana)
    set_active(person=ana, active=False, by=boss)
    assert not is_in(browser)
    set_active(person=ana, active=True, by=boss)
    assert not is_in(browser)
    assert is_in(signed_in(ana))


def test_signing_somebody_out_everywhere_ends_all_sessions_and_says_who_did(ana, boss):
    browsers = [signed_in(ana), signed_in(ana)]
    end_sessions(person=ana, by=boss)
    assert not any(is_in(browser) for browser in browsers)
    entry = SignIn.objects.latest("pk")
    assert (entry.user, entry.kind, entry.by) == (ana, "sessions_ended", boss)


@pytest.mark.parametrize(
    "act",
    [
        lambda boss: give_role(person=boss, role=role("reader"), by=boss),
        lambda boss: set_active(person=boss, active=False, by=boss),
        lambda boss: remove_factors(person=boss, by=boss),
    ],
    ids=["role", "active", "factors"],
)
def test_nobody_does_it_to_themselves(boss, act):
    with pytest.raises(ValidationError, match="Another administrator"):
        act(boss)


def test_a_superusers_role_is_not_changed_here(boss):
    root = with_password("root", "")
    root.is_superuser = True
    root.save()
    with pytest.raises(ValidationError, match="command line"):
        give_role(person=root, role=role("reader"), by=boss)
