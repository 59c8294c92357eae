"""Builds a made-up record of so many claims, the same from every run, and keeps it in a folder.

Run from the project's directory: `python -m bench.build SIZE`. The record is a data folder like that of a
site, under PROVENANCE_BENCH_DIR (`bench.folders`); one that is built already is left as it is, and one
whose building was broken off is thrown away. Per SIZE claims there are three times as many appearances, a
third as many articles, each captured with a text that holds its quotes, and a twentieth as many sources.

Rows are loaded past the rules, and what the program derives is derived by the program: `manage.py verify`
finds nothing.
"""

import gc
import json
import multiprocessing
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.folders import megabytes, record_folder
from bench.record import record_in, set_up

NOTE = "built.json"  # in the folder of a record that is whole
VERSION = 1  # of what is built: a record of another is built anew
WORKERS = 2
STRETCH = 2_000  # articles, or claims, that a process writes at a time
BULK = {"max_wal_size": "8GB", "autovacuum": "off", "synchronous_commit": "off"}
MEMORY = "2GB"  # for the indexes; that of the vectors of a million claims takes it
CLAIMS, VECTORS = "claims_claim", "claims_claimvector"
PASSWORD = "!"  # nobody signs in by one


def built(size: int) -> Path:
    """The folder of the record of so many claims, built if it is not there."""
    folder = record_folder(size)
    note = folder / NOTE
    if not (note.exists() and json.loads(note.read_text())["version"] == VERSION):
        if folder.exists():
            shutil.rmtree(folder)
        begun = time.perf_counter()
        _in_a_process(_build, size, str(folder))
        seconds = time.perf_counter() - begun
        note.write_text(json.dumps({"version": VERSION, "size": size, "seconds": round(seconds)}))
    told = json.loads(note.read_text())
    print(f"{folder}: {size:,} claims, built in {told['seconds']} s, {megabytes(folder):,.0f} MB")
    return folder


