"""Pages of a list by key: the next page starts after the last row of this one, at any depth as fast."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, F, Model, OrderBy, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)

SIZE = 50
MOST = 200  # rows of a page, for a program that asks for so many
COUNTED = 1_000  # beyond so many a count is told as "1,000+"
RECENT = 20_000  # rows that are read backwards in search of the newest of many
MOST_DIGITS = 18  # of an id
MOST_LETTERS = 40  # of a value in a key
# What it costs to walk past one entry of an index, in PostgreSQL's unit, about that of a row read in memory:
# where the index says whether it fits, and where the row itself is asked.
PAST, PAST_READING = 0.05, 1.5


class UnknownPage(ValueError):
    """The key in an address is not one that a list gave out."""


@dataclass(frozen=True)
class Ordering(ABC):
    """What the two kinds of order have in common.

    PostgreSQL takes columns for independent. Asked for the first rows in an order, it walks through the
    index of the order until it has met enough that fit, however far away they stand. Where the list is
    `narrowed` by what has an index of its own, and it is less to look at all that fit, that is done.
    """

    # by an index that holds what the list is filtered by
    covered: bool = field(default=False, kw_only=True)
    narrowed: bool = field(default=False, kw_only=True)
    among: float = field(default=0.0, kw_only=True)  # about how many are walked through
    past: float = field(default=PAST, kw_only=True)  # what each that does not fit costs
    at_once: bool = field(default=False, kw_only=True)  # all are looked at

    @property
    @abstractmethod
    def fields(self) -> tuple[str, ...]:
        """The fields that the rows are ordered by, beside their id."""

    @abstractmethod
    def sorted(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows in this order."""

    def first(self, rows: QuerySet[Row], most: int) -> QuerySet[Row]:
        """The first of the rows."""
        if self.settled(rows).at_once:
            # An order that no index has: every row has the same in its first place.
            ordered = self.sorted(rows)
            return ordered.order_by(F("pk") * 0, *ordered.query.order_by)[:most]
        return self.walked(rows, most)

    def settled(self, rows: QuerySet[Any]) -> Self:
        """The order, and whether all of the rows are looked at."""
        if not self.narrowed:
            return self
        return replace(self, narrowed=False, at_once=few(rows, self.among, self.past))

    @abstractmethod
    def after(self, key: str) -> tuple[Q, ...]:
        """The rows that come after the row with this key, in pieces that follow one another, each one
        stretch of an index. Raises UnknownPage for a bad key."""

    def later(self, key: str) -> Q:
        """The rows that come after the row with this key, in one piece. Raises UnknownPage for a bad key."""
        return reduce(or_, self.after(key))

    @abstractmethod
    def key(self, row: Model) -> str:
        """What the address of the page after this row holds."""

    def walked(self, rows: QuerySet[Row], most: int) -> QuerySet[Row]:
        """The first of the rows, found in this order."""
        return self.sorted(rows)[:most]


def few(rows: QuerySet[Any], among: float, past: float = PAST) -> bool:
    """Whether it is less to look at all of the rows than to walk through the others in search of COUNTED of
    them, by what PostgreSQL expects without looking. Fewer are mostly wanted, and would be found sooner if
    they stood anywhere: but they may all stand at the far end."""
    number, cost = expected(rows)
    return number * cost <= past * COUNTED * among


def expected(rows: QuerySet[Any]) -> tuple[float, float]:
    """About how many rows there are, and what it costs to read all of them."""
    told = rows.order_by().values("pk").explain(format="JSON")
    if not told:  # Django asks nothing where nothing can be
        return 0.0, 0.0
    plan = json.loads(told)[0]["Plan"]
    return float(plan["Plan Rows"]), float(plan["Total Cost"])


