"""Importing spreadsheets: keeping the file, checking it, recording its rows, and what came of each.

    ask ─► (job) check: what would be recorded, nothing is ─► somebody looks ─► begin ─► (job) record
                                                                                 or a corrected file

*All or nothing* is one transaction. Of *good rows only* each chunk is one, with the row that it came to: a
run that was stopped goes on behind it, and so does one that failed once somebody begins it again. At the
end of either the claims are assessed that it made. What goes on beside all that is in importing_beside.py,
and how refused rows come back in importing_refused.py.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from datetime import date, timedelta
from typing import Any, BinaryIO

import psycopg
from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.db.models import Q
from django.utils import timezone, translation
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from claims.actions.assessing import put_off
from claims.actions.importing_beside import (
    Stop,
    assess_above,
    assess_between,
    beside,
    chunks_to_come,
    reason,
    table,
)
from claims.actions.importing_rows import write
from claims.actions.loading import disk_can_wait, ready_to_load
from claims.actions.recording import broken_off, recording
from claims.importing.columns import WrongColumns, checked
from claims.importing.planning import (
    Decided,
    Outcome,
    Planner,
    Refused,
    Understood,
    chunks,
    understanding,
)
from claims.importing.telling import translated
from claims.models import Article, ImportRow, ImportRun, Touched, User
from claims.models.touched import LAST
from claims.spreadsheets.reading import Unreadable, noted, opened
from claims.spreadsheets.words import Words as _
from claims.storing import StorageAway, storage
from provenance.request_id import carried

JOB = "import"
KEPT = timedelta(days=7)  # for which a file is kept once its run is over, or nobody has begun it
FIRST_ROWS = 500  # of each outcome but refused, so many are kept to be shown
MOST_BYTES = 100_000_000
MOST_ROWS = 250_000
MOST_ATTEMPTS = 4
MANY = 2_000  # claims from which two assess at once
ATTEMPTS_AT_A_CHUNK = 4  # while others record the same at the same moment
SETTLED = timedelta(minutes=1)
LOCK = "hashtextextended('claims_import.' || %s, 0)"

_queue = JobManager(DjangoConnector())


# Asking


def ask_for_import(
    *, file: BinaryIO, filename: str, by: User | None, queued: bool = True, encoding: str = ""
) -> ImportRun:
    """Keep a spreadsheet and have a job check it, or `check` if it is not `queued`. CSV that does not say
    its encoding is read in `encoding`, one of ENCODINGS, or else in the one that it looks like.

    Raises Unreadable or WrongColumns if it is none, or its header is wrong, and StorageAway: then nothing
    is kept.
    """
    table = opened(file, encoding)
    if table.header is not None:
        checked(table.header)
    file.seek(0)
    with recording(by=by, reason="import"):
        run = ImportRun(
            key=uuid.uuid4(),
            filename=filename[:255],
            kind=table.kind,
            header=table.header,
            encoding=table.encoding,
            delimiter=table.delimiter,
            notes=[translated(note) for note in table.notes],
            asked_by=by,
            language=translation.get_language() or "",
        )
        with storage():
            run.file.save(str(run.key), File(file), save=False)
        run.save(force_insert=True)
        if queued:
            _put(run)
    return run


def read_again(*, run: ImportRun, encoding: str, by: User | None, queued: bool = True) -> ImportRun:
    """Have a file checked again, read in another encoding. Only one whose encoding was guessed, and of which
    nobody has begun to record anything, is; any other is left as it is."""
    with recording(by=by, reason="import"):
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        over = run.state in (ImportRun.State.CHECKED, ImportRun.State.FAILED)
        if over and run.encoding and not run.mode and run.file:
            run.encoding = encoding
            run.notes = [translated(noted(encoding, chosen=True))]
            run.state, run.message, run.attempts = ImportRun.State.WAITING, "", 0
            run.counts, run.rows, run.finished_at = {}, 0, None
            run.found.all().delete()
            run.save()
            if queued:
                _put(run)
    return run


def begin(*, run: ImportRun, mode: str, by: User | None, queued: bool = True) -> ImportRun:
    """Have a job record what was checked, or `record` if it is not `queued`. What is no longer waiting to
    be recorded is left as it is.

    A run of good rows only that failed goes on behind those that it has recorded, whatever the `mode`."""
    with recording(by=by, reason="import"):
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state == ImportRun.State.CHECKED or (
            run.state == ImportRun.State.FAILED and run.counts and run.file
        ):
            if not run.part_is_recorded:
                run.mode, run.at_row, run.made = mode, 0, {}
            run.state = ImportRun.State.STARTING
            run.attempts, run.message, run.finished_at = 0, "", None
            run.save()
            if queued:
                _put(run)
    return run


def _put(run: ImportRun) -> None:
    """Put a job into the queue. One import at a time: a second would only wait for the first."""
    task = configure_task(name=JOB, job_manager=_queue, queue=JOB, lock=JOB)
    task.defer(run_id=run.pk, **carried())


# Doing


def run_import(run_id: int) -> None:
    """Do what is next with a run: check it, or record it. Nobody else does at the same time."""
    with _alone(run_id) as alone:
        run = ImportRun.objects.filter(pk=run_id).first() if alone else None
        if run is None or not run.under_way:
            return
        run.attempts += 1
        ImportRun.objects.filter(pk=run.pk).update(attempts=run.attempts)
        if run.attempts > MOST_ATTEMPTS:
            with translation.override(run.language or settings.LANGUAGE_CODE):
                _fail(run, translated(_stopped()))
        elif run.state in (ImportRun.State.WAITING, ImportRun.State.CHECKING):
            _kept_whole(run, check)
        else:
            _kept_whole(run, record)


def _kept_whole(run: ImportRun, step: Callable[[ImportRun], None]) -> None:
    """Do a step, in the language of whoever asked for it; what stops it is noted with its reason."""
    with translation.override(run.language or settings.LANGUAGE_CODE):
        _noting_what_stops_it(run, step)


def _noting_what_stops_it(run: ImportRun, step: Callable[[ImportRun], None]) -> None:
    try:
        step(run)
    except _Refused as error:
        run.found.all().delete()
        ImportRow.objects.bulk_create(error.rows)
        ImportRun.objects.filter(pk=run.pk).update(counts=dict(error.counts))
        _fail(run, translated(error))
    except (Unreadable, WrongColumns, Stop) as error:
        _fail(run, translated(error))
    except StorageAway as away:
        _fail(run, str(away))
    except Exception:
        # A fault of ours. The person is told, and the log has the rest.
        run.refresh_from_db(fields=["at_row", "mode"])
        _fail(run, translated(_fault(run.at_row, before=run.part_is_recorded)))
        raise


def check(run: ImportRun) -> None:
    """Find out what each row would do, and keep that; the record is only read.

    Where rows share an external id, which shows with the second of them, all of it is gone through once
    more: then the first is told too.
    """
    run.shared_ids = {}
    planner = _checked_through(run)
    if planner.shared_ids:
        run.shared_ids = planner.shared_ids
        _checked_through(run)
    _close(run, ImportRun.State.CHECKED, at_row=0, shared_ids=run.shared_ids)


def _checked_through(run: ImportRun) -> Planner:
    """Plan all rows, and keep what was found of them."""
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.CHECKING, at_row=0)
    run.found.all().delete()
    planner = Planner(writes=False, shared_ids=run.shared_ids)
    counts: Counter[str] = Counter()
    with beside(run) as pool, _chunks(run, pool) as coming:
        for chunk in coming:
            if counts.total() + len(chunk) > MOST_ROWS:
                raise Stop(_too_many())
            decided = planner.plan(chunk)
            _keep(run, decided, counts)
            at = chunk[-1].read.number
            ImportRun.objects.filter(pk=run.pk).update(at_row=at, rows=at, counts=dict(counts))
    if not counts:
        raise Stop(_("There are no rows below the first. Fill them in, and choose the file again."))
    return planner


def record(run: ImportRun) -> None:
    """Record the rows of a run that was checked, in the way that was chosen."""
    with _one_at_a_time():
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING)
        if run.mode == ImportRun.Mode.ALL:
            _record_all(run)
        else:
            _record_good(run)


def _record_all(run: ImportRun) -> None:
    """All rows in one transaction, or none of them. How far it is, another connection tells."""
    with beside(run) as pool, _teller(run) as tell, transaction.atomic():
        planner = Planner(writes=True, doubtful=_doubtful(run), shared_ids=run.shared_ids)
        run.found.all().delete()
        counts: Counter[str] = Counter()
        made: Counter[str] = Counter()
        with _chunks(run, pool) as coming:
            for chunk in coming:
                decided, new = _recorded(run, planner, chunk)
                _keep(run, decided, counts)
                made += new
                tell(chunk[-1].read.number)
        refused = counts[Outcome.REFUSED]
        if refused:
            # Thrown out with all that was written, and kept again after that.
            shown = run.found.filter(Q(outcome=Outcome.REFUSED) | Q(warned=True))
            raise _Refused(list(shown), counts)
        _assess(run)
        _close(run, ImportRun.State.DONE, counts=dict(counts), made=dict(made))


class _Refused(Stop):
    """Rows were refused of which none was when the file was checked."""

    def __init__(self, rows: list[ImportRow], counts: Counter[str]) -> None:
        super().__init__(_refused_meanwhile(counts[Outcome.REFUSED]))
        self.rows, self.counts = rows, counts


def _doubtful(run: ImportRun) -> set[int]:
    """The numbers of the rows that somebody is to look at again."""
    return set(run.found.filter(warned=True).values_list("number", flat=True))


def _record_good(run: ImportRun) -> None:
    """The good rows, a chunk at a time, each for good with the row that it came to."""
    planner = Planner(writes=True, doubtful=_doubtful(run), shared_ids=run.shared_ids)
    counts, made = Counter(run.counts if run.at_row else {}), Counter(run.made)
    if not run.at_row:
        # Those to look at again stay until their chunk is recorded: a run that goes on asks for them.
        run.found.filter(warned=False).delete()
    with beside(run) as pool:
        with _chunks(run, pool) as coming:
            for chunk in coming:
                new_rows = [one for one in chunk if one.read.number > run.at_row]
                planner.pass_over([one for one in chunk if one.read.number <= run.at_row])
                if not new_rows:
                    continue
                with transaction.atomic():
                    disk_can_wait()
                    decided, new = _recorded(run, planner, new_rows)
                    at = new_rows[-1].read.number
                    run.found.filter(number__range=(new_rows[0].read.number, at)).delete()
                    _keep(run, decided, counts)
                    made += new
                    ImportRun.objects.filter(pk=run.pk).update(
                        at_row=at, counts=dict(counts), made=dict(made)
                    )
        _assess(run, pool)
    _close(run, ImportRun.State.DONE)


def _assess(run: ImportRun, pool: Executor | None = None) -> None:
    """Assess what the run has put off: each claim once, however many rows are about it. Of many, the upper
    half is assessed by `pool` meanwhile, unless this transaction alone sees them."""
    middle = Touched.objects.middle_of_put_off(run.pk, least=MANY)
    if middle is None or pool is None or connection.in_atomic_block:
        assess_between(run, 0, LAST)
        return
    upper = pool.submit(assess_above, run.pk, middle)
    assess_between(run, 0, middle)
    upper.result()


def _recorded(
    run: ImportRun, planner: Planner, chunk: Sequence[Understood]
) -> tuple[list[Decided], Counter[str]]:
    """Plan a chunk and write what it says. Where somebody else recorded the same at the same moment, it
    is planned again, and finds that.

    The claims that it makes wait for the end of the run to be assessed; so do those that were on record,
    if nothing of it is to be seen before that end.
    """
    for left in reversed(range(ATTEMPTS_AT_A_CHUNK)):
        try:
            with recording(by=run.asked_by, reason=reason(run)):
                ready_to_load()
                decided = planner.plan(chunk, _hold_articles)
                made = write(
                    [plan for _read, plan in decided if not isinstance(plan, Refused)],
                    by=run.asked_by,
                )
                put_off(run.pk, assessed=run.mode == ImportRun.Mode.ALL)
                return decided, made
        except (IntegrityError, OperationalError) as error:
            met = isinstance(
                error.__cause__, psycopg.errors.UniqueViolation | psycopg.errors.CheckViolation
            )
            if not left or not (met or broken_off(error)):
                raise
    raise AssertionError


def _hold_articles(urls: set[str]) -> None:
    """Nobody else records quotes of these articles until this is over; where one has no address (""), no
    other import does that names one so, since the database would not refuse it a second time."""
    meant = Q(url__among_words=urls)
    if "" in urls:
        meant |= Q(url="")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK})", ["without an address"])
    rows = Article.objects.filter(meant).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk"))


def _keep(run: ImportRun, decided: Sequence[Decided], counts: Counter[str]) -> None:
    """Keep what was found of the rows: all that were refused or are to be looked at again, the first of each
    other outcome."""
    rows = []
    for read, plan in decided:
        counts[plan.outcome.value] += 1
        first = counts[plan.outcome.value] <= FIRST_ROWS
        if first or plan.warned or plan.outcome == Outcome.REFUSED:
            rows.append(
                ImportRow(
                    run=run,
                    number=read.number,
                    outcome=plan.outcome,
                    cells=read.cells,
                    told=[[*where, translated(words)] for *where, words in plan.told],
                    warned=plan.warned,
                )
            )
    ImportRow.objects.bulk_create(rows)


@contextmanager
def _chunks(run: ImportRun, pool: Executor) -> Iterator[Iterator[list[Understood]]]:
    """The rows of the file, so many at a time; the next are read by `pool` while these are recorded."""
    today = timezone.localdate()
    with closing(chunks_to_come(run, _read_here(run, today), today, pool)) as coming:
        yield coming


def _read_here(run: ImportRun, today: date) -> Generator[list[Understood], None, None]:
    with table(run) as found:
        for chunk in chunks(found.rows):
            yield understanding(chunk, today)


@contextmanager
def _teller(run: ImportRun) -> Iterator[Callable[[int], None]]:
    """Tells how far a run is while its transaction is open: by a connection of its own."""
    other = connections.create_connection(connection.alias)

    def tell(row: int) -> None:
        with other.cursor() as cursor:
            cursor.execute("UPDATE claims_importrun SET at_row = %s WHERE id = %s", [row, run.pk])

    try:
        yield tell
    finally:
        other.close()


def _close(run: ImportRun, state: str, **fields: Any) -> None:
    over = state in (ImportRun.State.DONE, ImportRun.State.FAILED)
    fields |= {"finished_at": timezone.now() if over else None, "attempts": 0}
    ImportRun.objects.filter(pk=run.pk).update(state=state, **fields)


def _fail(run: ImportRun, message: str) -> None:
    _assess(run)
    _close(run, ImportRun.State.FAILED, message=message)


@contextmanager
def _alone(run_id: int) -> Iterator[bool]:
    """Whether no other process is at work on the run; none begins until this is over."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({LOCK})", [str(run_id)])
        [got] = cursor.fetchone()
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({LOCK})", [str(run_id)])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """No other import records until this is over, whether a job does it or a command: two that name a new
    claim would each make it, which the database does not refuse."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({LOCK})", ["recording"])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({LOCK})", ["recording"])


