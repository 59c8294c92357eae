"""Restores a backup: first all that can be wrong with it, then the files, then the database."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from provenance import postgres_memory, prepare
from provenance.backup import programs
from provenance.backup.manifest import (
    DUMP_FOLDER,
    PIECE,
    SEALED_DUMP,
    SECRET_KEYS,
    Broken,
    Manifest,
    Step,
    Stored,
    stored,
)
from provenance.backup.sealing import Watched, identities, unseal

IN_MEMORY = 32 << 20  # bytes of a decrypted file; capture takes no larger ones (20.5 MB)
# What pg_restore says as it goes on, if it is to say so, and what it says of each part of a dump. Several
# processes say it at once, and their lines may run into each other.
GOES_ON = re.compile(r"pg_restore: (?!error|warning|detail|hint|from TOC)")
PART = re.compile(
    r"(launching|finished|processing|skipping) item \d+ "
    r"(?!ENCODING|STDSTRINGS|SEARCHPATH|DATABASE (?!PROPERTIES))(.+?)(?=pg_restore: |$)"
)
Say = Callable[[str], None]
# Of a server of one's own we know no memory but what it grants already. In kB, as the setting is read.
LARGER = """
    SELECT greatest(pg_size_bytes('512MB'), pg_size_bytes(current_setting('maintenance_work_mem'))) / 1024"""
Told = Callable[[str, int], object]  # a part that is at work (0) or done (1)


class NotEmpty(Exception):
    """There is something in the database, or somebody uses it; the text says what to do."""


def refuse_newer(told: Manifest) -> None:
    """Raises Broken if the backup has migrations that this version does not know."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for app, name in sorted(told.migrations.items()):
        if (app, name) not in known:
            raise Broken(
                f"The backup was made by a newer version ({told.version}, with the migration {app} {name}, "
                "which this one does not know). Update Provenance, then restore it."
            )


def refuse_unless_empty() -> None:
    """Raises NotEmpty if the database holds tables, or others are connected to it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        if others := cursor.fetchone()[0]:
            raise NotEmpty(
                f"The database {connection.settings_dict['NAME']} is in use ({others} connections). Stop "
                "the web server and the workers first."
            )
    if connection.introspection.table_names():
        raise NotEmpty(_full())


def _full() -> str:
    if settings.EMBEDDED:
        return (
            f"The database in {settings.DATA_DIR} is not empty. To put the backup in its place, run "
            "“.venv/bin/python manage.py restore DIR --replace”: what is there is kept under another name. "
            "Or name another folder in PROVENANCE_DATA_DIR."
        )
    return (
        f"The database {connection.settings_dict['NAME']} is not empty. Make a new one, and name it in "
        "DATABASE_OWNER_URL and DATABASE_URL."
    )


# The stored files.


def put_files(place: Path, folder: Path, told: Manifest, held: list[Any], step: Step) -> None:
    """Put the stored files into the storage, each compared with its SHA-256. One that is there already and
    is the same stays, so that a restore that was broken off goes on. Raises Broken and OSError."""
    for one in stored(folder):
        _put(place / one.path(told.key), one, held)
        step(1)


def check_files(place: Path, folder: Path, told: Manifest, held: list[Any], step: Step) -> None:
    """Compare the stored files with what the backup says of them. Raises Broken, naming the first."""
    for one in stored(folder):
        _read(place / one.path(told.key), one, held, Watched())
        step(1)


def _put(source: Path, one: Stored, held: list[Any]) -> None:
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as content:
        _read(source, one, held, Watched(content))
        if default_storage.exists(one.name):
            if _digest(one.name) == one.sha256:
                return
            default_storage.delete(one.name)
        content.seek(0)
        if (name := default_storage.save(one.name, File(content))) != one.name:
            raise Broken(
                f"The storage keeps {one.name} as {name}. Restore into a storage of its own."
            )


def _read(source: Path, one: Stored, held: list[Any], target: Watched) -> None:
    """Read a file of the place into `target`. Raises Broken if it is not what it must be."""
    try:
        with source.open("rb") as file:
            if held:
                unseal(file, target, held, source)
            else:
                while piece := file.read(PIECE):
                    target.write(piece)
    except FileNotFoundError as error:
        raise Broken(f"{source} is missing. The backup is not whole.") from error
    if target.sha256 != one.sha256:
        raise Broken(f"{source} was altered or cut off: its SHA-256 is not that of its name.")


def _digest(name: str) -> str:
    found = Watched()
    with default_storage.open(name) as file:
        while piece := file.read(PIECE):
            found.write(piece)
    return found.sha256


# The secret key.


def put_secret_key(folder: Path, held: list[Any], say: Say) -> None:
    """Put the secret key of an encrypted backup into the data folder, and say what is left to do."""
    with (
        tempfile.SpooledTemporaryFile(IN_MEMORY) as content,
        (folder / SECRET_KEYS).open("rb") as file,
    ):
        unseal(file, Watched(content), held, folder / SECRET_KEYS)
        content.seek(0)
        key, *earlier = content.read().decode().split("\n")
    if earlier := [one for one in earlier if one]:
        say(
            f"The backup knows {len(earlier)} earlier secret keys: name them in PROVENANCE_OLD_SECRET_KEYS. "
            f"They are the lines after the first of {SECRET_KEYS}."
        )
    if os.environ.get("PROVENANCE_SECRET_KEY"):
        if key != settings.SECRET_KEY:
            say(
                "PROVENANCE_SECRET_KEY is another key than that of the backup: second factors cannot be "
                f"read with it. The backup's is the first line of {SECRET_KEYS}."
            )
    elif key != settings.SECRET_KEY:
        _keep_secret_key(settings.DATA_DIR / "secret_key", key)


def _keep_secret_key(path: Path, key: str) -> None:
    """Keep this key, and the one that was in its place under another name."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    draft = path.with_name("secret_key.restored")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    with suppress(FileNotFoundError):
        path.rename(path.with_name(f"secret_key.before-restore-{stamp}"))
    draft.rename(path)