@dataclass(frozen=True)
class Order(Ordering):
    """The order of a list: by `field`, then by id. In a `nullable` field, rows with no value come last.

    An index serves it only if its columns run the same way.
    """

    field: str = ""
    descending: bool = True
    nullable: bool = False
    reads: Callable[[str], Any] = str  # a value of the field out of an address

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that the rows are ordered by, beside their id."""
        return (self.field,) if self.field else ()

    def sorted(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows in this order."""
        return rows.order_by(*([self._by_field()] if self.field else []), self._sign() + "pk")

    def _by_field(self) -> str | OrderBy:
        if self.nullable and self.descending:
            return F(self.field).desc(nulls_last=True)
        return self._sign() + self.field

    def _sign(self) -> str:
        return "-" if self.descending else ""

    def after(self, key: str) -> tuple[Q, ...]:
        """The rows that come after the row with this key, in pieces that follow one another, each one
        stretch of an index. Raises UnknownPage for a bad key."""
        value, tilde, pk = key.rpartition("~")
        if not tilde or not pk.isdecimal() or len(pk) > MOST_DIGITS or "\0" in value:
            raise UnknownPage(key)
        compare = "lt" if self.descending else "gt"
        later = Q(**{f"pk__{compare}": int(pk)})
        if not self.field:
            return (later,)
        if self.nullable and not value:
            return (Q(**{self.field: None}) & later,)
        known = self._read(value)
        same, others = Q(**{self.field: known}) & later, Q(**{f"{self.field}__{compare}": known})
        return (same, others, Q(**{self.field: None})) if self.nullable else (same, others)

    def _read(self, value: str) -> Any:
        try:
            return self.reads(value)
        except ValueError as error:
            raise UnknownPage(value) from error

    def key(self, row: Model) -> str:
        """What the address of the page after this row holds."""
        value = getattr(row, self.field) if self.field else None
        return f"{'' if value is None else value}~{row.pk}"


NEWEST = Order()
BY_NAME = Order("name", descending=False)


@dataclass(frozen=True)
class Column:
    """One column of an order: its field, its direction, and how a value is read out of an address."""

    field: str
    descending: bool = False
    reads: Callable[[str], Any] = int

    @property
    def by(self) -> str:
        """What the rows are ordered by."""
        return ("-" if self.descending else "") + self.field

    def later(self, value: Any) -> Q:
        """The rows that this column alone puts after the value."""
        return Q(**{f"{self.field}__{'lt' if self.descending else 'gt'}": value})