# What stops it


def _fault(row: int, *, before: bool) -> str:
    if before:
        return _(
            "Something went wrong in Provenance itself, at row {next:,} or shortly after it. If it does so "
            "again, tell whoever runs it. The good rows up to {row:,} are on record; imported again, they "
            "change nothing.",
            next=row + 1,
            row=row,
        )
    return _(
        "Something went wrong in Provenance itself, at row {next:,} or shortly after it. If it does so "
        "again, tell whoever runs it.",
        next=row + 1,
    )


def _stopped() -> str:
    return _(
        "The program was stopped in the middle of this, {times} times. Tell whoever runs Provenance.",
        times=MOST_ATTEMPTS,
    )


def _refused_meanwhile(rows: int) -> str:
    return _(
        "Nothing was recorded: {rows:,} rows are refused. See why, correct them, and import the file "
        "again; or record the good rows only.",
        rows=rows,
    )


def _too_many() -> str:
    return _(
        "The file has more than {most:,} rows. Split it, and import the parts one by one.",
        most=MOST_ROWS,
    )


# Afterwards


def forget_old() -> int:
    """Throw away the files, and what was found of their rows, of runs that nobody needs any more; the
    runs themselves stay as a log. How many they were."""
    before = timezone.now() - KEPT
    old = ImportRun.objects.exclude(state__in=ImportRun.UNDER_WAY).exclude(file="")
    count = 0
    for run in old.filter(asked_at__lt=before):
        if run.finished_at is None or run.finished_at < before:
            run.found.all().delete()
            run.file.delete(save=False)
            ImportRun.objects.filter(pk=run.pk).update(file="")
            count += 1
    return count


def go_on() -> None:
    """Put a job into the queue for each run that is under way and has none any more."""
    waiting = ProcrastinateJob.objects.filter(task_name=JOB, status__in=["todo", "doing"])
    held = {job.args["run_id"] for job in waiting}
    settled = ImportRun.objects.under_way().filter(asked_at__lt=timezone.now() - SETTLED)
    for run in settled.exclude(pk__in=held):
        with _alone(run.pk) as alone:
            if alone:
                _put(run)
