"""Imports that meet, and one that is killed: nothing is doubled, nothing is lost."""

import csv
import io
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from claims.actions import importing, importing_beside
from claims.actions.assessing import reassess
from claims.importing import planning
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ImportRun,
    Snapshot,
    Source,
    Touched,
)
from claims.spreadsheets import workbook
from claims.spreadsheets.reading import Unreadable
from claims.spreadsheets.words import Words
from claims.storing import storage
from provenance.ending import end_with
from tests import sql
from tests.importing_files import as_csv, row

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 12
LONGEST = 30  # seconds that anything here waits


def content() -> bytes:
    """Rows of three articles, one of which has no address; each row with its own claim."""
    addresses = ["https://a.example.org/1", "https://b.example.org/2", ""]
    return as_csv(
        *(
            row(
                article_URL=addresses[number % 3],
                title=f"Title {number % 3}",
                statement=f"Ferry {number} ran aground.",
                quote=f"ferry {number} ran aground at noon",
                topics="ships",
            )
            for number in range(ROWS)
        )
    )


def begun(mode: str) -> ImportRun:
    """A file that was checked and is to be recorded."""
    run = importing.ask_for_import(
        file=io.BytesIO(content()), filename="rows.csv", by=None, queued=False
    )
    importing.run_import(run.pk)
    return importing.begin(run=run, mode=mode, by=None, queued=False)


def on_record() -> list[int]:
    """How much there is of each kind."""
    models: list[Any] = [Claim, Appearance, Article, Snapshot, Source, Attribution]
    return [model.objects.count() for model in models]


ONCE = [ROWS, ROWS, 3, 3, 2, ROWS]


def in_a_thread(do: Callable[[], object]) -> Thread:
    """It, begun."""

    def done() -> None:
        try:
            do()
        finally:
            connections.close_all()

    thread = Thread(target=done)
    thread.start()
    return thread


@pytest.mark.parametrize("mode", ["all", "good"])
def test_two_halves_assessed_at_once_leave_no_claim_out(mode, monkeypatch):
    monkeypatch.setattr(importing, "MANY", 2)
    run = begun(mode)
    importing.run_import(run.pk)
    assert not Touched.objects.exists()
    assert not Claim.objects.filter(assessed_at=None).exists()
    assert Claim.objects.count() == ROWS
    for claim in Claim.objects.all():
        assert not reassess([claim.pk])  # nothing of it differs


@pytest.mark.parametrize("mode", ["all", "good"])
def test_two_imports_of_one_file_at_once_double_nothing(mode: str) -> None:
    runs, together = [begun(mode), begun(mode)], Barrier(2, timeout=LONGEST)

    def record(run: ImportRun) -> None:
        together.wait()
        importing.run_import(run.pk)

    for thread in [in_a_thread(lambda one=one: record(one)) for one in runs]:  # type: ignore[misc]
        thread.join(LONGEST)
    found = ImportRun.objects.order_by("pk").values_list("state", "message")
    assert list(found) == [("done", ""), ("done", "")]
    assert on_record() == ONCE


def test_two_imports_by_command_make_a_claim_that_both_name_once(tmp_path, monkeypatch) -> None:
    """The second is begun while the first has written and is not over."""
    files = [tmp_path / "one.csv", tmp_path / "other.csv"]
    for path in files:
        address = f"https://paper.example.org/{path.stem}"
        path.write_bytes(as_csv(row(article_URL=address, title=path.stem)))
    written, go_on = Event(), Event()

    def write_and_wait(plans: Any, *, by: Any) -> Any:
        made = write(plans, by=by)
        if not written.is_set():
            written.set()
            assert go_on.wait(LONGEST)
        return made

    write = importing.write
    monkeypatch.setattr(importing, "write", write_and_wait)
    one, other = (
        lambda path=path: call_command("import_claims", str(path), stdout=io.StringIO())  # type: ignore[misc]
        for path in files
    )
    first = in_a_thread(one)
    assert written.wait(LONGEST)
    second = in_a_thread(other)
    _until(lambda: not second.is_alive() or sql.run(WAITING) == [(1,)])
    go_on.set()
    first.join(LONGEST)
    second.join(LONGEST)
    assert (Claim.objects.count(), Appearance.objects.count()) == (1, 2)


WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def _until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST
    while not done() and time.monotonic() < until:
        time.sleep(0.05)


@pytest.mark.parametrize("large", [False, True])
def test_a_run_whose_process_was_killed_goes_on_behind_what_was_recorded(
    large, monkeypatch
) -> None:
    size = ROWS // 3
    in_chunks_of(size, monkeypatch)
    if large:
        beside_is_a_process(monkeypatch)
    run = begun("good")
    keep = importing._keep

    def hang_in_the_second(run: ImportRun, decided: Any, counts: Any) -> None:
        keep(run, decided, counts)
        if decided[0][0].number > size + 1:
            time.sleep(LONGEST)

    connections.close_all()  # so that the other process has connections of its own
    with monkeypatch.context() as patch:
        patch.setattr(importing, "_keep", hang_in_the_second)
        process = multiprocessing.get_context("fork").Process(
            target=importing.run_import, args=[run.pk]
        )
        process.start()
    until = time.monotonic() + LONGEST
    while on_record()[0] < size and time.monotonic() < until:
        time.sleep(0.05)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    run.refresh_from_db()
    assert (run.state, run.at_row, Claim.objects.count()) == ("running", size + 1, size)
    _do_until_done(run)
    assert (run.state, run.counts) == ("done", {"new": ROWS})
    # The article of each chunk has an excerpt for it.
    assert on_record() == [ROWS, ROWS, 3, 9, 2, ROWS]


def in_chunks_of(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have so few rows recorded at a time."""
    for module in (importing, importing_beside):
        monkeypatch.setattr(module, "chunks", lambda rows: planning.chunks(rows, size))


def beside_is_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the work beside an import done by a process from its second chunk on, as of a large file. It is a
    fork of this one, so that it has the same settings and the same database."""

    @contextmanager
    def forked(number: int) -> Iterator[ProcessPoolExecutor]:
        fork = multiprocessing.get_context("fork")
        given = (os.getpid(),)
        with ProcessPoolExecutor(number, fork, initializer=_begin, initargs=given) as pool:
            yield pool

    monkeypatch.setattr(importing_beside, "processes", forked)
    monkeypatch.setattr(importing_beside, "LARGE", 1)
    monkeypatch.setattr(importing_beside, "MEANWHILE", 1)
    monkeypatch.setattr(importing, "MANY", 2)


def _begin(parent: int) -> None:
    end_with(parent)
    for one in connections.all(initialized_only=True):
        one.connection = None  # it is the parent's


@pytest.mark.parametrize("mode", ["all", "good"])
def test_a_large_file_is_recorded_as_a_small_one_is(mode, monkeypatch) -> None:
    in_chunks_of(2, monkeypatch)
    beside_is_a_process(monkeypatch)
    run = begun(mode)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts, run.message) == ("done", {"new": ROWS}, "")
    # The article of each chunk that quotes it has an excerpt for that.
    assert on_record() == [ROWS, ROWS, 3, 12, 2, ROWS]
    assert not Touched.objects.exists()
    assert not Claim.objects.filter(assessed_at=None).exists()
    again = begun(mode)
    importing.run_import(again.pk)
    again.refresh_from_db()
    assert (again.state, again.counts) == ("done", {"unchanged": ROWS})


def test_a_large_workbook_is_read_beside_from_its_first_row_on(monkeypatch) -> None:
    in_chunks_of(5, monkeypatch)
    beside_is_a_process(monkeypatch)
    monkeypatch.delattr(importing, "understanding")  # not here
    rows = csv.reader(io.StringIO(content().decode()))
    book = io.BytesIO(b"".join(workbook(next(rows), rows)))
    run = importing.ask_for_import(file=book, filename="rows.xlsx", by=None, queued=False)
    importing.run_import(run.pk)
    importing.begin(run=run, mode="good", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"new": ROWS})


