"""`manage.py import_export DIR`: a record out of what `manage.py export` wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tqdm import tqdm

from claims.access import Act, people_who_may
from claims.archive import manifest, reading
from claims.sentences import counted
from provenance import prepare


class Command(BaseCommand):
    """Fills an empty database: all of it, or nothing."""

    help = (
        "Make a record of an export, in an empty database: the same rows under the same numbers, with "
        "their trail and their files. Every file is compared with the manifest first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="what manage.py export wrote")
        parser.add_argument(
            "--as-it-is",
            action="store_true",
            help="load it although the record was not whole when it was exported",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, load and check again, with progress bars; then say what is left to do."""
        folder: Path = options["folder"]
        try:
            told = self._imported(folder, sound=not options["as_it_is"])
        except reading.Unsound as error:
            raise CommandError(
                f"{error}. Nothing was loaded. If the record was so when it was exported, and cannot be "
                "exported anew, load it with --as-it-is."
            ) from error
        except (manifest.Broken, reading.NotEmpty) as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        except OSError as error:
            raise CommandError(
                f"{error.filename} cannot be read or written ({error.strerror}). Nothing was loaded."
            ) from error
        self._tell(told)

    def _imported(self, folder: Path, sound: bool) -> manifest.Manifest:
        if not MigrationRecorder(connection).has_table():
            prepare.migrate(self.stdout.write)
        reading.refuse_unless_empty()
        told = manifest.read(folder)
        reading.refuse_other_tables(told)
        size = sum((folder / path).lstat().st_size for path in manifest.files_in(folder))
        with tqdm(total=size, desc="files", unit="B", unit_scale=True, disable=None) as bar:
            manifest.check(folder, told, bar.update)
        total = reading.steps(told, sound=sound)
        with tqdm(total=total, desc="rows", unit="", disable=None) as bar:
            reading.load(folder, told, step=bar.update, sound=sound)
        return told

    def _tell(self, told: manifest.Manifest) -> None:
        rows = sum(part.rows for part in told.tables)
        self.stdout.write(
            f"{counted(rows, 'row')} and {counted(told.files.rows, 'stored file')} loaded."
        )
        for name in told.missing:
            self.stderr.write(f"The export was without the stored file {name}.")
        first = people_who_may(Act.MANAGE_PEOPLE).first()
        name = first.get_username() if first else "NAME"
        self.stdout.write(
            "Nobody can sign in yet: passwords stayed behind. Set one with "
            f"“manage.py changepassword {name}”; the others ask for a new one by e-mail. "
            "Then run “manage.py find_copies --all”; workers make what else is to be made."
        )
