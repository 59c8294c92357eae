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
    """Build it all, and say how long each step took."""
    from bench.shape import Shape

    shape = Shape(size)
    with record_in(Path(folder)), _in_bulk():
        from bench import indexes, rows, trail, vectors

        with _took("people, sources, topics"):
            _people(shape.users)
        _past_the_rules()
        aside = indexes.put_aside(_tables())
        with _took("sources, topics, measures"):
            rows.sources(shape)
            rows.topics()
            rows.measures(shape)
        _folders(Path(folder))
        with _took("articles and claims"):
            _stretches(shape, folder, "articles", shape.articles)
            _stretches(shape, folder, "claims", shape.size)
        last = {CLAIMS, VECTORS, *_trails()}
        with _took("indexes of the evidence"):
            indexes.make(how for table, how in aside if table not in last)
            _run("ANALYZE")
        with _took("assessments"):
            _stretches(shape, folder, "assess", shape.size)
        with _took("captures"):
            _run(CAPTURES)
        with _took("trail"):
            trail.note(shape.users, max(1, size // 5))
        with _took("vectors"):
            vectors.load(shape)
        with _took("claims written anew"):
            _run("VACUUM FULL claims_claim")
        with _took("indexes of the trail"):
            indexes.make(how for table, how in aside if table in _trails())
        for table in (CLAIMS, VECTORS):
            with _took(f"indexes of {table}"):
                indexes.make(how for where, how in aside if where == table)
        with _took("numbers, statistics"):
            _set_numbers_on()
            _run("VACUUM ANALYZE")


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
def _took(what: str) -> Iterator[None]:
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


def _past_the_rules() -> None:
    _run("SET session_replication_role = replica")


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


def _folders(folder: Path) -> None:
    """Where the captured files go."""
    for number in range(256):
        (folder / "files" / "snapshots" / f"{number:02x}").mkdir(parents=True, exist_ok=True)


def _stretches(shape: Any, folder: str, what: str, number: int) -> None:
    """Write or assess all rows, a stretch at a time, in several processes."""
    spans = [(first, min(first + STRETCH - 1, number)) for first in range(1, number + 1, STRETCH)]
    given = [(shape.size, folder, what, first, last) for first, last in spans]
    if len(given) == 1:
        _stretch(given[0])
        return
    with multiprocessing.get_context("spawn").Pool(WORKERS, _begin, (folder,)) as pool:
        for _ in pool.imap_unordered(_stretch, given):
            pass


def _begin(folder: str) -> None:
    """A process of its own: what it loads at its start lives for ever, and is not looked through again."""
    set_up(Path(folder))
    gc.freeze()
    gc.set_threshold(50_000)


_shapes: dict[int, Any] = {}


def _stretch(given: tuple[int, str, str, int, int]) -> None:
    """One stretch of one kind of row, in one transaction."""
    size, folder, what, first, last = given
    from django.db import transaction

    from bench import assessed, rows
    from bench.shape import Shape

    shape = _shapes.setdefault(size, Shape(size))
    with transaction.atomic():
        _run("SET LOCAL session_replication_role = replica")
        if what == "articles":
            rows.articles(shape, Path(folder, "files"), first, last)
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
