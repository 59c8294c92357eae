"""What stands on record and what waits, as Prometheus reads it.

All of it is asked of PostgreSQL at most once in fifteen seconds by each web process, and each question
looks at a bounded number of rows or at PostgreSQL's own statistics, so that it costs at a million
claims what it costs at ten thousand. The queue holds jobs that wait, run, or failed: those that went
well are removed.
"""

from collections.abc import Iterable, Iterator
from typing import Any, LiteralString

from django.db import DatabaseError, connection, transaction
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from claims.vocabulary import Status
from claims.watching.kept import Kept

KEPT = 15  # seconds
COUNTED = 50_000  # claims that are counted one by one; of more PostgreSQL's statistics tell
LAST = 1_000  # captures that are looked at, the newest
MOST = 10_000  # deliveries that are counted
PATIENCE: LiteralString = "SET LOCAL statement_timeout = '5s'"

# procrastinate notes when a job was put into the queue among its events. Of each task the first of those that
# wait is enough to know how long it has waited.
JOBS: LiteralString = """
    SELECT task_name, state, number,
        extract(epoch FROM now() - least(due, (
            SELECT min(at) FROM procrastinate_events
            WHERE job_id = first_id AND type = 'deferred'
        )))
    FROM (
        SELECT task_name, status::text AS state, count(*) AS number,
            min(id) FILTER (WHERE status = 'todo' AND scheduled_at IS NULL) AS first_id,
            min(scheduled_at) FILTER (WHERE status = 'todo' AND scheduled_at <= now()) AS due
        FROM procrastinate_jobs GROUP BY task_name, status
    ) AS queue ORDER BY task_name, state
"""
WORKERS: LiteralString = (
    "SELECT count(*), extract(epoch FROM max(last_heartbeat)) FROM procrastinate_workers"
)
ABOUT: LiteralString = (
    "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'claims_claim'::regclass"
)
CLAIMS: LiteralString = (
    "SELECT status, count(*) FROM claims_claim WHERE merged_into_id IS NULL GROUP BY status"
)
CLAIMS_ABOUT: LiteralString = """
    SELECT status, round(share * %s)::bigint FROM pg_stats,
        unnest(most_common_vals::text::text[], most_common_freqs) AS common (status, share)
    WHERE schemaname = current_schema() AND tablename = 'claims_claim' AND attname = 'status'
"""
CAPTURES: LiteralString = """
    SELECT state, count(*) FROM (
        SELECT state FROM claims_capture ORDER BY id DESC LIMIT %s
    ) AS newest GROUP BY state
"""
DELIVERIES: LiteralString = """
    SELECT count(*), greatest(extract(epoch FROM now() - min(next_at)), 0) FROM (
        SELECT next_at FROM claims_delivery WHERE next_at IS NOT NULL ORDER BY next_at, id LIMIT %s
    ) AS waiting
"""
WEBHOOKS: LiteralString = "SELECT count(*) FROM claims_webhook WHERE failing_since IS NOT NULL"


class Record(Collector):
    """What the database says; without it, that it does not answer."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The figures, at most as old as they may be."""
        return _kept.get()


def counts() -> list[GaugeMetricFamily]:
    """Every figure, asked now."""
    answers = GaugeMetricFamily(
        "provenance_database_up", "Whether the database answers (1) or not (0)"
    )
    try:
        with transaction.atomic():
            rows(PATIENCE)
            found = [*jobs(), *workers(), *claims(), *captures(), *webhooks()]
    except DatabaseError:
        answers.add_metric([], 0)
        return [answers]
    answers.add_metric([], 1)
    return [answers, *found]


def jobs() -> Iterator[GaugeMetricFamily]:
    """The queue, by task."""
    number = GaugeMetricFamily(
        "provenance_jobs",
        "Jobs in the queue: todo, doing, failed; those done are removed",
        labels=["task", "state"],
    )
    oldest = GaugeMetricFamily(
        "provenance_jobs_oldest_waiting_seconds",
        "For how long the first job that could begin has waited",
        labels=["task"],
    )
    for task, state, many, waited in rows(JOBS):
        number.add_metric([str(task), str(state)], many)
        if waited is not None:
            oldest.add_metric([str(task)], max(float(waited), 0))
    yield number
    yield oldest


def workers() -> Iterator[GaugeMetricFamily]:
    """Who does the jobs."""
    [[many, seen]] = rows(WORKERS)
    yield gauge("provenance_workers", "Workers that have not ended, or were killed lately", many)
    yield gauge(
        "provenance_worker_last_seen_timestamp_seconds",
        "When a worker last gave a sign of life, in seconds since 1970; 0: none is known",
        seen or 0,
    )


def claims() -> Iterator[GaugeMetricFamily]:
    """Claims by status. Of very many, about so many."""
    [[about]] = rows(ABOUT)
    estimated = about > COUNTED
    found = dict(rows(CLAIMS_ABOUT, about) if estimated else rows(CLAIMS))
    number = GaugeMetricFamily("provenance_claims", "Claims on record", labels=["status"])
    for status in Status:
        number.add_metric([str(status.value)], found.get(status.value, 0))
    yield number
    yield gauge(
        "provenance_claims_estimated",
        "Whether provenance_claims comes from PostgreSQL's statistics (1) or was counted (0)",
        int(estimated),
    )


def captures() -> Iterator[GaugeMetricFamily]:
    """How the last captures went."""
    found = dict(rows(CAPTURES, LAST))
    number = GaugeMetricFamily(
        "provenance_captures_recent", f"The last {LAST} captures", labels=["state"]
    )
    for state in ("waiting", "running", "done", "failed"):
        number.add_metric([state], found.get(state, 0))
    yield number


def webhooks() -> Iterator[GaugeMetricFamily]:
    """What other systems have not been told yet."""
    [[many, overdue]] = rows(DELIVERIES, MOST)
    [[failing]] = rows(WEBHOOKS)
    yield gauge(
        "provenance_webhook_deliveries_waiting", f"Messages not delivered yet, {MOST} at most", many
    )
    yield gauge(
        "provenance_webhook_delivery_overdue_seconds",
        "For how long the next attempt of a message has been due",
        overdue or 0,
    )
    yield gauge("provenance_webhooks_failing", "Webhooks whose last message failed", failing)


def gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    """A figure without labels."""
    return GaugeMetricFamily(name, meaning, value=float(value))


def rows(query: LiteralString, *values: int) -> list[tuple[Any, ...]]:
    """What a query finds, if it finds anything."""
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []


_kept: Kept[list[GaugeMetricFamily]] = Kept(counts, KEPT)


def forget() -> None:
    """Ask anew next time."""
    _kept.forget()