def _in_a_process(work: Any, *given: Any) -> None:
    """Django is set up once a process; whoever asks for a record may want another."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"The record was not built (the process ended with {process.exitcode}).")


def _build(size: int, folder: str) -> None:
    """The whole of a record, in an empty folder."""
    with record_in(Path(folder)), _in_bulk():
        from django.conf import settings

        from bench.shape import Shape

        fill(Shape(size), Path(settings.MEDIA_ROOT), partial(_side_by_side, folder))
        with took("tables written anew, statistics"):
            _run("VACUUM FULL claims_claim")
            _run("VACUUM ANALYZE")


def fill(shape: Any, files: Path, stretches: Any) -> None:
    """Fill an empty database, and the folder `files`. `stretches` writes many rows a stretch at a time."""
    from bench import indexes, rows, trail, vectors

    with took("people"):
        _people(shape.users)
    _run("SET session_replication_role = replica")
    aside = indexes.put_aside(_tables())
    with took("sources, topics, measures"):
        rows.sources(shape)
        rows.topics()
        rows.measures(shape)
    for number in range(256):
        (files / "snapshots" / f"{number:02x}").mkdir(parents=True, exist_ok=True)
    with took("articles"):
        stretches(shape, files, "articles", shape.articles)
    with took("claims"):
        stretches(shape, files, "claims", shape.size)
    last = {CLAIMS, VECTORS, *_trails()}
    with took("indexes of the evidence"):
        indexes.make(how for table, how in aside if table not in last)
        _run("ANALYZE")
    with took("assessments"):
        stretches(shape, files, "assess", shape.size)
    with took("captures and trail"):
        _run(CAPTURES)
        trail.note(shape.users, max(1, shape.size // 5))
    with took("vectors"):
        vectors.load(shape)
    for name, tables in (("trail", _trails()), ("claims", [CLAIMS]), ("vectors", [VECTORS])):
        with took(f"indexes of the {name}"):
            indexes.make(how for table, how in aside if table in tables)
    _set_numbers_on()


CAPTURES = """
    INSERT INTO claims_capture (key, method, url, file, filename, quote, article_id, state, step,
        asked_at, asked_by_id)
    SELECT md5('capture' || id)::uuid, 'url', url, '', '', '', id, 'done', '', created_at,
        1 + id % 40 FROM claims_article ORDER BY id;
    INSERT INTO claims_captureresult (capture_id, article_id, snapshot_id, unchanged, notes, at)
    SELECT id, article_id, article_id, false, '', asked_at FROM claims_capture ORDER BY id"""


def _run(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def took(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"  {what:45} {time.perf_counter() - begun:8.1f} s", flush=True)


@contextmanager
def _in_bulk() -> Iterator[None]:
    """The server set to take in much at once, and back again."""
    for name, value in BULK.items():
        _run(f"ALTER SYSTEM SET {name} = '{value}'")
    _run("SELECT pg_reload_conf()")
    _run(f"SET maintenance_work_mem = '{MEMORY}'")
    yield
    for name in BULK:
        _run(f"ALTER SYSTEM RESET {name}")
    _run("SELECT pg_reload_conf()")


def _people(number: int) -> None:
    """Who works on it, by the ids 1 to `number`: every role, the first of them an editor."""
    from django.contrib.auth.models import Group

    from claims.access import Role
    from claims.models import User

    roles = [Role.EDITOR, Role.JOURNALIST, Role.JOURNALIST, Role.DATA_ENTRY, Role.READER]
    for key in range(1, number + 1):
        address = f"person{key}@newsroom.example"
        user = User(pk=key, username=f"person{key}", email=address, password=PASSWORD)
        user.save(force_insert=True)
        user.groups.add(Group.objects.get(name=roles[(key - 1) % len(roles)]))


def _trails() -> list[str]:
    from claims.verifying import trails

    return [events._meta.db_table for events in trails()]


def _tables() -> list[str]:
    """The tables that are filled."""
    names = (
        "source article snapshot appearance attribution derivation correction claim claim_topics"
    )
    names += " figure originmark claimvector capture captureresult flag decision"
    return [f"claims_{name}" for name in names.split()] + _trails()


def one_after_the_other(shape: Any, files: Path, what: str, number: int) -> None:
    """Write all rows of a kind in this process."""
    for first in range(1, number + 1, STRETCH):
        _write(shape, files, what, first, min(first + STRETCH - 1, number))


def _side_by_side(folder: str, shape: Any, files: Path, what: str, number: int) -> None:
    """The same in several processes."""
    firsts = range(1, number + 1, STRETCH)
    given = [(what, first, min(first + STRETCH - 1, number)) for first in firsts]
    begin = (shape.size, folder, files)
    with multiprocessing.get_context("spawn").Pool(WORKERS, _begin, begin) as pool:
        for _ in pool.imap_unordered(_stretch, given):
            pass


_own: dict[str, Any] = {}


def _begin(size: int, folder: str, files: Path) -> None:
    """A process of its own: what it loads at its start lives for ever, and is not looked through again."""
    set_up(Path(folder))
    from bench.shape import Shape

    _own.update(shape=Shape(size), files=files)
    gc.freeze()
    gc.set_threshold(50_000)


def _stretch(given: tuple[str, int, int]) -> None:
    _write(_own["shape"], _own["files"], *given)


def _write(shape: Any, files: Path, what: str, first: int, last: int) -> None:
    """One stretch of one kind of row, in one transaction."""
    from django.db import transaction

    from bench import assessed, rows

    with transaction.atomic():
        _run("SET LOCAL session_replication_role = replica")
        if what == "articles":
            rows.articles(shape, files, first, last)
        elif what == "claims":
            rows.claims(shape, first, last)
        else:
            assessed.assess_stretch(first, last, shape.users)


def _set_numbers_on() -> None:
    """The next number of each table is one that no row has."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    models = list(apps.get_app_config("claims").get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


if __name__ == "__main__":
    built(int(sys.argv[1].replace("_", "").replace(",", "")))
