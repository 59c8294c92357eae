"""PostgreSQL's own programs: which ones fit a server, and running them.

They come with the embedded PostgreSQL, which is installed whether or not it is used; Debian's and those
on the PATH are looked at too. pg_dump reads servers of its own version and older ones, and pg_restore
reads what was dumped by its own version and older ones; programs of the server's own version come first,
so that what they write can be loaded there again.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from provenance import postgres_cluster
from provenance.postgres_account import PostgresError

DEBIAN = Path("/usr/lib/postgresql")
# pg_dump of 17 and newer sets this at the head of what it writes, and older servers do not know it.
FIRST_WITH_TRANSACTION_TIMEOUT = 17


@dataclass(frozen=True)
class Programs:
    """A folder of PostgreSQL's programs, and their major version."""

    folder: Path
    major: int

    def command(self, program: str) -> list[str]:
        """The program with what leads it to Django's database."""
        return [str(self.folder / program), *_connection()[0]]


def major_of(folder: Path, program: str = "pg_dump") -> int | None:
    """The major version of the programs in a folder; None if this program is not there."""
    try:
        told = subprocess.run(  # noqa: S603
            [folder / program, "--version"], capture_output=True, text=True
        ).stdout
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(found[1]) if found else None


def server_major() -> int:
    """The major version of the server that Django is connected to."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def for_dumping() -> Programs:
    """Programs that dump Django's database. Raises PostgresError if there are none."""
    server = server_major()
    return _fitting(server, server, f"pg_dump of version {server} or newer")


def for_loading(dumped_by: int) -> Programs:
    """Programs that load into Django's database what this version of pg_dump wrote. Raises PostgresError."""
    server = server_major()
    least = max(server, dumped_by)
    if server < FIRST_WITH_TRANSACTION_TIMEOUT <= least:
        raise PostgresError(
            f"The backup was dumped by pg_dump {dumped_by}, which a PostgreSQL {server} does not "
            "understand. Restore it into a newer PostgreSQL."
        )
    return _fitting(server, least, f"pg_restore of version {least} or newer")


def _fitting(wanted: int, least: int, what: str) -> Programs:
    found = sorted(_found(), key=lambda one: (one.major != wanted, one.major))
    for one in found:
        if one.major >= least:
            return one
    newest = max((one.major for one in found), default=None)
    there = f"the newest that was found is {newest}" if newest else "none was found"
    raise PostgresError(
        f"This needs {what}, and {there}. Install it (on Debian: postgresql-client-{least}), or put its "
        "folder on the PATH."
    )


def _found() -> Iterator[Programs]:
    folders = [postgres_cluster.programs(), *sorted(DEBIAN.glob("*/bin"))]
    folders += [Path(folder) for folder in os.get_exec_path()]
    for folder in dict.fromkeys(folders):
        # Asking is a process each; most folders of a PATH hold nothing of PostgreSQL's.
        if (folder / "pg_dump").exists() and (major := major_of(folder)):
            yield Programs(folder, major)


def _connection() -> tuple[list[str], dict[str, str]]:
    """The options and the environment that lead a program to Django's database, password included."""
    words, variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *options, name = words[1:]
    return [*options, "-d", str(name)], variables or {}


def connected(**variables: str) -> dict[str, str]:
    """The environment of a program that asks Django's database. What is set outside leads nobody away
    from our own; to another's it may be a part of the way (PGSSLMODE, PGPASSFILE)."""
    outside = postgres_cluster.environment() if settings.EMBEDDED else dict(os.environ)
    return {**outside, "LC_ALL": "C", **_connection()[1], **variables}


def run(
    command: list[str], is_progress: Callable[[str], bool] = lambda line: False, **variables: str
) -> None:
    """Run a program to its end. Each line that it says is held before `is_progress`. Raises PostgresError
    with the others."""
    said = []
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=connected(**variables),
        text=True,
        errors="replace",
    ) as running:
        for line in running.stderr or ():
            if not is_progress(line):
                said.append(line)
    refuse_failure(command, running.returncode, "".join(said))


def refuse_failure(command: list[str], status: int, said: str) -> None:
    """Raises PostgresError, in words, if a program did not end well."""
    if status == 0:
        return
    name = Path(command[0]).name
    if "No space left on device" in said:
        raise PostgresError(
            f"The disk is full: {name} could not go on. Make room and run it again."
        )
    how = f"was ended by signal {-status}" if status < 0 else "failed"
    raise PostgresError(f"{name} {how}. It said:\n{postgres_cluster.last_lines(said)}".strip())


class Piped:
    """A program that writes to us, or that we write to; ended when the block is left early."""

    def __init__(self, command: list[str], writes: bool, **variables: str) -> None:
        self.command = command
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the block is left
        pipes: dict[str, Any] = {"stdout" if writes else "stdin": subprocess.PIPE}
        self.process = subprocess.Popen(  # noqa: S603
            command, stderr=self.said, env=connected(**variables), **pipes
        )

    @property
    def stream(self) -> IO[bytes]:
        """What it writes, or where it reads."""
        stream = self.process.stdout or self.process.stdin
        assert stream is not None
        return stream

    def finish(self) -> None:
        """Wait for its end. Raises PostgresError if that is no good one."""
        if self.process.stdin:
            with suppress(BrokenPipeError):  # it ended before it had read everything, and says why
                self.process.stdin.close()
        status = self.process.wait()
        self.said.seek(0)
        refuse_failure(self.command, status, self.said.read().decode(errors="replace"))

    def __enter__(self) -> "Piped":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.said):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()
