"""`manage.py import_claims`: a spreadsheet of quotes from the command line."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.access import Act, may
from claims.actions import importing
from claims.actions.importing_refused import refused_file, told
from claims.importing.columns import WrongColumns
from claims.importing.telling import translated
from claims.models import ImportRow, ImportRun, User
from claims.sentences import counted
from claims.spreadsheets import reading
from claims.spreadsheets.encodings import ENCODINGS
from claims.storing import StorageAway

TOLD = (
    20  # refused rows that are told, and rows to look at again; --refused writes all refused ones
)


KINDS = {"": "", ".csv": reading.CSV, ".xlsx": reading.XLSX, ".jsonl": reading.JSONL}


class Command(BaseCommand):
    """Checks the file as the page does, tells what it would do, and does it here."""

    help = "Import a spreadsheet of quotes: CSV, XLSX or JSON Lines, one row an appearance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what becomes of it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--all-or-nothing",
            action="store_const",
            const=ImportRun.Mode.ALL,
            dest="mode",
            help="record nothing if any row is refused (this is so unless told otherwise)",
        )
        how.add_argument(
            "--good-rows",
            action="store_const",
            const=ImportRun.Mode.GOOD,
            dest="mode",
            help="record the good rows, and leave the refused ones",
        )
        parser.add_argument("--dry-run", action="store_true", help="check only; record nothing")
        parser.add_argument(
            "--refused",
            metavar="OUT",
            type=Path,
            help="write the refused rows, with reasons, to OUT, as the kind of file that its name says",
        )
        parser.add_argument(
            "--encoding",
            choices=ENCODINGS,
            default="",
            help="read CSV that does not say its encoding in this one, in place of a guess",
        )
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            default="",
            help="who imports it: the history of what is recorded names this person, who has to have an "
            "account that may record (without it, the program itself)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check; tell; record."""
        by = _person(options["by"]) if options["by"] else None
        kind = _kind(options["refused"]) if options["refused"] else ""
        run = self._checked(options["file"], by, options["encoding"])
        mode = options["mode"] or ImportRun.Mode.ALL
        self._tell(run, "Would be")
        refused = bool(run.refused)
        if not options["dry_run"] and not (refused and mode == ImportRun.Mode.ALL):
            importing.begin(run=run, mode=mode, by=by, queued=False)
            run = self._done(run)
            self._tell(run, "Recorded")
        if refused:
            self._write_refused(run, options["refused"], kind)
        if run.refused and mode == ImportRun.Mode.ALL:
            raise CommandError(
                "Nothing was recorded, as --dry-run asks. Without it nothing would be either: correct "
                "these rows, or use --good-rows."
                if options["dry_run"]
                else "Nothing was recorded: correct these rows, or use --good-rows."
            )

    def _checked(self, path: Path, by: User | None, encoding: str) -> ImportRun:
        try:
            with path.open("rb") as file:
                run = importing.ask_for_import(
                    file=file, filename=path.name, by=by, queued=False, encoding=encoding
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except WrongColumns as error:
            raise CommandError("\n".join(map(translated, error.reasons))) from error
        except reading.Unreadable as error:
            raise CommandError(translated(error)) from error
        except StorageAway as error:
            raise CommandError(str(error)) from error
        return self._done(run)

    def _done(self, run: ImportRun) -> ImportRun:
        importing.run_import(run.pk)
        run.refresh_from_db()
        if run.state == ImportRun.State.FAILED:
            raise CommandError(run.message)
        return run

    def _tell(self, run: ImportRun, how: str) -> None:
        for note in run.notes if how == "Would be" else ():
            self.stdout.write(note)
        self.stdout.write(f"{how}: {_counts(run)}.")
        if how == "Would be":
            self._warn(run)

    def _warn(self, run: ImportRun) -> None:
        rows = ImportRow.objects.filter(run=run, warned=True).order_by("number")
        for row in rows[:TOLD]:
            self.stdout.write(f"row {row.number}: {told(row)}")
        if (more := rows.count() - TOLD) > 0:
            self.stdout.write(f"… and {more:,} more rows to look at again.")

    def _write_refused(self, run: ImportRun, path: Path | None, kind: str) -> None:
        if path:
            try:
                with path.open("wb") as file:
                    file.writelines(refused_file(run, kind))
            except OSError as error:
                raise CommandError(
                    f"{path} cannot be written: {error.strerror}. What became of the rows: {_counts(run)}."
                ) from error
            self.stdout.write(f"{counted(run.refused, 'refused row')} written to {path}.")
            return
        rows_found = ImportRow.objects.filter(run=run, outcome="refused").order_by("number")
        for row in rows_found[:TOLD]:
            self.stderr.write(f"row {row.number}: {told(row)}")
        if run.refused > TOLD:
            self.stderr.write(
                f"… and {run.refused - TOLD:,} more; --refused OUT writes all of them."
            )
        sys.stderr.flush()


def _person(name: str) -> User:
    """Who has this name to sign in with, and may record."""
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody with the user name “{name}” has an account that is open.")
    if not may(person, Act.RECORD):
        raise CommandError(f"{name} may not record. Name somebody who may, or change the role.")
    return person


def _kind(path: Path) -> str:
    """Which kind of file a name asks for; empty without a suffix: the kind that came."""
    if path.suffix.lower() not in KINDS:
        raise CommandError(
            f"{path} names a kind of file that is not written. End it with .csv, .xlsx or .jsonl."
        )
    return KINDS[path.suffix.lower()]


def _counts(run: ImportRun) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in run.counts.items())
