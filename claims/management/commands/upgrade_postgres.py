"""`manage.py upgrade_postgres`: the embedded database, taken over to the installed PostgreSQL."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.management.commands.backup import least_one
from provenance import postgres_upgrade
from provenance.postgres import PostgresError


class Command(BaseCommand):
    """Dumps with the old server running once more, loads into a new cluster, keeps the old one."""

    help = (
        "Take the embedded database over to the major version of PostgreSQL that is installed. The old "
        "database is kept under another name. Make a backup first with the version that you come from."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the old programs are."""
        parser.add_argument(
            "--old-programs",
            type=Path,
            metavar="FOLDER",
            help="where PostgreSQL of the old version is installed; without it, pip fetches it",
        )
        parser.add_argument("--jobs", type=least_one, default=min(os.cpu_count() or 1, 8))

    def handle(self, *args: Any, **options: Any) -> None:
        """Upgrade, and say where the old database is."""
        if not settings.EMBEDDED:
            raise CommandError(
                "DATABASE_URL names a PostgreSQL of your own: upgrade it by its own means (pg_upgrade)."
            )
        older: Path | None = options["old_programs"]
        try:
            aside = postgres_upgrade.upgrade(
                settings.DATA_DIR, older and older.resolve(), options["jobs"], self.stdout.write
            )
        except PostgresError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename} cannot be written ({error.strerror or error})."
            ) from error
        if aside is None:
            self.stdout.write("The database is of the installed version already. Nothing to do.")
            return
        self.stdout.write(
            f"Done. See that the record is whole: manage.py verify. The old database is in {aside}: remove "
            "it when you are content."
        )
