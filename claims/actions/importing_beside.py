"""What goes on beside the recording of an import: the rows to come are read and understood, and at the
end half of the new claims are assessed.

    a small file   a thread does it
    a large file   a process does it, with a core, a connection and Python's lock of its own: reading and
                   assessing are computing, at which two threads of one process take turns

The process reads the file itself, so that only rows which are understood go from one to the other: one chunk
is in use, one waits, and one is being read. It is gone with this process, however that ends. If it dies
itself, whoever waits for it gets BrokenProcessPool; what it had not committed then is still put off.
"""

from collections.abc import Generator, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import islice
from typing import BinaryIO, cast

from django.db import connection

from claims.actions.assessing import settle_put_off
from claims.actions.loading import disk_can_wait
from claims.actions.recording import recording
from claims.importing.columns import checked
from claims.importing.planning import Understood, ahead, chunks, understanding
from claims.models import ImportRun
from claims.models.touched import LAST
from claims.spreadsheets.reading import XLSX, Table, opened
from claims.spreadsheets.words import Words as _
from claims.storing import storage
from provenance.processes import processes, rings_looked_for_seldom

LARGE = 2_000_000  # bytes of a file for which a process is worth its start
MEANWHILE = 3  # chunks that are read here while the process starts

# In the process: what is left of the file that it reads, by the id of its run.
_being_read: dict[int, Iterator[list[Understood]]] = {}


class Stop(Exception):
    """The run cannot go on; the words say why."""


@contextmanager
def beside(run: ImportRun) -> Iterator[Executor]:
    """The process or the thread that works beside this one."""
    with storage():
        large = bool(run.file) and run.file.size >= LARGE
    if not large:
        with ThreadPoolExecutor(max_workers=1) as pool:
            yield pool
        return
    with rings_looked_for_seldom(), processes(1) as process:
        yield process


@contextmanager
def table(run: ImportRun) -> Iterator[Table]:
    """The file of a run, opened again. Raises Stop, StorageAway, Unreadable and WrongColumns."""
    if not run.file:
        raise Stop(_("The file is no longer kept. Choose it again."))
    with storage():
        kept = run.file.open()
    with kept as file:
        found = opened(cast(BinaryIO, file), run.encoding)
        if found.header is not None:
            checked(found.header)
        yield found


def chunks_to_come(
    run: ImportRun, here: Generator[list[Understood], None, None], today: date, pool: Executor
) -> Generator[list[Understood], None, None]:
    """The chunks of a file, each read and understood beside while the one before it is in use. `here` gives
    the same chunks in this process, which opens the file for that. To be closed."""
    with closing(here):
        if not isinstance(pool, ProcessPoolExecutor):
            yield from ahead(partial(pool.submit, next, here, None))
            return
        # To open a workbook takes memory, and long: once is enough.
        passed = 0 if run.kind == XLSX else MEANWHILE
        pool.submit(_begin_behind, run.pk, passed, today)
        yield from islice(here, passed)
    yield from ahead(partial(pool.submit, _next_of, run.pk))


def _begin_behind(run_id: int, passed: int, today: date) -> None:
    """In the process: read the file behind so many chunks from now on."""
    _being_read[run_id] = _behind(run_id, passed, today)


def _behind(run_id: int, passed: int, today: date) -> Iterator[list[Understood]]:
    with table(ImportRun.objects.get(pk=run_id)) as found:
        for chunk in islice(chunks(found.rows), passed, None):
            yield understanding(chunk, today)


def _next_of(run_id: int) -> list[Understood] | None:
    """In the process: the next chunk, None if there is none."""
    return next(_being_read[run_id], None)


def assess_between(run: ImportRun, after: int, upto: int) -> None:
    """Assess what the run has put off of the claims with an id above `after`, up to `upto`."""
    last: int | None = after
    while last is not None:
        with recording(by=run.asked_by, reason=reason(run)):
            if run.mode == ImportRun.Mode.GOOD:  # all or nothing is one transaction
                disk_can_wait()
            last = settle_put_off(run.pk, last, upto)


def assess_above(run_id: int, middle: int) -> None:
    """The upper half, beside: with a connection of its own."""
    try:
        assess_between(ImportRun.objects.get(pk=run_id), middle, LAST)
    finally:
        connection.close()


def reason(run: ImportRun) -> str:
    """What the trail says of what an import writes."""
    return f"import {run.pk}: {run.filename}"
