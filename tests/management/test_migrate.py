"""`manage.py migrate`: it waits for nobody long, and holds nobody up."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as djangos
from django.db import connection, migrations, transaction

from claims.management.commands import migrate
from tests.sessions import sessions
from tests.sql import run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def change(monkeypatch):
    """In place of Django's own work, one migration that changes a table. The lock is real."""
    monkeypatch.setattr(migrate, "WAIT", 0.1)

    def apply(self, **_options: object) -> None:
        migrate.ready(connection, migrations.Migration("0099_change", "claims"))
        with transaction.atomic():
            run("LOCK TABLE claims_topic IN ACCESS EXCLUSIVE MODE")

    monkeypatch.setattr(djangos.Command, "handle", apply)
    yield
    run("RESET lock_timeout")


def said(**options: object) -> str:
    told = StringIO()
    call_command("migrate", stderr=told, **options)
    return told.getvalue()


def test_a_table_in_use_is_tried_again_when_it_is_free(change, monkeypatch):
    with sessions() as (other, _):
        other.execute("SELECT FROM claims_topic")
        monkeypatch.setattr(migrate.time, "sleep", lambda _seconds: other.commit())
        told = said()
    assert told.count("A table that is to be changed is in use. Trying again") == 1


def test_a_table_that_is_always_in_use_is_told_in_the_end(change, monkeypatch):
    monkeypatch.setattr(migrate, "ATTEMPTS", 2)
    monkeypatch.setattr(migrate.time, "sleep", lambda _seconds: None)
    with sessions() as (other, _):
        other.execute("SELECT FROM claims_topic")
        with pytest.raises(CommandError, match="in use all the time"):
            said()


def test_what_an_index_that_was_broken_off_left_behind_is_removed():
    run("CREATE INDEX half_built ON claims_topic (name)")
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half_built'::regclass")
    beside = migrations.Migration("0099_beside", "claims")
    beside.atomic = False
    migrate.ready(connection, beside)
    assert run("SELECT to_regclass('half_built')") == [(None,)]
    assert run("SHOW lock_timeout") == [("0",)]
