"""The jobs of captures in the queue, and whether anybody is at work on one.

A worker that is killed says nothing, and its job stays as begun. Two things tell: the worker gives no sign of
life any more, which it does every ten seconds; or PostgreSQL has let go of what `at_work` held, as it does
at once when the process is gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from claims.models import Capture
from claims.typed import host_name
from provenance.request_id import carried

JOB = "capture"
UNHURRIED = -10  # the priority of jobs that nobody waits for
SILENCE = timedelta(seconds=30)  # a worker without a sign of life for so long is gone
KEY = "hashtextextended('claims_capture.' || %s, 0)"

# Django's own connection, so that a job is there if and only if its capture is. The app in a worker has
# connections of its own.
_connector = DjangoConnector()
_queue = JobManager(_connector)


def put(capture: Capture, wait: float = 0) -> None:
    """Put a job for the capture into the queue, to be done in so many seconds at the earliest.

    What nobody waits for comes after what somebody does, and takes one page of a host at a time.
    """
    unhurried = capture.asked_by_id is None
    task = configure_task(
        name=JOB,
        job_manager=_queue,
        queue=JOB,
        priority=UNHURRIED if unhurried else 0,
        lock=(host(capture.url) or None) if unhurried else None,
        schedule_in={"seconds": int(wait)} if wait else None,
    )
    task.defer(capture_id=capture.pk, **carried())


def host(address: str) -> str:
    """The host of an address, as sources are known by it; empty if it has none."""
    try:
        return host_name(address)
    except ValueError:
        return ""


@contextmanager
def at_work(capture_id: int) -> Iterator[None]:
    """Let others know for how long this process is at work on a capture, however that ends."""
    _lock("pg_advisory_lock_shared", capture_id)
    try:
        yield
    finally:
        _lock("pg_advisory_unlock_shared", capture_id)


def nobody_at_work(capture_id: int) -> bool:
    """Whether no process is at work on a capture. None can begin until this transaction ends."""
    return bool(_lock("pg_try_advisory_xact_lock", capture_id))


def _lock(function: str, capture_id: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({KEY})", [str(capture_id)])
        return cursor.fetchone()[0]


def begun(pk: int) -> ProcrastinateJob | None:
    """A job that has begun and is not over, locked in this transaction."""
    jobs = ProcrastinateJob.objects.select_for_update(skip_locked=True)
    return jobs.filter(pk=pk, status="doing").first()


def silent(job: ProcrastinateJob) -> bool:
    """Whether the worker that began the job gives no sign of life."""
    return job.worker is None or job.worker.last_heartbeat < timezone.now() - SILENCE


def drop(job: ProcrastinateJob) -> None:
    """Take a job that nobody will finish out of the queue."""
    _connector.execute_query(
        query=sql.queries["finish_job"], job_id=job.pk, status="failed", delete_job=True
    )
