"""`manage.py suggest`: which sentences of a file are worth checking."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.matching import THRESHOLD, language, rank

MOST_BYTES = 20_000_000
SHOWN = 100  # characters of a sentence in the table


class Command(BaseCommand):
    """Reads a text, writes nothing: neither the record nor a log learns of it."""

    help = "Rank the sentences of a text file by how much they are worth checking."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and how to print what was found."""
        parser.add_argument("file", metavar="FILE", help="a text in UTF-8")
        parser.add_argument(
            "--json", action="store_true", help="every sentence, as a list of objects"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """A table of what reaches the threshold, or all of it as JSON."""
        text = _read(Path(options["file"]))
        found = rank(text)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False))
            return
        if not found:
            self.stdout.write(f"There is no sentence in {options['file']}.")
            return
        if note := language(text).note:
            self.stdout.write(note)
        worth = [each for each in found if each.score >= THRESHOLD]
        for each in worth:
            words = " ".join(each.sentence.split())
            short = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
            self.stdout.write(f"{each.score:.2f}  {short}\n      {' '.join(each.reasons)}")
        self.stdout.write(f"{len(worth)} of {len(found)} sentences reach {THRESHOLD}.")


def _read(path: Path) -> str:
    """The text of a file. Raises CommandError, which says what to do."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CommandError(f"{path} has {size:,} bytes; a text has {MOST_BYTES:,} at most.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{path} is no text in UTF-8. Capture a page, a PDF or a web archive with "
            "`manage.py capture`; save anything else as plain text first."
        ) from error
    if "\x00" in text:
        raise CommandError(f"{path} holds binary data, not a text. Save it as plain text first.")
    return text
