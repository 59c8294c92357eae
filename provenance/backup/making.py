"""Makes a backup."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField, Model

from provenance.backup import programs
from provenance.backup.manifest import (
    DUMP_FOLDER,
    FILES,
    PIECE,
    SEALED_DUMP,
    SECRET_KEYS,
    Manifest,
    Part,
    Step,
    Stored,
    digest,
    new_name,
    on_disk,
    version,
    write,
)
from provenance.backup.sealing import Keys, Watched, seal

# A PostgreSQL may be built without zstd, the embedded one among them, but none without gzip. What its
# higher levels save is little and takes several times as long.
COMPRESSION = "1"
NAMES = "names.unfinished"  # the list of files while the backup is being made


class Busy(Exception):
    """Another backup is being made into the same place; the text says so."""


def make(place: Path, keys: Keys, jobs: int, step: Step = lambda number: None) -> Path:
    """Make a backup in a place, and return its folder; `jobs` processes dump the database, and `step`
    hears of the stored files that were seen to.

    A backup that is broken off is taken away again, except for stored files, which the next one finds.
    Raises Busy, PostgresError and OSError.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_backup(place):
        folder = place / new_name()
        folder.mkdir(mode=0o700)
        try:
            _fill(place, folder, keys, jobs, step)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return folder


@contextmanager
def only_backup(place: Path) -> Iterator[None]:
    """Nobody else changes what is in the place. Raises Busy."""
    with (place / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"Another backup is being made into {place}. Wait for its end.") from None
        yield


def _fill(place: Path, folder: Path, keys: Keys, jobs: int, step: Step) -> None:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    dumping = programs.for_dumping()
    with one_moment() as snapshot:
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        _note_names(folder / NAMES)
        if keys.name:
            parts = [_sealed_dump(folder, dumping, snapshot, keys), _sealed_keys(folder, keys)]
        else:
            parts = _dump(folder, dumping, snapshot, jobs)
    files, size, missing = _files(place, folder, keys, step)
    parts.append(_part(folder, FILES))
    manifest = Manifest(
        made,
        version(),
        dict(applied),
        programs.server_major(),
        dumping.major,
        keys.name,
        parts,
        files,
        size,
        missing,
    )
    write(folder, manifest)


@contextmanager
def one_moment() -> Iterator[str]:
    """A transaction that sees one moment, and the name by which other sessions see the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # It has nothing to do while the others dump, and must not be ended for that.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


# The database.


def _dump(folder: Path, dumping: programs.Programs, snapshot: str, jobs: int) -> list[Part]:
    """Dump it into a folder, several tables at once."""
    target = folder / DUMP_FOLDER
    options = ["--format=directory", f"--jobs={jobs}", f"--file={target}"]
    programs.run([*_pg_dump(dumping, snapshot), *options])
    return [_part(folder, f"{DUMP_FOLDER}/{file.name}") for file in sorted(target.iterdir())]


def _sealed_dump(folder: Path, dumping: programs.Programs, snapshot: str, keys: Keys) -> Part:
    """Dump it as one stream, encrypted before it reaches the disk."""
    command = [*_pg_dump(dumping, snapshot), "--format=custom"]
    with (folder / SEALED_DUMP).open("wb") as file, programs.Piped(command, writes=True) as dump:
        target = Watched(file)
        seal(Watched(dump.stream), target, keys)
        dump.finish()
        on_disk(file)
    return Part(SEALED_DUMP, target.sha256, target.size)


def _pg_dump(dumping: programs.Programs, snapshot: str) -> list[str]:
    """Owners and rights are left out: the role that restores owns what it makes, and
    provenance/roles.py gives the application's role its rights again."""
    what = ["--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--compress={COMPRESSION}"]
    return [*dumping.command("pg_dump"), *what]


def _part(folder: Path, path: str) -> Part:
    return Part(path, digest(folder / path), (folder / path).stat().st_size)


