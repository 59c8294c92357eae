"""What the application's own role may not do in PostgreSQL."""

from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from claims.actions.merging import merge
from claims.models import Claim
from provenance import roles
from tests import builders as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def application() -> Iterator[psycopg.Connection]:
    """A session of the application's role, with one claim and its trail in the database."""
    make.says(make.claim(), make.source("The Times"), make.source("an officer", "anonymous"))
    given = connection.get_connection_params() | {"user": settings.APPLICATION_ROLE}
    with psycopg.connect(
        host=given["host"],
        port=given["port"],
        dbname=given["dbname"],
        user=given["user"],
        autocommit=True,
    ) as session:
        yield session


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_claimevent SET statement = 'something else'",
        "DELETE FROM claims_claimevent",
        "TRUNCATE claims_claimevent",
        "INSERT INTO claims_claimevent SELECT * FROM claims_claimevent",
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM pghistory_context",
        "INSERT INTO pghistory_context SELECT * FROM pghistory_context",
        "UPDATE claims_snapshot SET text = 'something else'",
        "DELETE FROM claims_snapshot",
        "DELETE FROM claims_decision",
        "UPDATE claims_decision SET reason = 'another'",
        "DELETE FROM claims_merge",
        "TRUNCATE claims_decision CASCADE",
        "UPDATE django_migrations SET name = 'another'",
        "ALTER TABLE claims_claimevent DISABLE TRIGGER ALL",
        "ALTER TABLE claims_claim DISABLE TRIGGER ALL",
        "DROP TRIGGER claim_published_by_decision ON claims_claim",
        "DROP TABLE claims_claimevent CASCADE",
        "CREATE TABLE another (id int)",
        "CREATE TEMPORARY TABLE another (id int)",
        "CREATE FUNCTION another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION claims_refuse_change() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'",
        "SET session_replication_role = replica",
        "SET ROLE provenance",
        "CREATE ROLE another SUPERUSER",
        "COPY claims_claim TO PROGRAM 'cat'",
    ],
)
def test_the_application_may_not(application: psycopg.Connection, statement: LiteralString) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject)):
        application.execute(statement)


def test_what_the_application_writes_is_noted_by_its_owner(
    application: psycopg.Connection,
) -> None:
    before = Claim.objects.get().events.count()
    application.execute("UPDATE claims_claim SET note = 'looked at'")
    assert Claim.objects.get().events.count() == before + 1


def test_while_its_rights_are_given_anew_the_application_never_has_more(application, monkeypatch):
    found: list[bool] = []
    asked = roles._first

    def looking(connection: BaseDatabaseWrapper, query: str, *values: str) -> list[Any]:
        if (
            query == roles.NEVER_REMOVED
        ):  # all rights on tables are given by now, and these taken next
            may = "SELECT has_table_privilege('claims_snapshot', 'DELETE')"
            found.append(application.execute(may).fetchone()[0])  # type: ignore[index]
        return asked(connection, query, *values)

    monkeypatch.setattr(roles, "_first", looking)
    roles.set_up(connection, settings.APPLICATION_ROLE, make=False)
    assert found == [False]


def test_the_application_may_do_all_that_it_is_for(application: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
    for table in tables:
        application.execute(
            psycopg.sql.SQL("SELECT FROM {} LIMIT 1").format(psycopg.sql.Identifier(table))
        )
    application.execute("UPDATE claims_source SET description = 'a paper'")
    application.execute("DELETE FROM claims_attribution")


def test_the_application_may_undo_a_merge(application: psycopg.Connection) -> None:
    ana = make.user("ana")
    made = merge(kept=make.claim("One"), gone=make.claim("The same"), by=ana, reason="One.")
    with application.transaction():
        application.execute("SELECT FROM claims_merge WHERE id = %s FOR UPDATE", [made.pk])
        application.execute(
            "UPDATE claims_merge SET undone_by_id = %s, undone_at = now(), undone_reason = 'Two.'",
            [ana.pk],
        )
    made.refresh_from_db()
    assert made.undone_reason == "Two."
