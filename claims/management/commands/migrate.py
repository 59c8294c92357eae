"""`manage.py migrate`: Django's own, that holds nobody up, and after it the rights of the application's role.

A change to a table waits for all who use it, and while it waits all others wait behind it. So it gives up
after a few seconds, lets the others through, and tries again. docs/operations.md says how a migration of a
large table is written.
"""

import time
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration

from provenance import roles

WAIT = 3  # seconds for which a change waits for its lock, and so holds others up
PAUSE = 5  # seconds in which they are let through
ATTEMPTS = 60
# What an index that was built beside other work, and whose building was broken off, leaves behind.
UNFINISHED = """
    SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace"""


class Command(migrate.Command):
    """Every migration may bring tables, so the rights are set up anew each time."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then set up the roles, unless one role is both. What is applied stays applied: each
        attempt begins with the migration that found no lock."""
        connection = self._connection = connections[options["database"]]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                super().handle(*args, **options)
                break
            except OperationalError as error:
                if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                    raise
                self._let_others_through(attempt)
        if connection.settings_dict["USER"] != settings.APPLICATION_ROLE:
            roles.set_up(connection, settings.APPLICATION_ROLE, make=settings.EMBEDDED)

    def _let_others_through(self, attempt: int) -> None:
        if attempt == ATTEMPTS:
            raise CommandError(
                "A table that is to be changed is in use all the time. What was applied stays so. See what "
                "holds it (pg_stat_activity, pg_locks), or stop the site, and run migrate again."
            )
        self.stderr.write(
            f"A table that is to be changed is in use. Trying again in {PAUSE} seconds "
            f"({attempt} of {ATTEMPTS - 1}); the site goes on meanwhile."
        )
        time.sleep(PAUSE)

    def migration_progress_callback(
        self, action: str, migration: Migration | None = None, fake: bool = False
    ) -> None:
        """Before each migration: how long it may wait for locks; after it, as before."""
        if action == "apply_start" and migration is not None:
            ready(self._connection, migration)
        elif action == "apply_success":
            with self._connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
        super().migration_progress_callback(action, migration, fake)


def ready(connection: BaseDatabaseWrapper, migration: Migration) -> None:
    """See to it that the migration holds nobody up. One that is not a transaction builds indexes beside other
    work: it holds nobody up however long it waits, and must find no half of an earlier attempt."""
    wait = f"{WAIT}s" if migration.atomic else "0"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [wait])
        if not migration.atomic:
            cursor.execute(UNFINISHED)
            for (index,) in cursor.fetchall():
                cursor.execute(f"DROP INDEX CONCURRENTLY {index}")