def _sealed_keys(folder: Path, keys: Keys) -> Part:
    """The secret key and those before it, one a line: without them no second factor can be read."""
    held = "\n".join([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]) + "\n"
    with (folder / SECRET_KEYS).open("wb") as file:
        target = Watched(file)
        seal(Watched(BytesIO(held.encode())), target, keys)
        on_disk(file)
    return Part(SECRET_KEYS, target.sha256, target.size)


# The stored files.


def count_files() -> int:
    """How many stored files the database names, or a little more, for a progress bar."""
    return sum(model._base_manager.exclude(**{field: ""}).count() for model, field in _fields())


def _fields() -> Iterator[tuple[type[Model], str]]:
    """Where the names of stored files stand."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and not model._meta.proxy:
                yield model, field.name


def _note_names(file: Path) -> None:
    """Write the names of the stored files, each once, with the SHA-256 and size that the record knows."""
    held = " UNION ALL ".join(
        f'SELECT "{field}" AS name, {_known(model)} FROM "{model._meta.db_table}"'  # noqa: S608
        for model, field in _fields()
    )
    query = (
        "COPY (SELECT json_build_array(name, max(sha256), max(size))"  # noqa: S608
        f" FROM ({held}) held WHERE name <> '' GROUP BY name) TO STDOUT"
    )
    with file.open("wb") as lines, connection.cursor() as cursor, cursor.copy(query) as rows:
        for row in rows:
            lines.write(bytes(row).replace(b"\\\\", b"\\"))


def _known(model: type[Model]) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    if {"sha256", "size"} <= names:
        return "sha256, size"
    return "NULL AS sha256, NULL::bigint AS size"


def _files(place: Path, folder: Path, keys: Keys, step: Step) -> tuple[int, int, list[str]]:
    """Copy the stored files that the place does not have yet, and list all; their number, their size in
    bytes, and the names of those that are not there or not what the record says."""
    count, total, missing = 0, 0, []
    with (
        (folder / NAMES).open(encoding="utf-8") as names,
        (folder / FILES).open("w", encoding="utf-8") as listed,
    ):
        for line in names:
            step(1)
            name, sha256, size = json.loads(line)
            one = _kept(place, keys, name, sha256, size)
            if one is None:
                missing.append(name)
                continue
            told = {"name": one.name, "sha256": one.sha256, "size": one.size}
            listed.write(json.dumps(told, ensure_ascii=False) + "\n")
            count, total = count + 1, total + one.size
        on_disk(listed)
    (folder / NAMES).unlink()
    return count, total, missing


def _kept(
    place: Path, keys: Keys, name: str, sha256: str | None, size: int | None
) -> Stored | None:
    """A stored file, in the place; None if it is not to be had.

    One whose SHA-256 the record knows is not even opened if the place has it, so that it stays in the
    backups although the storage may have lost it since.
    """
    if sha256 is not None and size is not None:
        one = Stored(name, sha256, size)
        if _has(place, one, keys):
            return one
    try:
        with default_storage.open(name) as source:
            return _copied(place, keys, name, sha256, source)
    except FileNotFoundError:
        return None


def _has(place: Path, one: Stored, keys: Keys) -> bool:
    """Whether the place has a file; of a plain one, whether it is as long as it must be."""
    try:
        found = (place / one.path(keys.name)).stat()
    except FileNotFoundError:
        return False
    return bool(keys.name) or found.st_size == one.size


def _copied(
    place: Path, keys: Keys, name: str, sha256: str | None, source: IO[bytes]
) -> Stored | None:
    """Copy a stored file into the place, unless its bytes are not those that the record knows."""
    bytes_of = Watched(source)
    draft = place / "file.unfinished"
    with draft.open("wb") as file:
        if keys.name:
            seal(bytes_of, Watched(file), keys)
        else:
            while piece := bytes_of.read(PIECE):
                file.write(piece)
        on_disk(file)
    if sha256 is not None and bytes_of.sha256 != sha256:
        draft.unlink()
        return None
    one = Stored(name, bytes_of.sha256, bytes_of.size)
    target = place / one.path(keys.name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.replace(target)
    return one
