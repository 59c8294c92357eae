"""Raw SQL, for tests that go past Django's models."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

WRITTEN_ONCE = "23001"  # restrict_violation: what `claims_refuse_change` raises


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def update(row: Model, **columns: Any) -> None:
    """Change columns of the row."""
    assigned = ", ".join(f'"{column}" = %s' for column in columns)
    run(f"UPDATE {row._meta.db_table} SET {assigned} WHERE id = %s", *columns.values(), row.pk)


def copy(row: Model, **columns: Any) -> None:
    """Insert the row once more, under a new id, with other values in some columns."""
    names = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    listed = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join("%s" if name in columns else f'"{name}"' for name in names)
    table, values = row._meta.db_table, [columns[name] for name in names if name in columns]
    run(
        f"INSERT INTO {table} ({listed}) SELECT {taken} FROM {table} WHERE id = %s", *values, row.pk
    )


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """What runs inside is refused by the constraint of this name, and nothing of it stays."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert diagnosis(caught.value).constraint_name == constraint, caught.value


@contextmanager
def refused_as_written_once(table: str) -> Iterator[None]:
    """What runs inside is refused because the table's rows never change."""
    words = f"rows of {table} are written once"
    with pytest.raises(DatabaseError, match=words) as caught, transaction.atomic():
        yield
    assert diagnosis(caught.value).sqlstate == WRITTEN_ONCE


def diagnosis(error: DatabaseError) -> psycopg.errors.Diagnostic:
    """What PostgreSQL said."""
    assert isinstance(error.__cause__, psycopg.Error)
    return error.__cause__.diag
