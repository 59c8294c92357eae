"""`manage.py backup [DIR]`: a backup of everything, beside a running site."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.sentences import counted
from provenance.backup import keeping, making, manifest
from provenance.backup.manifest import Manifest
from provenance.backup.sealing import Keys
from provenance.postgres import PostgresError


def least_one(told: str) -> int:
    """A whole number, 1 or more."""
    if not (told.isascii() and told.isdecimal() and int(told)):
        raise ArgumentTypeError(f"must be a whole number, 1 or more; it is “{told}”")
    return int(told)


class Command(BaseCommand):
    """Makes a backup, and then takes older ones away if asked to."""

    help = (
        "Back up the database, the stored files and, if it is encrypted, the secret key. The site may run "
        "meanwhile. Encrypted for the public keys in PROVENANCE_BACKUP_KEY (age1…)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, how many at once, and how many to keep."""
        parser.add_argument(
            "place",
            type=Path,
            nargs="?",
            metavar="DIR",
            help="the folder that holds the backups; PROVENANCE_BACKUP_DIR, or backups/ with the data",
        )
        parser.add_argument(
            "--jobs",
            type=least_one,
            default=min(os.cpu_count() or 1, 8),
            help="how many tables are dumped at once, if the backup is plain (%(default)s)",
        )
        parser.add_argument(
            "--keep",
            type=least_one,
            metavar="N",
            help="afterwards, take away all but the newest N backups",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, say what is in it, prune."""
        place = options["place"] or settings.BACKUP_DIR
        keys = Keys(settings.BACKUP_KEY)
        try:
            with tqdm(total=making.count_files(), unit=" files", disable=None) as bar:
                folder = making.make(place, keys, options["jobs"], bar.update)
        except (making.Busy, PostgresError) as error:
            raise CommandError(f"{error} No backup was made.") from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or place} cannot be written ({error.strerror or error}). "
                "No backup was made."
            ) from error
        told = manifest.read(folder)
        self._tell(place, folder, told)
        if options["keep"] and not told.missing:
            self._prune(place, options["keep"])
        if told.missing:
            raise CommandError(
                f"The backup is made, without {counted(len(told.missing), 'stored file')} that the record "
                f"names and that cannot be read, {told.missing[0]} for one. Older backups are all kept. "
                "manage.py verify says more."
            )

    def _prune(self, place: Path, keep: int) -> None:
        try:
            for gone in keeping.prune(place, keep):
                self.stdout.write(f"Took away the older backup {gone.name}.")
        except (manifest.Broken, making.Busy, OSError) as error:
            raise CommandError(f"The backup is made. Older ones are all kept: {error}") from error

    def _tell(self, place: Path, folder: Path, told: Manifest) -> None:
        files = counted(told.files, "stored file")
        kind = "encrypted" if told.key else "not encrypted"
        self.stdout.write(f"{folder} is a backup of the database and {files}, {kind}.")
        self.stdout.write(
            f"SHA-256 of its {manifest.MANIFEST}: {manifest.digest(folder / manifest.MANIFEST)}"
        )
        if not told.key:
            self.stdout.write(
                "The secret key is not in it. Keep it apart: without it no second factor can be read."
            )
        if settings.DATA_DIR in (place.resolve(), *place.resolve().parents):
            self.stdout.write("It is on the same disk as the data. Copy it to another machine.")
