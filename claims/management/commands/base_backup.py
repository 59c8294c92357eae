"""`manage.py base_backup`: a copy of the embedded database's files, from which a recovery begins."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.management.commands.backup import least_one
from provenance import postgres_archive
from provenance.postgres import PostgresError
from provenance.postgres_cluster import Cluster


class Command(BaseCommand):
    """Copies, beside a running site, and then takes away what no recovery needs any more."""

    help = (
        "Copy the files of the embedded database into PROVENANCE_WAL_ARCHIVE. Together with the log of "
        "changes there, manage.py recover brings any later moment back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many to keep."""
        parser.add_argument(
            "--keep",
            type=least_one,
            metavar="N",
            help="afterwards, take away all but the newest N copies, and the log before them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, then prune."""
        cluster = Cluster(settings.DATA_DIR, archive=refuse_unless_archived())
        try:
            folder = postgres_archive.base_backup(cluster)
            self.stdout.write(f"{folder} is a copy of the database's files.")
            for gone in postgres_archive.prune(cluster, options["keep"]) if options["keep"] else ():
                self.stdout.write(f"Took away the older copy {gone.name}.")
        except PostgresError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written ({error.strerror}).") from error


def refuse_unless_archived() -> Path:
    """The archive. Raises CommandError if there is none."""
    if settings.WAL_ARCHIVE is None:
        raise CommandError(
            "No log of changes is kept. Name a folder for it in PROVENANCE_WAL_ARCHIVE, for the site too."
        )
    if not settings.EMBEDDED:
        raise CommandError(
            "DATABASE_URL names a PostgreSQL of your own: docs/backup.md says how it keeps its log."
        )
    archive: Path = settings.WAL_ARCHIVE
    return archive