@dataclass(frozen=True)
class Columns(Ordering):
    """The order of a list by several columns, each in its own direction. None of them is ever empty,
    and the last is unique."""

    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the rows are ordered by."""
        return tuple(column.field for column in self.columns)

    def sorted(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows in this order."""
        return rows.order_by(*(column.by for column in self.columns))

    @property
    def backwards(self) -> "Columns":
        """The same order from its end."""
        columns = tuple(
            replace(column, descending=not column.descending) for column in self.columns
        )
        return replace(self, columns=columns)

    def after(self, key: str) -> tuple[Q, ...]:
        """The rows that come after the row with this key, in pieces that follow one another, each one
        stretch of an index. Raises UnknownPage for a bad key."""
        pieces, same = [], Q()
        for column, value in zip(self.columns, self._values(key), strict=True):
            pieces.append(same & column.later(value))
            same &= Q(**{column.field: value})
        return tuple(reversed(pieces))

    def _values(self, key: str) -> list[Any]:
        parts = key.split("~")
        if len(parts) != len(self.columns) or not parts[-1].isdecimal():
            raise UnknownPage(key)
        if any("\0" in part or len(part) > MOST_LETTERS for part in parts):
            raise UnknownPage(key)
        try:
            return [column.reads(part) for column, part in zip(self.columns, parts, strict=True)]
        except ValueError as error:
            raise UnknownPage(key) from error

    def key(self, row: Model) -> str:
        """What the address of the page after this row holds."""
        return "~".join(str(getattr(row, column.field)) for column in self.columns)


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the key of the next; `next` is empty on the last."""

    rows: list[Any]
    next: str = ""
    first: bool = True


def page(rows: QuerySet[Row], order: Ordering, after: str = "", size: int = SIZE) -> Page:
    """One page of `rows`, which must not be sorted or cut yet. Raises UnknownPage for a bad key."""
    if after:
        return cut(following(rows, order, after, size + 1), order, size, first=False)
    return cut(list(first_of(rows, order, size + 1)), order, size)


def cut(found: list[Any], order: Ordering, size: int, *, first: bool = True) -> Page:
    """The page that starts with the rows that were found; one more than `size` says that others follow."""
    more, found = len(found) > size, found[:size]
    return Page(found, order.key(found[-1]) if more else "", first=first)


def page_of(rows: QuerySet[Row], order: Ordering, keys: list[int], *, first: bool = True) -> Page:
    """A page, where the ids of its rows, and of the next if there is one, are known already."""
    found = list(order.sorted(rows.filter(pk__in=keys[:SIZE])))
    return Page(found, order.key(found[-1]) if found and len(keys) > SIZE else "", first)


def page_among(rows: QuerySet[Row], order: Ordering, keys: list[int], after: str) -> Page:
    """One page, where the ids of all that fit are known, and few. Raises UnknownPage for a bad key."""
    known = replace(order, covered=False, narrowed=False, at_once=True)
    return page(rows.filter(pk__among=keys), known, after)


def following(rows: QuerySet[Row], order: Ordering, key: str, size: int) -> list[Row]:
    """The rows that come after the row with this key, at most `size`. Raises UnknownPage for a bad key.

    Asked for piece by piece: no index serves "the same urgency and waiting for less long, or a lower
    urgency" in one question, so that among many of one urgency all up to the key would be read. Where all
    rows are looked at anyway, that is done once.
    """
    found: list[Row] = []
    order = order.settled(rows)
    for piece in (order.later(key),) if order.at_once else order.after(key):
        if len(found) < size:
            found += first_of(rows.filter(piece), order, size - len(found))
    return found


def first_of(rows: QuerySet[Row], order: Ordering, most: int) -> QuerySet[Row]:
    """The first of the rows. Where an index of their order holds what they are filtered by, their ids are
    found in it before the rows are read, however many do not fit."""
    return _by_ids(rows, order, most) if order.covered else order.first(rows, most)


def _by_ids(rows: QuerySet[Row], order: Ordering, most: int) -> QuerySet[Row]:
    try:
        first: QuerySet[Any] = order.first(rows, most).values("pk")
        keys, values = first.query.sql_with_params()
    except EmptyResultSet:  # Django asks nothing where nothing can be
        return rows.none()
    table = connections[rows.db].ops.quote_name(rows.model._meta.db_table)
    found = RawSQL(f"{table}.id = ANY (ARRAY({keys}))", values, BooleanField())  # noqa: S611
    return order.sorted(rows.filter(found))


def every(rows: QuerySet[Row], order: Ordering, size: int) -> Iterator[list[Row]]:
    """All of `rows`, `size` at a time, each time asked for by key: no more of them is ever held, and no
    transaction stays open between."""
    found = list(order.first(rows, size))
    while found:
        yield found
        found = following(rows, order, order.key(found[-1]), size) if len(found) == size else []


@dataclass(frozen=True)
class Newest:
    """The newest rows of many, and how many there are: counted up to COUNTED, `more` if there are more."""

    keys: list[int]
    number: int
    more: bool = False

    @property
    def told(self) -> str:
        """ "12", "1,000+"."""
        return f"{self.number:,}{'+' if self.more else ''}"


# Put together by Django once for the three of them, which takes it longer than PostgreSQL takes to answer.
AT_MOST = """
    SELECT array_agg(pk), (SELECT max(id) FROM {table})
    FROM (SELECT pk FROM ({found}) found (pk) LIMIT %s) few"""
LATEST = """
    SELECT ARRAY(SELECT pk FROM ({found}) found (pk) WHERE pk > %s ORDER BY {by} DESC LIMIT %s)"""
WALKING, ALL_FOUND = "pk", "pk + 0"  # the second is an order that no index has


def newest(rows: QuerySet[Row], shown: int, *, walk: bool = True) -> Newest:
    """The ids of the newest `shown` of `rows`, which a GIN index finds and must not be sorted or cut yet.

    Such an index has no order. Of few rows, all are looked at. Of many, some are expected among the
    newest RECENT of the table, which may be read backwards so far; only if they are all old, every one is
    looked at. `walk` is False where each row is held against many values: PostgreSQL would take reading
    backwards for cheaper than it is.
    """
    found, values = rows.order_by().values("pk").query.get_compiler(rows.db).as_sql()
    ops, table = connections[rows.db].ops, rows.model._meta.db_table

    def asked(question: str, *more: int, by: str = "") -> Any:
        with connections[rows.db].cursor() as cursor:
            told = question.format(found=found, table=ops.quote_name(table), by=by)
            cursor.execute(told, [*values, *more])
            return cursor.fetchone()

    keys, latest = asked(AT_MOST, COUNTED + 1)
    if len(keys or []) <= COUNTED:
        return Newest(sorted(keys or [], reverse=True)[:shown], len(keys or []))
    (keys,) = asked(LATEST, latest - RECENT, shown, by=WALKING if walk else ALL_FOUND)
    if len(keys) < shown:
        (keys,) = asked(LATEST, 0, shown, by=ALL_FOUND)
    return Newest(keys, COUNTED, more=True)


def counted(rows: QuerySet[Row], most: int | None = None) -> Newest:
    """How many rows there are, counted up to `most`, or COUNTED."""
    most = COUNTED if most is None else most
    number = rows.order_by()[: most + 1].count()
    return Newest([], min(number, most), number > most)


def state(query: QueryDict) -> str:
    """The filters of an address, without the page: what the links of a list keep."""
    return urlencode(
        [
            (name, value)
            for name, values in query.lists()
            for value in values
            if value and name != "after"
        ]
    )
