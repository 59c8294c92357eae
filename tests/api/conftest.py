"""Programs that use the API, and something for them to read."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions.tokens import make_token
from claims.models import User
from claims.vocabulary import Scope
from tests import builders as make


class Program(Client):
    """A program with a token, or without, that sends and reads JSON."""

    def __init__(self, secret: str = "") -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(headers=headers)

    def send(self, address: str, body: Any, method: str = "post", **headers: str) -> Any:
        """POST or PATCH some JSON; `headers` with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.generic(
            method.upper(),
            f"/api/v1{address}",
            body if isinstance(body, (bytes, str)) else json.dumps(body),
            content_type="application/json",
            headers=named,
        )

    def ask(self, address: str, **headers: str) -> Any:
        """GET an address of the API."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.get(f"/api/v1{address}", headers=named)


def program_of(person: User, *scopes: str) -> Program:
    """A program that has a token of this person; of all scopes, unless some are named."""
    _token, secret = make_token(person=person, name="a program", scopes=scopes or list(Scope))
    return Program(secret)


@pytest.fixture
def ana(db: None) -> User:
    """An editor."""
    return make.user("ana", role="editor")


@pytest.fixture
def program(ana: User) -> Program:
    """A program of hers that may do all that she may."""
    return program_of(ana)


@pytest.fixture
def stranger(db: None) -> Program:
    """A program without a token."""
    return Program()


def fields(response: Any) -> list[str]:
    """Which fields an answer complains about, whose form is that of a problem."""
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return list(dict.fromkeys(one["field"] for one in told.get("errors", [])))


Named = Callable[..., Program]
