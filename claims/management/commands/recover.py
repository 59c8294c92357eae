"""`manage.py recover --to TIME`: the embedded database as it was at a moment."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims.management.commands.base_backup import refuse_unless_archived
from provenance import postgres_archive
from provenance.postgres import PostgresError


def moment(told: str) -> datetime:
    """A date and time; without a zone it is in that of the site."""
    try:
        found = parse_datetime(told)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError(f"must be a time such as 2026-11-22T14:05:00; it is “{told}”")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


class Command(BaseCommand):
    """Begins from a copy of the files, and keeps the database that was there under another name."""

    help = (
        "Bring the embedded database back as it was at a moment, from PROVENANCE_WAL_ARCHIVE. What was "
        "written later is gone from it; the database that was there is kept under another name."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The moment."""
        parser.add_argument(
            "--to",
            type=moment,
            metavar="TIME",
            help="for example 2026-11-22T14:05:00, in the zone of PROVENANCE_TIME_ZONE, or with its own "
            "(…+01:00); without it, as late as the log goes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Recover, and say where the other database is."""
        archive = refuse_unless_archived()
        try:
            aside = postgres_archive.recover(settings.DATA_DIR, archive, options["to"])
        except PostgresError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename} cannot be read or written ({error.strerror})."
            ) from error
        self.stdout.write("Recovered. See that the record is whole: manage.py verify")
        if aside:
            self.stdout.write(
                f"What was there before is in {aside}. Remove it when you are content."
            )
