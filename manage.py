#!/usr/bin/env python
"""The command line. A command that needs a database finds one running: DATABASE_URL's, or our own.

Nothing here may be younger than Python 3.7, so that an old Python can still read the sentence that
turns it away.
"""

from __future__ import annotations

import os
import signal
import sys

# These do not look at the database, or see to it by themselves: `run` after its own checks, and what
# puts another database in the place of the one that is there.
WITHOUT_DATABASE = {
    "backup_key",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "recover",
    "restore",
    "run",
    "startapp",
    "startproject",
    "upgrade_postgres",
    "version",
}


def main(argv: list[str]) -> None:
    """Run the command in `argv`. What the person can put right is told in one sentence."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is there for those who do not read pyproject
        sys.exit(f"Provenance needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError

        from provenance.postgres import PostgresError
    except ModuleNotFoundError as error:
        sys.exit(
            f"The package {error.name} is not installed for this Python. "
            "Use .venv/bin/python, which “make run” prepares."
        )
    try:
        execute(argv)
    except (ImproperlyConfigured, PostgresError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        from django.conf import settings

        from provenance.database import unreachable

        if sentence := unreachable(error, settings.DATABASES["default"]):
            sys.exit(sentence)
        raise
    except KeyboardInterrupt:
        sys.exit(130)


def execute(argv: list[str]) -> None:
    """Hand over to Django, with the embedded PostgreSQL up around it where one is needed."""
    from django.core.management import execute_from_command_line

    for number in (signal.SIGTERM, signal.SIGHUP):
        if (
            signal.getsignal(number) != signal.SIG_IGN
        ):  # `nohup` asks for the terminal's end to be ignored
            signal.signal(number, leave)
    if os.environ.get("DATABASE_URL") or not needs_database(argv):
        execute_from_command_line(argv)
        return

    from django.conf import settings

    from provenance import postgres

    with postgres.running(settings.DATA_DIR, settings.WAL_ARCHIVE):
        execute_from_command_line(argv)


def leave(number: int, frame: object) -> None:
    """End as on an error, so that what was begun is tidied up on the way out."""
    sys.exit(128 + number)


def needs_database(argv: list[str]) -> bool:
    """Whether the command in `argv` looks at the database."""
    if len(argv) < 2 or {"-h", "--help", "--version"} & set(argv[1:]):
        return False
    return argv[1] not in WITHOUT_DATABASE


if __name__ == "__main__":
    main(sys.argv)
