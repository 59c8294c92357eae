"""`manage.py digest`: the daily mail, by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.actions.digesting import prepared, send_all
from claims.sentences import counted


class Command(BaseCommand):
    """Sends what a worker sends once a day. Who has had today's mail gets no second."""

    help = "Send everybody the mail of what is assigned to them, went stale, or names them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to send at all."""
        parser.add_argument(
            "--dry-run", action="store_true", help="print the mails and send nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or print, and say how many."""
        if options["dry_run"]:
            for person, text in prepared():
                self.stdout.write(f"To: {person.email}\n{text}")
        else:
            sent = send_all(timezone.localdate())
            self.stdout.write(f"{counted(len(sent), 'mail')} sent.")
