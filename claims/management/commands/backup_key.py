"""`manage.py backup_key FILE`: a pair of keys for encrypted backups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from provenance.backup import sealing


class Command(BaseCommand):
    """Writes the private key into a new file, and prints the public one."""

    help = "Make a pair of keys in the age format: the private one goes into FILE, the public one is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what to do with it."""
        file: Path = options["file"]
        try:
            public = sealing.new_identity(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}).") from error
        self.stdout.write(f"PROVENANCE_BACKUP_KEY={public}")
        self.stderr.write(
            f"{file} opens every backup that is made for this key, and nothing else does. Keep it in two "
            "places, none of them this machine or where the backups are."
        )
