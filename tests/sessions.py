"""Two sessions at once, for tests with real commits (`django_db(transaction=True)`)."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
from django.db import connection

PATIENCE = 10  # seconds until a test gives up


@contextmanager
def sessions() -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    """Two connections of their own, each in a transaction that nobody has committed yet."""
    settings = connection.get_connection_params()
    with (
        connection.get_new_connection(settings) as one,
        connection.get_new_connection(settings) as other,
    ):
        for session in (one, other):
            session.execute(f"SET lock_timeout = '{PATIENCE}s'; SET deadlock_timeout = '50ms'")
            session.commit()
        yield one, other


@contextmanager
def waiting(session: psycopg.Connection, statement: str, *values: object) -> Iterator[Future[None]]:
    """The statement at work in another thread, where it waits for a lock that someone else holds."""
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(lambda: session.execute(statement, values) and None)
        wait_until(lambda: running.done() or is_waiting(session))
        assert not running.done(), "It did not have to wait."
        yield running


def is_waiting(session: psycopg.Connection) -> bool:
    """Whether the session waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s",
            [session.info.backend_pid],
        )
        return bool(cursor.fetchone()[0])


def all_waiting() -> int:
    """How many sessions wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return int(cursor.fetchone()[0])


def wait_until(true: Callable[[], bool]) -> None:
    """Come back when it is true; fail if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.01)


def at_once(*writers: Callable[[], object]) -> None:
    """Run each in a thread, and so in a session, of its own; what one raises is raised here."""

    def run(write: Callable[[], object]) -> None:
        try:
            write()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writers)) as threads:
        for done in [threads.submit(run, write) for write in writers]:
            done.result(timeout=PATIENCE)
