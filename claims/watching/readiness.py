"""Whether the site can do its work: what it needs, part by part, in words that give nothing away.

Anybody may read this, so a part says that it does not answer, and never which machine does not, or why.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from claims.watching.kept import Kept
from provenance.roles import may_change_tables

KEPT = 2  # seconds
LATE = 5  # seconds that a look may take
STORAGE_KEPT = 30  # seconds; in another's storage each look costs
PATIENCE = 2_000  # milliseconds that PostgreSQL may take over a question
SILENCE = timedelta(seconds=60)  # workers give a sign of life every ten seconds
FOLDER = "ready"


@dataclass(frozen=True)
class Part:
    """Something that the site needs, whether it is there, and what to do if not."""

    name: str
    ready: bool
    says: str


def parts() -> tuple[Part, ...]:
    """Every part as it was a moment ago."""
    return _parts.get()


def look() -> tuple[Part, ...]:
    """Every part, looked at now; the storage half a minute ago at most."""
    return (*in_the_database(), _storage.get())


def in_the_database() -> list[Part]:
    """The database, and what it says of the others. While it does not answer nothing is known of them."""
    try:
        with connection.wrap_database_errors:
            reach()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE}")
            return [database(), migrations(), worker()]
    except DatabaseError:
        unknown = "not known while the database does not answer"
        return [
            Part("database", False, "does not answer"),
            Part("migrations", False, unknown),
            Part("worker", False, unknown),
        ]


def reach() -> None:
    """See that a connection is to be had, sooner than a page would give up. Raises psycopg's PoolTimeout."""
    if pool := connection.pool:  # type: ignore[attr-defined]
        pool.open()
        with pool.connection(timeout=PATIENCE / 1000):
            pass


def database() -> Part:
    """It answers, and in production not to a role that could change its rules."""
    if settings.PRODUCTION and may_change_tables(connection):
        return Part(
            "database",
            False,
            "answers, but to the owner of the tables: see DATABASE_URL in the docs",
        )
    return Part("database", True, "answers")


def migrations() -> Part:
    """The tables are those of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        missing = newest() - set(cursor.fetchall())
    if missing:
        return Part("migrations", False, "are due: run manage.py migrate")
    return Part("migrations", True, "are applied")


@cache
def newest() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this version. Where it is applied, those before it are."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def worker() -> Part:
    """One has been seen lately."""
    seen = value("SELECT now() - max(last_heartbeat) FROM procrastinate_workers")
    if seen is None:
        return Part("worker", False, "none runs: start one")
    if isinstance(seen, timedelta) and seen > SILENCE:
        return Part("worker", False, "none has been seen for a minute: start one")
    return Part("worker", True, "at work")


def storage() -> Part:
    """A file can be written, read and removed."""
    sent, name = secrets.token_bytes(8), ""
    try:
        name = default_storage.save(f"{FOLDER}/{sent.hex()}", ContentFile(sent))
        with default_storage.open(name) as file:
            kept = file.read()
        default_storage.delete(name)
    except Exception:  # each kind of storage has errors of its own
        with suppress(Exception):
            default_storage.delete(name)
        return Part("storage", False, "cannot be written or read")
    if kept != sent:
        return Part("storage", False, "gives back something else than was written")
    return Part("storage", True, "can be written and read")


def value(query: str) -> object:
    """The one value that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object] = cursor.fetchone()
    return row[0]


def hung() -> tuple[Part, ...]:
    """What is told while looking takes too long: one of them takes what is sent and says nothing."""
    names = ("database", "migrations", "worker", "storage")
    return tuple(Part(name, False, "not known: one of these does not answer") for name in names)


_parts: Kept[tuple[Part, ...]] = Kept(look, KEPT, late=hung, patience=LATE)
_storage: Kept[Part] = Kept(storage, STORAGE_KEPT)


def forget() -> None:
    """Look anew next time."""
    _parts.forget()
    _storage.forget()
