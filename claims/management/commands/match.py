"""`manage.py match`: the recorded claims that a text may make."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.matching import Match, find, means


class Command(BaseCommand):
    """Proposes claims, and links none."""

    help = "Find the recorded claims that a text may make, nearest first, and how each differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The text, and how to answer."""
        parser.add_argument("text", metavar="TEXT", help="a sentence")
        parser.add_argument("--k", type=int, default=5, help="how many claims at most (5)")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find them; what is to be known of how goes to the other output."""
        text = options["text"]
        if not text.strip():
            raise CommandError("The text is empty. Name a sentence.")
        try:
            found = find(text, options["k"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if told := means(text):
            self.stderr.write(told)
        if options["json"]:
            self.stdout.write(json.dumps([_row(match) for match in found], ensure_ascii=False))
            return
        for match in found:
            labels = [contrast.label for contrast in match.contrasts] + match.same_labels
            self.stdout.write(f"{match.score:.2f}  claim {match.claim}: {match.statement}")
            if labels:
                self.stdout.write(f"      {', '.join(labels)}")
        if not found:
            self.stdout.write("No claim on record is near.")


def _row(match: Match) -> dict[str, Any]:
    return {
        "claim": match.claim,
        "statement": match.statement,
        "score": match.score,
        "differs": [difference.value for difference in match.differs],
    }