# The database.


def load(folder: Path, told: Manifest, held: list[Any], jobs: int, at: Told) -> None:
    """Load the dump into the empty database, telling `at` how far it is where pg_restore tells. Raises
    Broken, PostgresError and OSError."""
    loading, memory = programs.for_loading(told.dumped_by), for_indexes()
    connection.close()
    if told.key:
        _load_sealed(loading, folder / SEALED_DUMP, memory, held)
    else:
        load_folder(loading, folder / DUMP_FOLDER, jobs, memory, at)


def parts(told: Manifest, folder: Path) -> int | None:
    """Of how many parts the dump of a plain backup is: tables, their rows, indexes, rules. Raises
    PostgresError."""
    if told.key:
        return None
    loading = programs.for_loading(told.dumped_by)
    command = [str(loading.folder / "pg_restore"), "--list", str(folder / DUMP_FOLDER)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return sum(line[:1].isdecimal() for line in listed.stdout.splitlines()) or None


def load_folder(
    loading: programs.Programs,
    dump: Path,
    jobs: int,
    memory: str,
    at: Told = lambda part, done: None,
) -> None:
    """Load what pg_dump wrote into a folder, several tables and indexes at once. Raises PostgresError."""

    def goes_on(line: str) -> bool:
        for what, part in PART.findall(line):
            at(part, what != "launching")
        return bool(GOES_ON.match(line))

    command = [*_pg_restore(loading), f"--jobs={jobs}", "--verbose", str(dump)]
    programs.run(command, goes_on, PGOPTIONS=memory)


def for_indexes() -> str:
    """PostgreSQL's options for making indexes. That of the vectors is made much sooner where the whole of
    it fits into this memory (pgvector), and at a million claims it does not fit into 512 MB."""
    if settings.EMBEDDED:
        return postgres_memory.for_indexes()
    with connection.cursor() as cursor:
        cursor.execute(LARGER)
        return f"-c maintenance_work_mem={cursor.fetchone()[0]}"


def _load_sealed(loading: programs.Programs, dump: Path, memory: str, held: list[Any]) -> None:
    """Load an encrypted dump, decrypted on its way: all of it, or nothing."""
    command = [*_pg_restore(loading), "--format=custom", "--single-transaction"]
    with (
        dump.open("rb") as file,
        programs.Piped(command, writes=False, PGOPTIONS=memory) as restore,
    ):
        with suppress(BrokenPipeError):  # it ended before it had read everything, and says why
            unseal(file, Watched(restore.stream), held, dump)
        restore.finish()


def _pg_restore(loading: programs.Programs) -> list[str]:
    """Without comments: those on extensions may be written by their owner alone, who need not be us."""
    what = ["--no-owner", "--no-acl", "--no-comments", "--exit-on-error"]
    return [*loading.command("pg_restore"), *what]


def bring_up(say: Say) -> None:
    """Do what a dump is without: later migrations, the application's role with its rights, statistics."""
    prepare.migrate(say)
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    connection.close()


def private_keys(told: Manifest) -> list[Any]:
    """The private keys that a backup needs: none for a plain one. Raises Broken."""
    return identities(os.environ.get("PROVENANCE_BACKUP_IDENTITY", "")) if told.key else []
