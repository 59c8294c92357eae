"""Many rows at once, by PostgreSQL's COPY: the triggers and the rules of each row are the same as ever, and
no objects are made."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql

# django-pgtrigger asks of each row whether its trigger is to be ignored. Where nothing was ever set it
# finds that out by an error that it catches, which takes longer than to write the row.
IGNORE_NOTHING = "SET LOCAL pgtrigger.ignore = '{}'"
# What the triggers ask of each row was planned when the tables were small, or empty: to read all of them.
PLAN_AGAIN = "DISCARD PLANS; SET LOCAL enable_seqscan = off"
# What was committed last is lost if the machine stops within half a second or so.
COMMIT_SOON = "SET LOCAL synchronous_commit = off"
IDS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


def ready_to_load() -> None:
    """Before rows are looked up and loaded in a transaction: inside `recording`.

    These statements carry who and why into the transaction too, as django-pghistory adds it to each; COPY it
    does not see.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLAN_AGAIN)
        cursor.execute(IGNORE_NOTHING)


def disk_can_wait() -> None:
    """Have the commit of this transaction not wait for the disk. Only for a part of a run whose own progress
    is in the same transaction: if the machine stops, both are lost, and the run goes on before it. The next
    commit that waits, such as that of the run's end, brings to the disk what came before it too."""
    with connection.cursor() as cursor:
        cursor.execute(COMMIT_SOON)


def fresh_ids(model: type[Model], number: int) -> list[int]:
    """So many ids for rows to come, in ascending order."""
    if not number:
        return []
    with connection.cursor() as cursor:
        cursor.execute(IDS, [model._meta.db_table, number])
        return [key for (key,) in cursor.fetchall()]


def load(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into the model's table: the values of the fields of these names (`claim_id`, not `claim`),
    and of all others their defaults.

    Raises what an INSERT of them would.
    """
    others = {name: value for name, value in _defaults(model) if name not in names}
    rest = tuple(others.values())
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in (*names, *others))
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy) as writing,
    ):
        for row in rows:
            writing.write_row((*row, *rest))


def _defaults(model: type[Model]) -> list[tuple[str, Any]]:
    """The columns that have a default in Django, with its value as of now."""
    found = []
    for field in model._meta.concrete_fields:
        if field.primary_key or (not field.has_default() and field.db_default is not NOT_PROVIDED):
            continue
        value = field.get_default()
        if value is not None:
            found.append((str(field.column), value))
    return found
