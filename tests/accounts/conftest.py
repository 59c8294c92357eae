"""People with passwords, and browsers in which they sign in."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from claims.models import User
from tests import builders as make

PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def no_attempts_yet(db: None) -> None:
    """Attempts are counted in the database, with the test's own transaction."""
    cache.clear()


@pytest.fixture
def ana(db: None) -> User:
    """An editor with a password and an address."""
    return with_password("ana", "editor")


@pytest.fixture
def boss(db: None) -> User:
    """An administrator."""
    return with_password("boss", "administrator")


def with_password(name: str, role: str) -> User:
    """Somebody who can sign in."""
    user = make.user(name, role=role, email=f"{name}@example.org")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD, **sent: Any) -> Any:
    """Send the sign-in page's form."""
    return client.post("/accounts/login/", {"login": login, "password": password, **sent})


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in by the page."""
    client = Client()
    assert sign_in(client, user.username).status_code == 302
    return client


def is_in(client: Client) -> bool:
    """Whether the browser's cookie is still good for anything."""
    return client.get("/accounts/").status_code == 200


def confirm(client: Client) -> None:
    """Type the password once more, as changes to how one signs in ask for."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
