"""`manage.py check FILE`: a draft, held against the record; without a file Django's own checks.

Django has a command of this name, which `make check` and hosts call. Both are kept: what is named is a
draft if `--json` is given, if it looks like a path, or if it is a file; else it is the label of an app, as
ever. An app's label has neither a dot nor a slash, so only a file without a suffix could be taken for one.
"""

import json
import re
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import check as djangos
from django.urls import reverse

from claims.drafts import report, words
from claims.drafts.checking import Checked, check
from claims.drafts.reading import MOST_BYTES, NotRead, read
from claims.models import Claim

PATH = re.compile(r"[./\\]")


class Command(djangos.Command):
    """Django's checks, or the check of a draft."""

    help = "Check a draft against the record (FILE), or else the project for potential problems."

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's, and whether to print JSON."""
        super().add_arguments(parser)
        parser.add_argument(
            "--json", action="store_true", help="with FILE: the sentences and their marks, as JSON"
        )

    def handle(self, *named: Any, **options: Any) -> None:
        """One or the other."""
        if not options["json"] and not any(map(_is_draft, named)):
            super().handle(*named, **options)
            return
        if len(named) != 1:
            raise CommandError("Name one file: manage.py check FILE [--json]")
        checked = _checked(Path(named[0]))
        if options["json"]:
            told = {"sentences": _sentences(checked), "summary": words.summary(checked)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(report.markdown(checked, _address))


def _is_draft(named: str) -> bool:
    if any(app.label == named for app in apps.get_app_configs()):
        return False
    return bool(PATH.search(named)) or Path(named).is_file()


def _checked(path: Path) -> Checked:
    """The draft in a file, held against the whole record."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
        found = read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except NotRead as error:
        raise CommandError(f"{path}: {error}") from error
    return check(found.text, Claim.objects.all())


def _sentences(checked: Checked) -> list[dict[str, Any]]:
    """Every sentence, with `mark` and `claim` null where there is none."""
    return [
        {
            "text": one.text,
            "start": one.start,
            "end": one.end,
            "mark": one.verdict.mark,
            "claim": one.verdict.known.claim if one.verdict.known else None,
        }
        for one in checked.sentences
    ]


def _address(claim: int) -> str:
    return settings.SITE_URL + reverse("claim", args=[claim])
