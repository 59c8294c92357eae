"""`/readyz`: whether the site can do its work."""

import json
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import Client

from claims.watching import readiness
from provenance import database

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    readiness.forget()
    yield
    readiness.forget()


def a_worker(seen: str = "now()") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({seen})")


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    assert response["Cache-Control"].startswith("max-age=0")
    told: dict[str, Any] = json.loads(response.content)
    return response.status_code, told


def test_it_is_ready_when_all_parts_are(client):
    a_worker()
    status, told = asked(client)
    assert status == 200
    assert told == {
        "ready": True,
        "parts": {
            "database": {"ready": True, "says": "answers"},
            "migrations": {"ready": True, "says": "are applied"},
            "worker": {"ready": True, "says": "at work"},
            "storage": {"ready": True, "says": "can be written and read"},
        },
    }


def test_without_a_worker_it_says_so(client):
    status, told = asked(client)
    assert (status, told["ready"]) == (503, False)
    assert told["parts"]["worker"] == {"ready": False, "says": "none runs: start one"}
    assert told["parts"]["database"]["ready"]


def test_a_worker_that_fell_silent_is_none(client):
    a_worker("now() - interval '2 minutes'")
    status, told = asked(client)
    assert status == 503
    assert "none has been seen for a minute" in told["parts"]["worker"]["says"]


def test_a_migration_that_is_due_is_told(client):
    a_worker()
    with connection.cursor() as cursor:
        last = max(name for app, name in readiness.newest() if app == "claims")
        cursor.execute("DELETE FROM django_migrations WHERE name = %s", [last])
    status, told = asked(client)
    assert status == 503
    assert told["parts"]["migrations"]["says"] == "are due: run manage.py migrate"


def test_without_a_database_it_answers_and_names_no_machine(client, monkeypatch):
    def broken(*args: object) -> None:
        raise DatabaseError("connection to server at db.secret.example failed")

    monkeypatch.setattr(readiness, "migrations", broken)
    status, told = asked(client)
    assert status == 503
    assert told["parts"]["database"] == {"ready": False, "says": "does not answer"}
    assert "secret" not in json.dumps(told)


def test_where_no_database_listens_it_is_told_before_a_page_would_give_up(client, monkeypatch):
    away = connection.copy(alias="away")
    away.settings_dict |= database.with_pool(away.settings_dict, size=1) | {"HOST": "/nowhere"}
    assert away.pool.timeout * 1000 > readiness.PATIENCE
    monkeypatch.setattr(readiness, "PATIENCE", 50)
    monkeypatch.setattr(readiness, "connection", away)
    asked_for: list[float] = []
    connected = away.pool.connection
    monkeypatch.setattr(
        away.pool,
        "connection",
        lambda timeout: (asked_for.append(timeout), connected(timeout))[1],
    )
    status, told = asked(client)
    away.close_pool()
    assert (status, told["parts"]["database"]["says"]) == (503, "does not answer")
    assert asked_for == [0.05]


def test_while_a_look_hangs_nothing_is_said_to_be_ready(client, monkeypatch):
    monkeypatch.setattr(readiness._parts, "patience", 0)
    with readiness._parts.lock:
        status, told = asked(client)
    assert (status, told["ready"]) == (503, False)
    assert {part["says"] for part in told["parts"].values()} == {
        "not known: one of these does not answer"
    }


def test_storage_that_cannot_be_written_is_told_and_why_is_not(client, monkeypatch):
    def full(*args: object, **more: object) -> str:
        raise OSError("no space on /srv/secret")

    a_worker()
    monkeypatch.setattr(default_storage, "save", full)
    status, told = asked(client)
    assert status == 503
    assert told["parts"]["storage"] == {"ready": False, "says": "cannot be written or read"}


def test_the_file_that_was_tried_is_gone(client):
    asked(client)
    assert default_storage.listdir(readiness.FOLDER) == ([], [])


def test_in_production_the_owner_of_the_tables_does_not_serve(client, settings):
    settings.PRODUCTION = True  # and the tests' one role owns all
    a_worker()
    status, told = asked(client)
    assert status == 503
    assert "owner of the tables" in told["parts"]["database"]["says"]


def test_who_asks_again_at_once_asks_the_database_nothing(client, django_assert_num_queries):
    asked(client)
    with django_assert_num_queries(0):
        asked(client)
