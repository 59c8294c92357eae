"""What the tests of the pages share."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from claims.actions.sample import load_sample
from claims.models import Claim, User
from tests import builders as make

PASSWORD = "a long word that she knows"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    """The sample, loaded once for a module's tests, each of which undoes what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield [claim.pk for claim in load_sample()]
        transaction.set_rollback(True)


@pytest.fixture
def sample(loaded: list[int], db: None) -> list[Claim]:
    """The sample's twenty claims, in their order."""
    return list(Claim.objects.order_by("pk"))


@pytest.fixture
def staff(db: None, client: Client) -> Client:
    """A client signed in as somebody on the staff."""
    client.force_login(make.user("ana", role="editor"))
    return client


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """Fetches a page and returns its HTML; fails unless the page has the status that is expected. Who
    has not signed in does so first, as somebody who may read all of the record."""

    def fetch(address: str, status: int = 200, **headers: str) -> str:
        if "sessionid" not in client.cookies:
            client.force_login(make.user("reader", role="reader"))
        return fetched(client, address, status, **headers)

    return fetch


@pytest.fixture
def read_as_public(db: None) -> Callable[..., str]:
    """The same, as somebody who has not signed in."""
    return partial(fetched, Client())


def fetched(client: Client, address: str, status: int = 200, **headers: str) -> str:
    """The HTML of a page, which must have this status."""
    response: HttpResponse = client.get(address, headers=headers)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def lately(person: User) -> Client:
    """Somebody's browser, a moment after they have typed their password."""
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    browser.force_login(person)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser
