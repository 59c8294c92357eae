"""The trail of the made-up record: who made each row and when, as the program's triggers would note it."""

from django.db import connection
from django.db.models import Max, Min
from pghistory.models import Event

from claims.verifying import followed, trails

CONTEXTS = """
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT md5('bench' || n)::uuid, timestamptz '2016-01-01 UTC' + n * interval '10 years' / {number},
        timestamptz '2016-01-01 UTC' + n * interval '10 years' / {number},
        jsonb_build_object('user', 1 + n % {users}, 'reason', 'recorded from an article')
    FROM generate_series(0, {number} - 1) n"""
EVENTS = """
    INSERT INTO {events} (pgh_created_at, pgh_label, pgh_context_id, {own} {columns})
    SELECT timestamptz '2016-01-01 UTC' + (id - {first}) * interval '10 years' / {spread}, 'insert',
        md5('bench' || (id - {first})::bigint * {number} / {spread})::uuid, {key} {columns}
    FROM {table} ORDER BY id"""


def note(users: int, number: int) -> None:
    """An entry for each row that has none, and `number` notes of who and why."""
    with connection.cursor() as cursor:
        cursor.execute(CONTEXTS.format(number=number, users=users))
    for events in trails():
        if not events._default_manager.exists():
            _note(events, number)


def _note(events: type[Event], number: int) -> None:
    """The first entry of each row of one table."""
    table = followed(events)
    ids = table._base_manager.aggregate(first=Min("pk"), last=Max("pk"))
    if ids["first"] is None:
        return
    fields = {field.name: str(field.column) for field in events._meta.concrete_fields}
    columns = [name for own, name in fields.items() if not own.startswith("pgh_")]
    about = "pgh_obj" in fields
    with connection.cursor() as cursor:
        cursor.execute(
            EVENTS.format(
                events=events._meta.db_table,
                table=table._meta.db_table,
                columns=", ".join(f'"{name}"' for name in columns),
                own="pgh_obj_id," if about else "",
                key="id," if about else "",
                first=ids["first"],
                spread=ids["last"] - ids["first"] + 1,
                number=number,
            )
        )
