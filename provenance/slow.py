"""Queries that took long are logged, with the words of the query and none of its values.

PostgreSQL's own log of slow statements cannot do that here: values arrive in the statement's text, and
with them the words of drafts and quotes (docs/operations.md). Django still has the two apart.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.db import connections

log = logging.getLogger(__name__)

LONGEST = 2_000  # characters of a statement that are logged
WRITTEN_IN = re.compile(r"'(?:[^']|'')*'")


@contextmanager
def watched() -> Iterator[None]:
    """Queries of this thread are timed inside."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(timed))
        yield


def timed(
    execute: Callable[..., Any], sql: object, params: object, many: bool, context: dict[str, Any]
) -> Any:
    """Run a query, and log it if it took `PROVENANCE_SLOW_QUERY_MS` or longer."""
    begun = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = round((time.perf_counter() - begun) * 1000)
        if taken >= settings.SLOW_QUERY_MS:
            said = words(sql)
            log.warning("A query took %d ms: %s", taken, said, extra={"ms": taken, "sql": said})


def words(sql: object) -> str:
    """A statement without the values in it. One that was put together piece by piece is not told."""
    if not isinstance(sql, str):
        return f"({type(sql).__name__})"
    return WRITTEN_IN.sub("'…'", " ".join(sql.split()))[:LONGEST]
