"""`manage.py export DIR`: the whole record in a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.archive import manifest, writing
from claims.sentences import counted


class Command(BaseCommand):
    """Writes it as it is at one moment; the site may run meanwhile."""

    help = (
        "Write the whole record into a new folder: every table as JSON Lines, the bytes of every "
        "capture, and a manifest with the SHA-256 of each file. import_export reads it. Passwords, second "
        "factors, sessions, tokens, drafts and jobs stay behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, with a progress bar, and say what to keep with it."""
        folder: Path = options["folder"]
        try:
            with tqdm(total=writing.steps(), unit=" rows", disable=None) as bar:
                made = writing.write(folder, bar.update)
        except writing.NotEmpty as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder} cannot be written ({error.strerror}). {again(folder)}"
            ) from error
        except (KeyboardInterrupt, SystemExit):
            self.stderr.write(f"Interrupted. {again(folder)}")
            raise
        self._tell(folder, made)

    def _tell(self, folder: Path, made: manifest.Manifest) -> None:
        rows = sum(part.rows for part in made.tables)
        self.stdout.write(
            f"{counted(rows, 'row')} and {counted(made.files.rows, 'stored file')} are in {folder}."
        )
        self.stdout.write(
            f"SHA-256 of {manifest.MANIFEST}: {manifest.digest(folder / manifest.MANIFEST)}"
        )
        for name in made.missing:
            self.stderr.write(f"The stored file {name} was not there. The export is without it.")


def again(folder: Path) -> str:
    """How an export that was broken off goes on."""
    return (
        "There is no manifest yet, so what is there is no export. To go on, run the same command again: "
        f"stored files that are in {folder} already are not copied again."
    )
