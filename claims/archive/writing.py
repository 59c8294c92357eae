"""Writes the whole record into a folder, as it is at one moment."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from claims.archive import contents
from claims.archive.contents import Exported
from claims.archive.manifest import (
    FILES,
    MANIFEST,
    PIECE,
    UNFINISHED,
    Manifest,
    Part,
    Step,
    Stored,
    digest,
    files_in,
)


class NotEmpty(Exception):
    """The folder holds something that is no unfinished export; the text says what to do."""


def steps() -> int:
    """How many rows and files there are to write, for a progress bar."""
    rows = sum(table.model._base_manager.count() for table in contents.tables())
    return rows + sum(1 for _name in _names())


def write(folder: Path, step: Step = lambda number: None) -> Manifest:
    """Write the record into `folder`, which is new, empty, or holds an export that was broken off;
    `step` hears of the rows and files that were written. The manifest comes last: without it nothing
    is an export.

    Raises NotEmpty and OSError.
    """
    _prepare(folder)
    with _one_moment():
        tables = [_table(folder, table, step) for table in contents.tables()]
        files, missing = _files(folder, step)
        manifest = Manifest(migrations(), tables, files, missing)
    _take_away_others(folder, manifest)
    with (folder / UNFINISHED).open("w", encoding="utf-8") as file:
        file.write(manifest.text())
        file.flush()
        os.fsync(file.fileno())
    (folder / UNFINISHED).replace(folder / MANIFEST)
    return manifest


def _prepare(folder: Path) -> None:
    """Make the folder, and mark it as unfinished; readable by its owner alone, like the database."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / MANIFEST).exists():
        raise NotEmpty(f"{folder} holds a finished export. Name a new folder.")
    if not (folder / UNFINISHED).exists() and any(folder.iterdir()):
        raise NotEmpty(f"{folder} is not empty. Name a new folder.")
    (folder / UNFINISHED).touch()
    (folder / "tables").mkdir(exist_ok=True)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read inside is as it was at one moment, whatever others write meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        yield


def migrations() -> dict[str, str]:
    """The last migration of each app that has a table in an export: what the tables look like."""
    wanted = {apps.get_model(label)._meta.app_label for label in contents.EXPORTED}
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {app: name for app, name in applied if app in wanted}


def _table(folder: Path, table: Exported, step: Step) -> Part:
    """Write a table, a row a line. PostgreSQL makes the JSON: the same row is always the same text."""
    columns = ", ".join(f'{value} AS "{column}"' for column, value in table.columns.items())
    query = (
        f'COPY (SELECT row_to_json(r) FROM (SELECT {columns} FROM "{table.name}") r'  # noqa: S608
        f' ORDER BY r."{table.key}") TO STDOUT'
    )
    found, rows = hashlib.sha256(), 0
    with (
        (folder / table.path).open("wb") as file,
        connection.cursor() as cursor,
        cursor.copy(query) as lines,
    ):
        for line in lines:
            # COPY doubles backslashes; of what else it escapes, JSON holds nothing.
            row = bytes(line).replace(b"\\\\", b"\\")
            file.write(row)
            found.update(row)
            rows += 1
            step(1)
    return Part(table.path, found.hexdigest(), rows)


def _names() -> Iterator[str]:
    """The stored files that rows name, each once, in the order of their names."""
    held = " UNION ".join(
        f'SELECT "{field}" AS name FROM "{apps.get_model(label)._meta.db_table}"'  # noqa: S608
        for label, field in contents.FILES
    )
    query = f"SELECT name FROM ({held}) held WHERE name <> '' ORDER BY name COLLATE \"C\""  # noqa: S608
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as lines:
        for (name,) in lines.rows():
            yield str(name)


def _files(folder: Path, step: Step) -> tuple[Part, list[str]]:
    """Copy the stored files, and list them; say which are not there."""
    found, rows, missing = hashlib.sha256(), 0, []
    with (folder / FILES).open("wb") as file:
        for name in _names():
            step(1)
            one = _copied(folder, name)
            if one is None:
                missing.append(name)
                continue
            told = {"path": one.path, "sha256": one.sha256, "size": one.size}
            line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            found.update(line)
            rows += 1
    return Part(FILES, found.hexdigest(), rows), missing


def _copied(folder: Path, name: str) -> Stored | None:
    """A stored file in the folder; None if it is not there. What an earlier, broken off export copied
    is not copied again if it is the same."""
    target = folder / "files" / name
    try:
        size = default_storage.size(name)
        with default_storage.open(name) as source:
            if not (target.exists() and target.stat().st_size == size):
                target.parent.mkdir(parents=True, exist_ok=True)
                draft = target.with_name(f"{target.name}.unfinished")
                with draft.open("wb") as copy:
                    _pour(source, copy)
                draft.replace(target)
    except FileNotFoundError:
        return None
    return Stored(f"files/{name}", digest(target), size)


def _pour(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := source.read(PIECE):
        target.write(piece)


def _take_away_others(folder: Path, manifest: Manifest) -> None:
    """Remove what an earlier, broken off export wrote and this one did not."""
    kept = {part.path for part in manifest.tables} | {FILES, UNFINISHED}
    with (folder / FILES).open("rb") as lines:
        kept |= {json.loads(line)["path"] for line in lines}
    for path in list(files_in(folder)):
        if path not in kept:
            (folder / path).unlink()
