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
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from claims.models import Claim, KeptTally
from claims.paging import SIZE, Ordering, first_of
from provenance.replicas import reading

MOST_WEIGHED = 500
MOST_FOUND = 300  # of claims that hold the words searched for: the index of words has no order
MOST_SHOWN = 12  # of topics and of sources, the most frequent
FACETS = ("status", "state", "flag", "topic", "source")
ALL = "all"  # how many claims there are, as a facet of one value
FOUND = "found"  # the ids of the claims that were found, in their order
SHOWN = "shown"  # the ids of the claims of a page, in its order

WEIGHED = ("id", "status", "state", "flag_codes", "assignee", "topic_ids")
# Each facet's values with how many claims have them, out of `weighed`: all that were found but the last,
# which only tells that there are more. `claim_facets` holds what all but the sources are counted by. Those
# are on the claims' own rows, looked up by one array of ids, which PostgreSQL walks through an index once,
# and not by a join, which descends through it for every claim. A claim may have a thousand of them, and each
# once as an origin and once as a publisher: they are made one claim by claim, which takes half as long as
# counting the pairs that differ.
COUNTS = {
    ALL: "SELECT '', count(*) FROM found",
    FOUND: "SELECT coalesce(string_agg(id::text, ' '), ''), count(*) FROM found",
    SHOWN: "SELECT coalesce(string_agg(id::text, ' '), ''), count(*) FROM shown",
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
            SELECT source, count(*) AS number
            FROM named, LATERAL (SELECT unnest(origin_ids) UNION SELECT unnest(publisher_ids)) each (source)
            GROUP BY source ORDER BY number DESC, source::text LIMIT {most}
        ) counted
    """,
}
WITH = """
    WITH {parts}, weighed AS (SELECT * FROM found LIMIT %s), named AS MATERIALIZED (
        SELECT id, origin_ids, publisher_ids FROM claims_claim WHERE id = ANY (ARRAY(SELECT id FROM weighed))
    ) {counts}
"""
TABLE, FITS = 'FROM "claims_claim"', 'FROM fits "claims_claim"'
OF_FITS = "claims_claim.id = ANY (ARRAY({ids}))"

Asked = tuple[str, tuple[Any, ...]]  # SQL, and its values


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
        return self._ids(FOUND)

    @property
    def shown(self) -> list[int] | None:
        """The ids of the claims of the page beside the numbers, and of the one after it; None if it was not
        looked for."""
        return self._ids(SHOWN) if SHOWN in self.numbers else None

    def _ids(self, facet: str) -> list[int]:
        return [int(key) for keys in self.of(facet) for key in keys.split()]


@dataclass(frozen=True)
class Beside:
    """The page of a list that numbers stand beside: its order, and the key of the row that it comes after."""

    order: Ordering
    after: str = ""


def tally(
    claims: QuerySet[Claim],
    facets: Iterable[str],
    order: Ordering,
    most: int | None = MOST_WEIGHED,
    beside: Beside | None = None,
) -> Tally:
    """The numbers of these facets, of the first `most` of the claims in this order, or of all. One query.

    Where all that fit are looked at, so is the page that the numbers stand `beside`, as SHOWN. Raises
    UnknownPage for a bad key of it.
    """
    try:
        parts = _parts(claims, order, most, beside)
    except EmptyResultSet:  # Django asks nothing where nothing can be
        return Tally({ALL: {"": 0}})
    wanted = [ALL, *facets, *({SHOWN} & parts.keys())]
    counts = " UNION ALL ".join(
        f"(SELECT %s, counted.* FROM ({COUNTS[facet].format(most=MOST_SHOWN)}) counted)"  # noqa: S608
        for facet in wanted
    )
    with_parts = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, (sql, _) in parts.items())
    values = [value for _, values in parts.values() for value in values]
    numbers: dict[str, dict[str, int]] = {facet: {} for facet in wanted}
    with reading().cursor() as cursor:
        cursor.execute(WITH.format(parts=with_parts, counts=counts), [*values, most, *wanted])
        for facet, value, number in cursor.fetchall():
            numbers[facet][value] = number
    bounded = most is not None and numbers[ALL][""] > most
    return Tally(numbers, most if bounded else None)


def _parts(
    claims: QuerySet[Claim], order: Ordering, most: int | None, beside: Beside | None
) -> dict[str, Asked]:
    """What is weighed, and one more, as `found`; the page beside it as `shown`, if all that fit are looked
    at."""
    if most is None:
        return {"found": order.sorted(claims.values(*WEIGHED)).query.sql_with_params()}
    order = order.settled(claims)
    if not order.at_once:
        rows = first_of(claims.values(*WEIGHED), order, most + 1)
        return {"found": rows.query.sql_with_params()}
    fields = {"id", *order.fields, *(beside.order.fields if beside else ())}
    parts = {
        "fits": claims.values(*sorted(fields)).query.sql_with_params(),
        "found": _found(order, most + 1),
    }
    if beside:
        parts["shown"] = _of_fits(beside.order, SIZE + 1, beside.after)
    return parts


def _found(order: Ordering, most: int) -> Asked:
    """What is weighed of the first of those that fit: an index has it by their ids."""
    ids, values = _of_fits(order, most)
    first = RawSQL(OF_FITS.format(ids=ids), values, BooleanField())  # noqa: S611
    rows: QuerySet[Any] = Claim.objects.filter(first).values(*WEIGHED)
    return order.sorted(rows).query.sql_with_params()


def _of_fits(order: Ordering, most: int, after: str = "") -> Asked:
    """The ids of the first of those that fit, after the row with this key. Raises UnknownPage."""
    rows: QuerySet[Any] = Claim.with_merged.all()
    if after:
        rows = rows.filter(order.later(after))
    sql, values = order.sorted(rows).values("id")[:most].query.sql_with_params()
    return sql.replace(TABLE, FITS), values


def kept(scope: str) -> Tally | None:
    """What was counted lately of all claims; None if they are so few that nothing is kept."""
    found = KeptTally.objects.filter(scope=scope).first()
    return Tally(found.numbers, counted_at=found.counted_at) if found else None