def test_a_chunk_of_a_large_file_is_read_while_the_one_before_it_is_recorded(monkeypatch) -> None:
    in_chunks_of(4, monkeypatch)
    beside_is_a_process(monkeypatch)
    run = begun("good")
    here, processes_that_read = os.getpid(), multiprocessing.get_context("fork").SimpleQueue()

    def noting(chunk: Any, today: Any) -> Any:
        processes_that_read.put(os.getpid())
        return planning.understanding(chunk, today)

    for module in (importing, importing_beside):
        monkeypatch.setattr(module, "understanding", noting)
    importing.run_import(run.pk)
    first, *others = [processes_that_read.get() for _chunk in range(3)]
    assert first == here
    assert len({*others, here}) == 2


def in_the_process(do: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this done where the process beside is to understand the last of three chunks."""

    def understanding(chunk: Any, today: Any) -> Any:
        if chunk[-1].number == ROWS + 1:
            do()
        return planning.understanding(chunk, today)

    in_chunks_of(ROWS // 3, monkeypatch)
    monkeypatch.setattr(importing_beside, "understanding", understanding)


def failing() -> None:
    """A fault of ours."""
    raise RuntimeError


def killed() -> None:
    """Memory has run out, and the kernel chose this process."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("fault", "error"), [(failing, RuntimeError), (killed, BrokenProcessPool)])
def test_what_goes_wrong_in_the_process_beside_is_told_and_nothing_is_lost(
    fault, error, monkeypatch
) -> None:
    beside_is_a_process(monkeypatch)
    run = begun("good")
    with monkeypatch.context() as patch:
        in_the_process(fault, patch)
        with pytest.raises(error):
            importing.run_import(run.pk)
    run.refresh_from_db()
    recorded = ROWS * 2 // 3
    assert run.state == "failed"
    assert "Something went wrong in Provenance itself" in run.message
    assert (run.at_row, Claim.objects.count()) == (recorded + 1, recorded)
    assert not Touched.objects.exists()
    assert not Claim.objects.filter(assessed_at=None).exists()
    importing.begin(run=run, mode="good", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"new": ROWS})
    assert (Claim.objects.count(), Appearance.objects.count()) == (ROWS, ROWS)


def test_of_all_or_nothing_nothing_is_left_when_the_process_beside_is_killed(monkeypatch) -> None:
    beside_is_a_process(monkeypatch)
    run = begun("all")
    with monkeypatch.context() as patch:
        in_the_process(killed, patch)
        with pytest.raises(BrokenProcessPool):
            importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, on_record()) == ("failed", [0] * 6)


def test_a_file_that_breaks_off_where_the_process_beside_reads_is_told_so(monkeypatch) -> None:
    def broken_off() -> None:
        words = Words("Row {number:,} breaks off {{here}}.", number=13)
        raise Unreadable(words)

    beside_is_a_process(monkeypatch)
    run = begun("good")
    in_the_process(broken_off, monkeypatch)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == ("failed", "Row 13 breaks off {here}.")


def test_a_storage_that_is_away_where_the_process_beside_reads_is_told_so(monkeypatch) -> None:
    def away() -> None:
        with storage():
            raise OSError

    beside_is_a_process(monkeypatch)
    run = begun("good")
    in_the_process(away, monkeypatch)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "does not answer" in run.message


def _do_until_done(run: ImportRun) -> None:
    """Try as a worker does: PostgreSQL notices after a moment that the other is gone."""
    until = time.monotonic() + LONGEST
    while run.under_way and time.monotonic() < until:
        importing.run_import(run.pk)
        run.refresh_from_db()
        time.sleep(0.05)
