"""`manage.py import_claims`: a spreadsheet of quotes from the command line."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions import importing
from claims.importing.columns import WrongColumns
from claims.importing.telling import translated
from claims.models import ImportRow, ImportRun
from claims.sentences import counted
from claims.spreadsheets import reading

TOLD = (
    20  # refused rows that are told, and rows to look at again; --refused writes all refused ones
)


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
            help="write the refused rows, with reasons, to OUT",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check; tell; record."""
        run = self._checked(options["file"])
        mode = options["mode"] or ImportRun.Mode.ALL
        self._tell(run, "Would be")
        refused = bool(run.refused)
        if not options["dry_run"] and not (refused and mode == ImportRun.Mode.ALL):
            importing.begin(run=run, mode=mode, by=None, queued=False)
            run = self._done(run)
            self._tell(run, "Recorded")
        if refused:
            self._write_refused(run, options["refused"])
        if run.refused and mode == ImportRun.Mode.ALL:
            raise CommandError("Nothing was recorded: correct these rows, or use --good-rows.")

    def _checked(self, path: Path) -> ImportRun:
        try:
            with path.open("rb") as file:
                run = importing.ask_for_import(file=file, filename=path.name, by=None, queued=False)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except WrongColumns as error:
            raise CommandError("\n".join(map(translated, error.reasons))) from error
        except reading.Unreadable as error:
            raise CommandError(translated(error)) from error
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
            self.stdout.write(f"row {row.number}: {importing.told(row)}")
        if (more := rows.count() - TOLD) > 0:
            self.stdout.write(f"… and {more:,} more rows to look at again.")

    def _write_refused(self, run: ImportRun, path: Path | None) -> None:
        if path:
            header, rows = importing.refused_rows(run)
            try:
                with path.open("wb") as file:
                    file.writelines(importing.WRITERS[run.kind](header, rows))
            except OSError as error:
                raise CommandError(
                    f"{path} cannot be written: {error.strerror}. What became of the rows: {_counts(run)}."
                ) from error
            self.stdout.write(f"{counted(run.refused, 'refused row')} written to {path}.")
            return
        rows_found = ImportRow.objects.filter(run=run, outcome="refused").order_by("number")
        for row in rows_found[:TOLD]:
            self.stderr.write(f"row {row.number}: {importing.told(row)}")
        if run.refused > TOLD:
            self.stderr.write(
                f"… and {run.refused - TOLD:,} more; --refused OUT writes all of them."
            )
        sys.stderr.flush()


def _counts(run: ImportRun) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in run.counts.items())
