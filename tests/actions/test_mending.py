"""What a worker left behind that was killed: as rows here, and with a real one in tests/provenance."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import capturing, jobs
from claims.actions.mending import mend
from claims.models import Capture
from tests import builders as make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def capture() -> Capture:
    """A capture that somebody asked for an hour ago."""
    made = capturing.ask_for_page(url="https://a.example/", by=make.user("ana"))
    Capture.objects.update(asked_at=timezone.now() - HOUR)
    return made


def begin(capture: Capture, silent_for: timedelta = timedelta(0), state: str = "running") -> None:
    """Have a worker take the job, whose last sign of life was so long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (worker,) = cursor.fetchone()
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = %s WHERE id = %s",
            [timezone.now() - silent_for, worker],
        )
    Capture.objects.filter(pk=capture.pk).update(state=state)


@contextmanager
def somebody_at_work(capture: Capture) -> Iterator[None]:
    """Another process that does the capture."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(f"SELECT pg_advisory_lock_shared({jobs.KEY})", [str(capture.pk)])
        yield


def mended(capture: Capture) -> Capture:
    mend()
    capture.refresh_from_db()
    return capture


def in_the_queue() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("pk").values_list("status", flat=True))


def lose_job(capture: Capture) -> None:
    """Have its job disappear."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_a_capture_whose_process_is_gone_is_tried_again_with_the_reason_kept(capture):
    begin(capture)
    assert mended(capture).state == Capture.State.WAITING
    attempt = capture.attempts.get()
    assert attempt.reason == "stopped"
    assert "stopped in the middle" in attempt.message
    assert round((attempt.next_at - attempt.failed_at).total_seconds()) == capturing.FIRST_WAIT
    assert in_the_queue() == ["todo"]


def test_a_capture_whose_worker_went_silent_is_tried_again_wherever_it_was(capture):
    begin(capture, silent_for=HOUR, state="waiting")
    with somebody_at_work(capture):
        mended(capture)
    assert capture.attempts.get().reason == "stopped"
    assert in_the_queue() == ["todo"]


def test_a_capture_whose_worker_was_struck_off_is_tried_again(capture):
    begin(capture)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    assert mended(capture).attempts.get().reason == "stopped"


def test_a_capture_that_somebody_is_at_work_on_is_left_alone(capture):
    begin(capture)
    with somebody_at_work(capture):
        assert mended(capture).state == Capture.State.RUNNING
    assert in_the_queue() == ["doing"]


def test_a_job_that_has_just_been_taken_is_left_alone(capture):
    begin(capture, state="waiting")
    assert not mended(capture).attempts.exists()
    assert in_the_queue() == ["doing"]


def test_a_capture_that_was_over_stays_so_and_its_job_is_dropped(capture):
    begin(capture, silent_for=HOUR, state="done")
    assert mended(capture).state == Capture.State.DONE
    assert not capture.attempts.exists()
    assert in_the_queue() == []


def test_a_page_that_ends_its_worker_each_time_fails_in_the_end(capture):
    for _ in range(capturing.MOST_ATTEMPTS):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
        begin(capture)
        mend()
    assert mended(capture).state == Capture.State.FAILED
    assert capture.attempts.count() == capturing.MOST_ATTEMPTS
    assert capture.attempts.last().next_at is None
    assert in_the_queue() == []


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_capture_without_a_job_fails_with_a_reason(capture, state):
    lose_job(capture)
    Capture.objects.update(state=state)
    assert mended(capture).state == Capture.State.FAILED
    attempt = capture.attempts.get()
    assert (attempt.reason, attempt.next_at) == ("lost", None)
    assert "Try again" in attempt.message


def test_somebody_may_try_again_what_lost_its_job(capture):
    lose_job(capture)
    capturing.try_again(capture=mended(capture), by=make.user("ana"))
    assert mended(capture).state == Capture.State.WAITING
    assert in_the_queue() == ["todo"]


def test_a_capture_without_a_job_that_somebody_is_at_work_on_is_left_alone(capture):
    lose_job(capture)
    with somebody_at_work(capture):
        assert mended(capture).state == Capture.State.WAITING


def test_a_capture_without_a_job_has_a_minute_to_begin(capture):
    lose_job(capture)
    Capture.objects.update(asked_at=timezone.now())
    assert mended(capture).state == Capture.State.WAITING


@pytest.mark.parametrize("happens", ["waits", "is planned", "is done"])
def test_a_capture_in_good_order_is_left_alone(capture, happens):
    if happens == "is planned":
        capturing._fail(capture, "timeout", "Too late.", retry=True)
    if happens == "is done":
        capturing._finish(capture, Capture.State.DONE)
    attempts = capture.attempts.count()
    mended(capture)
    assert capture.attempts.count() == attempts


def test_another_job_of_a_worker_that_is_gone_is_dropped():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
            "VALUES ('capture', 'recapture', 'doing')"
        )
    mend()
    assert in_the_queue() == []


def test_whoever_does_a_capture_is_known_to_be_at_work(capture, monkeypatch):
    found = []

    def look(_: Capture) -> None:
        with psycopg.connect(**connection.get_connection_params()) as other:
            (free,) = other.execute(
                f"SELECT pg_try_advisory_xact_lock({jobs.KEY})", [str(capture.pk)]
            ).fetchone()
            found.append(free)

    monkeypatch.setattr(capturing, "_do", look)
    capturing.run(capture.pk)
    look(capture)
    assert found == [False, True]
