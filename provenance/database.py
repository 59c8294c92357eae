"""The database as Django is told of it, and the sentence for when it does not answer."""

import os
from typing import Any

import dj_database_url
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

FORM = "postgres://name:password@host:5432/database"


def from_url(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for the PostgreSQL at `url`, which the variable `name` holds. No message repeats it:
    it holds a password."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name} must name a PostgreSQL, as {FORM}")
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write it as {FORM}, special characters percent-encoded."
        ) from error
    # A host that swallows packets would otherwise hold a command up for minutes.
    parsed["OPTIONS"] = {"connect_timeout": 10, **parsed.get("OPTIONS", {})}
    return parsed


def with_pool(settings: dict[str, Any], size: int) -> dict[str, Any]:
    """The same settings with at most `size` connections, kept open and shared by the threads, on which
    nothing takes for ever: whoever waits for one, for a statement or for a lock hears so."""
    pool = {"min_size": 1, "max_size": size, "timeout": 5, "max_waiting": 2 * size}
    options = {**settings.get("OPTIONS", {}), "pool": pool}
    if limited := " ".join(filter(None, [options.get("options", ""), limits()])):
        options["options"] = limited
    return {
        **settings,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; a thread that kept one would starve it
        "CONN_HEALTH_CHECKS": True,  # so a connection that died with its server is not handed out
        "OPTIONS": options,
    }


def replica(settings: dict[str, Any]) -> dict[str, Any]:
    """The same settings for a replica: a page does not wait long for one that is away, since there is the
    primary. Seconds, and milliseconds for what TCP leaves unanswered."""
    options = {**settings["OPTIONS"], "connect_timeout": 2, "tcp_user_timeout": 3000}
    if pool := options.get("pool"):
        options["pool"] = {**pool, "timeout": 2, "reconnect_timeout": 5}
    return {**settings, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def limits() -> str:
    """After how many seconds PostgreSQL ends a statement of a page, its waiting for a lock, and a transaction
    that nobody goes on with. 0: never. A pooler that takes no options needs 0 for both, and the limits set on
    the role (docs/operations.md)."""
    statement = os.environ.get("PROVENANCE_STATEMENT_SECONDS") or "30"
    lock = os.environ.get("PROVENANCE_LOCK_SECONDS") or "10"
    for name, wanted in (("STATEMENT", statement), ("LOCK", lock)):
        if not (wanted.isascii() and wanted.isdecimal()):
            raise ImproperlyConfigured(
                f"PROVENANCE_{name}_SECONDS must be a whole number of seconds; it is “{wanted}”."
            )
    given = {
        "statement_timeout": statement,
        "lock_timeout": lock,
        "idle_in_transaction_session_timeout": str(2 * int(statement)),
    }
    return " ".join(f"-c {name}={value}s" for name, value in given.items() if int(value))


def through_a_pooler(connection: BaseDatabaseWrapper) -> bool:
    """Whether a pooler stands between us and PostgreSQL: whom we were told at the beginning that we speak
    to is then not whom we speak to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [server] = cursor.fetchone()
        return bool(server != cursor.connection.info.backend_pid)


def unreachable(error: OperationalError, settings: dict[str, Any]) -> str | None:
    """The sentence for a database that cannot be reached, or None if `error` says another thing.

    What the server refuses while connected carries an SQLSTATE; a failure to connect carries none.
    """
    cause = error.__cause__
    if not isinstance(cause, psycopg.OperationalError) or cause.sqlstate is not None:
        return None
    place = f"{settings.get('HOST') or 'the local socket'}:{settings.get('PORT') or 5432}"
    reason = str(cause).strip().splitlines()[0].rpartition("failed: ")[2].rstrip(".")
    return (
        f"The database {settings.get('NAME')} at {place} cannot be reached ({reason}). "
        "See that it runs and that DATABASE_URL is right."
    )
