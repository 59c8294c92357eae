"""How many claims there are of each kind: the numbers beside the choices of a list.

Counting a million claims takes seconds, and nobody reads the difference between 400,000 and 400,001. So
claims are weighed only so far: the first `MOST_WEIGHED` of a list in its order. Where there are more, the
numbers are of those, and the page says so. How many there are in all is counted now and then by a job
(`claims.actions.counting`) and kept, for the lists that no filter narrows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from claims.models import Claim, KeptTally
from claims.paging import Ordering, read_of
from provenance.replicas import reading

MOST_WEIGHED = 500
MOST_FOUND = 300  # of claims that hold the words searched for: the index of words has no order
MOST_SHOWN = 12  # of topics and of sources, the most frequent
FACETS = ("status", "state", "flag", "topic", "source")
ALL = "all"  # how many claims there are, as a facet of one value
FOUND = "found"  # the ids of the claims that were found, in their order

WEIGHED = ("id", "status", "state", "flag_codes", "assignee", "topic_ids")
# Each facet's values with how many claims have them, out of `weighed`: all that were found but the last,
# which only tells that there are more. `claim_facets` holds what all but the sources are counted by. Those
# are on the claims' own rows, looked up by one array of ids, which PostgreSQL walks through an index once,
# and not by a join, which descends through it for every claim.
COUNTS = {
    ALL: "SELECT '', count(*) FROM found",
    FOUND: "SELECT coalesce(string_agg(id::text, ' '), ''), count(*) FROM found",
    "status": "SELECT status, count(*) FROM weighed GROUP BY status",
    "state": "SELECT state, count(*) FROM weighed GROUP BY state",
    "assignee": "SELECT coalesce(assignee::text, ''), count(*) FROM weighed GROUP BY assignee",
    "flag": """
        SELECT flag, count(*) FROM (SELECT unnest(flag_codes) AS flag FROM weighed) each GROUP BY flag
    """,
    "topic": """
        SELECT name, number FROM (
            SELECT topic, count(*) AS number
            FROM (SELECT unnest(topic_ids) AS topic FROM weighed) each GROUP BY topic
        ) counted JOIN claims_topic named ON named.id = topic
        ORDER BY number DESC, name LIMIT {most}
    """,
    "source": """
        SELECT source::text, number FROM (
            SELECT source, count(DISTINCT id) AS number
            FROM (SELECT id, unnest(origin_ids || publisher_ids) AS source FROM named) each
            GROUP BY source ORDER BY number DESC, source::text LIMIT {most}
        ) counted
    """,
}
WITH = """
    WITH found AS MATERIALIZED ({sql}), weighed AS (SELECT * FROM found LIMIT %s), named AS MATERIALIZED (
        SELECT id, origin_ids, publisher_ids FROM claims_claim WHERE id = ANY (ARRAY(SELECT id FROM weighed))
    ) {counts}
"""


@dataclass(frozen=True)
class Tally:
    """By facet, how many claims have each value. `weighed` is how many claims the numbers are of, where
    there are more than that; `counted_at` is when they were counted, if it was not now."""

    numbers: Mapping[str, dict[str, int]] = field(default_factory=dict)
    weighed: int | None = None
    counted_at: datetime | None = None

    def of(self, facet: str) -> dict[str, int]:
        """The values of a facet, the most frequent first where not all of them are named."""
        return self.numbers.get(facet, {})

    @property
    def all(self) -> int:
        """How many claims the numbers are of."""
        return self.weighed or self.of(ALL).get("", 0)

    @property
    def found(self) -> list[int]:
        """The ids of the claims in the order that they were counted in; one more than `weighed`, if there
        are more."""
        return [int(key) for keys in self.of(FOUND) for key in keys.split()]


def tally(
    claims: QuerySet[Claim],
    facets: Iterable[str],
    order: Ordering,
    most: int | None = MOST_WEIGHED,
) -> Tally:
    """The numbers of these facets, of the first `most` of the claims in this order, or of all. One query."""
    wanted = [ALL, *facets]
    try:
        sql, values = _first(claims, order, most).query.sql_with_params()
    except EmptyResultSet:  # Django asks nothing where nothing can be
        return Tally({ALL: {"": 0}})
    counts = " UNION ALL ".join(
        f"(SELECT %s, counted.* FROM ({COUNTS[facet].format(most=MOST_SHOWN)}) counted)"  # noqa: S608
        for facet in wanted
    )
    numbers: dict[str, dict[str, int]] = {facet: {} for facet in wanted}
    with reading().cursor() as cursor:
        cursor.execute(WITH.format(sql=sql, counts=counts), [*values, most, *wanted])
        for facet, value, number in cursor.fetchall():
            numbers[facet][value] = number
    bounded = most is not None and numbers[ALL][""] > most
    return Tally(numbers, most if bounded else None)


def _first(claims: QuerySet[Claim], order: Ordering, most: int | None) -> QuerySet[Any]:
    """What is weighed, and one more. Where all that fit are looked at, their ids are: those an index has."""
    rows = claims.values(*WEIGHED)
    if most is None:
        return order.sorted(rows)
    order = order.settled(rows)
    return read_of(rows, order, most + 1) if order.at_once else order.first(rows, most + 1)


def kept(scope: str) -> Tally | None:
    """What was counted lately of all claims; None if they are so few that nothing is kept."""
    found = KeptTally.objects.filter(scope=scope).first()
    return Tally(found.numbers, counted_at=found.counted_at) if found else None
