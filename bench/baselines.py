"""What the pages are held against: their bare SQL, and Datasette on the same data."""

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.api import free_port, wait_for
from bench.computing import Computing
from bench.requests import Request

ROUNDS = 3
SLOW = 3  # queries of a kind of request that are named, the slowest
HOST = {"Host": "127.0.0.1"}

# Bare SQL


class Asked:
    """The queries that one request makes, by the program itself, and how long they take bare."""

    def __init__(self, client: Any, request: Request, headers: dict[str, str]) -> None:
        self.writes = request.sent is not None
        self.status, self.queries = _queries(client, request, headers)

    def milliseconds(self, connection: Any, computing: Computing) -> tuple[list[float], float]:
        """How long each takes over one connection, the best of a few times, and what PostgreSQL computes for
        all of them."""
        before = computing.milliseconds()
        rounds = [self._once(connection) for _ in range(ROUNDS)]
        computed = (computing.milliseconds() - before) / ROUNDS
        return [min(each) for each in zip(*rounds, strict=True)], computed

    def _once(self, connection: Any) -> list[float]:
        took = []
        connection.execute("BEGIN")
        for query in self.queries:
            begun = time.perf_counter()
            cursor = connection.execute(query)
            if cursor.description:
                cursor.fetchall()
            took.append(1000 * (time.perf_counter() - begun))
        connection.execute("ROLLBACK")
        if self.writes:
            with connection.cursor() as cursor:
                set_numbers_back(cursor)
        return took


def _queries(client: Any, request: Request, headers: dict[str, str]) -> tuple[int, list[str]]:
    """How one request is answered and what the program asks for it, in a transaction that is undone. The
    numbers that it used up are free again (NUMBERS)."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        if request.sent is None:
            answer = client.get(request.address, headers=HOST)
        else:
            content = {"data": request.body, "content_type": "application/json"}
            answer = client.post(request.address, **content, headers={**HOST, **headers})
        transaction.set_rollback(True)
    if request.sent is not None:
        with connection.cursor() as cursor:
            set_numbers_back(cursor)
    transactions = re.compile(r"(BEGIN|COMMIT|ROLLBACK)\b(?! TO)")
    queries = [one["sql"] for one in asked.captured_queries]
    return answer.status_code, [query for query in queries if not transactions.match(query)]


def set_numbers_back(cursor: Any) -> None:
    """Let what was undone bear the same numbers once more: the queries name them."""
    cursor.execute("SELECT sequence, last FROM bench_numbers")
    for name, last in cursor.fetchall():
        cursor.execute("SELECT setval(%s, %s)", [name, last])


NUMBERS = """
    DROP TABLE IF EXISTS bench_numbers;
    CREATE TABLE bench_numbers AS
    SELECT format('%I.%I', schemaname, sequencename) AS sequence, last_value AS last
    FROM pg_sequences WHERE last_value IS NOT NULL"""


# Datasette

TABLES = """
    CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, owner INTEGER);
    CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, url TEXT, published_on TEXT,
        publisher INTEGER REFERENCES sources);
    CREATE TABLE claims (id INTEGER PRIMARY KEY, statement TEXT, status TEXT, state TEXT,
        sentence TEXT, article_count INTEGER, first_published_on TEXT, figure TEXT,
        flags TEXT, topics TEXT, sources TEXT);
    CREATE TABLE appearances (id INTEGER PRIMARY KEY, claim INTEGER REFERENCES claims,
        article INTEGER REFERENCES articles, quote TEXT, stance TEXT, basis TEXT);"""
INDEXES = """
    CREATE INDEX claims_by_status ON claims (status);
    CREATE INDEX claims_by_date ON claims (first_published_on);
    CREATE INDEX appearances_of_claim ON appearances (claim);
    CREATE INDEX appearances_in_article ON appearances (article);
    CREATE INDEX articles_of_publisher ON articles (publisher);
    CREATE VIRTUAL TABLE claims_fts USING fts5 (statement, content='claims', content_rowid='id',
        tokenize='porter unicode61');
    INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
    ANALYZE;"""
ROWS = {
    "sources": "SELECT id, name, kind, owner_id FROM claims_source",
    "articles": "SELECT id, title, url, published_on::text, publisher_id FROM claims_article",
    "claims": """
        SELECT id, statement, status, state, sentence, article_count, first_published_on::text,
            figure_label, to_json(flag_codes)::text,
            (SELECT coalesce(json_agg(name)::text, '[]') FROM claims_claim_topics filed
                JOIN claims_topic topic ON topic.id = filed.topic_id WHERE filed.claim_id = claim.id),
            to_json(origin_ids || publisher_ids)::text
        FROM claims_claim claim""",
    "appearances": """
        SELECT appearance.id, claim_id, article_id, exact, stance, basis FROM claims_appearance appearance
        JOIN claims_snapshot snapshot ON snapshot.id = snapshot_id""",
}
AT_ONCE = 5_000


def copied(path: Path, connection: Any) -> None:
    """The claims, quotes, articles and sources as an SQLite file with full-text search, if not there."""
    if path.exists():
        return
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        for table, query in ROWS.items():
            made.executemany(_insert(table, made), _streamed(connection, query))
        made.executescript(INDEXES)
    made.close()
    draft.rename(path)


def _insert(table: str, made: sqlite3.Connection) -> str:
    columns = len(made.execute(f"SELECT * FROM {table} LIMIT 0").description)
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _streamed(connection: Any, query: str) -> Iterator[Any]:
    """The rows of a query, some at a time."""
    with connection.transaction(), connection.cursor(name="bench") as rows:
        rows.itersize = AT_ONCE
        yield from rows.execute(query)


@contextmanager
def datasette(path: Path) -> Iterator[int]:
    """Datasette over the file, as a child on a port. Its limits of time are lifted: by itself it gives up
    counting after 200 ms and a query after a second."""
    port = free_port()
    limits = ("sql_time_limit_ms", "facet_time_limit_ms")
    settings = [word for limit in limits for word in ("--setting", limit, "120000")]
    served = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "datasette",
            "serve",
            "--immutable",
            str(path),
            "--port",
            str(port),
            *settings,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        served.terminate()
        served.wait()
