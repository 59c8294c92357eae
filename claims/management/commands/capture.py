"""`manage.py capture`: pages and files from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.actions.capturing import ask_for_content, ask_for_page, run
from claims.models import Capture, CaptureResult, Snapshot
from claims.sentences import counted
from claims.storing import StorageAway


class Command(BaseCommand):
    """Asks for each, as the page does, and does the work here unless it is left to a worker."""

    help = "Capture web pages by their addresses, and files: HTML, PDF, plain text or WARC."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to capture."""
        parser.add_argument("what", nargs="+", metavar="URL|FILE", help="addresses and files")
        parser.add_argument(
            "--later", action="store_true", help="leave the work to a worker of `manage.py run`"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One after another; what failed is told, and does not stop the rest."""
        if missing := [what for what in options["what"] if not _is_there(what)]:
            raise CommandError(f"No such file: {', '.join(missing)}. Nothing was captured.")
        try:
            self._capture(options["what"], options["later"])
        except StorageAway as error:
            raise CommandError(str(error)) from error

    def _capture(self, what: list[str], later: bool) -> None:
        if later:
            asked = [_ask(one, later=True) for one in what]
            self.stdout.write(f"{counted(len(asked), 'capture')} asked for.")
            return
        # One after another: a capture that waits without a job would be taken for one that lost its job.
        done = [self._run(_ask(one, later=False)) for one in what]
        if failed := done.count(False):
            raise CommandError(f"{counted(failed, 'capture')} of {len(done)} failed.")

    def _run(self, capture: Capture) -> bool:
        """Do a capture and say what came of it, in a line for each document."""
        try:
            run(capture.pk)
        except Exception as error:
            self.stderr.write(f"{capture}: {error}")
            return False
        capture.refresh_from_db()
        if capture.state == Capture.State.DONE:
            for result in capture.results.select_related("article", "snapshot"):
                self.stdout.write(f"{capture}: {_told(result)}")
            return True
        attempt = capture.attempts.last()
        again = " It is tried again by a worker." if attempt and attempt.next_at else ""
        self.stderr.write(f"{capture}: {attempt}{again}")
        return False


def _is_web(what: str) -> bool:
    return "://" in what


def _is_there(what: str) -> bool:
    return _is_web(what) or Path(what).is_file()


def _ask(what: str, later: bool) -> Capture:
    if _is_web(what):
        return ask_for_page(url=what, by=None, queued=later)
    path = Path(what)
    return ask_for_content(
        content=path.read_bytes(),
        filename=path.name,
        method=Snapshot.Method.UPLOAD,
        by=None,
        queued=later,
    )


def _told(result: CaptureResult) -> str:
    what = "unchanged" if result.unchanged else "captured"
    return f"{what}, article {result.article_id}: {result.article.label}"
