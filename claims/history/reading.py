"""A page of events out of the trails of everything that hangs on a record, by key."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connections, router
from django.db.models import (
    CharField,
    DecimalField,
    F,
    IntegerField,
    JSONField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from claims.history.parts import PARTS, Part, trail
from claims.paging import MOST_DIGITS, UnknownPage

ANY_RECORD = -(2**40)  # stands for the id of a record: none has such a one
COLUMNS = (
    "pgh_created_at",
    "place",
    "pgh_id",
    "pgh_label",
    "context",
    "row",
    "earlier",
)
TOLD = 5  # from here on the columns of an answer are JSON


@dataclass(frozen=True)
class Event:
    """One entry of the trail: the row as it then was, and as it was before, by column.

    `context` is what one act has in common, `noted` what is known of it: user, reason, url. Both are
    None if the row was written past the site.
    """

    at: datetime
    part: Part
    label: str  # insert, update or delete
    context: UUID | None
    noted: dict[str, Any] | None
    row: dict[str, Any]
    earlier: dict[str, Any] | None

    @property
    def act(self) -> tuple[datetime, UUID | None]:
        """What it has in common with the other events of what was written in one go."""
        return self.at, self.context


@dataclass(frozen=True)
class Key:
    """Where a page starts: after the event with this time, place among the parts, and id."""

    at: datetime
    place: int
    event: int

    @classmethod
    def read(cls, typed: str) -> "Key":
        """The key in an address. Raises UnknownPage if no page gave it out."""
        at, place, event = [*typed.split("~"), "", ""][:3]
        numbers = all(
            one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS for one in (place, event)
        )
        try:
            then = datetime.fromisoformat(at)
        except ValueError as error:
            raise UnknownPage(typed) from error
        if not numbers or timezone.is_naive(then):
            raise UnknownPage(typed)
        return cls(then, int(place), int(event))

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.place}~{self.event}"

    def later(self, place: int) -> Q:
        """The events of the part at this place that come after the key. What was written at one moment
        stands in the order of the parts, and then as it was written."""
        older = Q(pgh_created_at__lt=self.at)
        if place < self.place:
            return older
        same = Q(pgh_created_at=self.at)
        return older | (same & Q(pgh_id__gt=self.event) if place == self.place else same)


# What is known of an act, of the rows that a page shows alone: joined to each trail, PostgreSQL might read
# all acts that there are to find those of a claim with a thousand quotes.
WITH_ACTS = """
    SELECT found.pgh_created_at, found.place, found.pgh_id, found.pgh_label, found.context, act.metadata,
        found."row", found.earlier
    FROM ({}) found LEFT JOIN pghistory_context act ON act.id = found.context
    ORDER BY found.pgh_created_at DESC, found.place, found.pgh_id"""
LATEST = "SELECT * FROM ({}) latest ORDER BY pgh_created_at DESC, place, pgh_id LIMIT {}"


def events(of: type[Model], record: int, after: str, size: int) -> tuple[list[Event], str]:
    """One page of events, the newest act first, and the key of the next page. One query; two for the first
    page."""
    key = Key.read(after) if after else None
    if key:
        rows = _asked(of, *_compiled(_question(of, record, key, size + 1)))
    else:
        rows = _latest(of, record, size + 1)
    shown = rows[:size]
    more = len(rows) > size
    following = str(Key(shown[-1][0], shown[-1][1], shown[-1][2])) if more else ""
    return [_event(of, row) for row in shown], following


def _question(of: type[Model], record: int, key: Key | None, size: int) -> QuerySet:
    first, *others = [each for part in _by_part(of, record, key, size) for each in part]
    return first.union(*others, all=True).order_by("-pgh_created_at", "place", "pgh_id")[:size]


def _by_part(of: type[Model], record: int, key: Key | None, size: int) -> list[list[QuerySet]]:
    """The first so many events of each part, in one set or several."""
    return [
        [_events(part, place, found, key)[:size] for found in part.found(trail(part.model), record)]
        for place, part in enumerate(PARTS[of])
    ]


def _latest(of: type[Model], record: int, size: int) -> list[tuple[Any, ...]]:
    """The first so many events. Every page of a record asks this, and to put the question together takes
    Django ten times as long as PostgreSQL to answer it: that is done once, and the record put in.

    What takes PostgreSQL longest is to plan how to find the events of all parts. Most records have events
    of a few, so it is asked first of which.
    """
    parts = _written(of, size)
    asked = sorted({part.told_by for part in parts})
    each = ", ".join(f"EXISTS ({parts[place].ever})" for place in asked)
    with connections[router.db_for_read(of)].cursor() as cursor:
        cursor.execute(_put_in(record, f"SELECT {each}"))
        there = dict(zip(asked, cursor.fetchone(), strict=True))
    found = [events for part in parts if there[part.told_by] for events in part.events]
    if not found:
        return []
    return _asked(of, _put_in(record, LATEST.format(" UNION ALL ".join(found), size)))


def _put_in(record: int, statement: str) -> str:
    return statement.replace(str(ANY_RECORD), str(int(record)))


@dataclass(frozen=True)
class _Written:
    """What is asked of a part, as SQL with ANY_RECORD where the record's id belongs: its latest `events`, in
    one set or several, and those that were `ever` of rows that name the record. All other values stand in it
    already: there are hundreds, and they are always the same. Whether there are events at all is told by
    those of the part in the place `told_by`."""

    events: tuple[str, ...]
    ever: str
    told_by: int


@cache
def _written(of: type[Model], size: int) -> list[_Written]:
    models = [part.model for part in PARTS[of]]
    return [
        _Written(
            events=tuple([f"({_in_full(each)})" for each in events]),
            ever=_in_full(part.found(trail(part.model), ANY_RECORD)[0].values("pgh_id")),
            told_by=models.index(part.through) if part.through else place,
        )
        for place, (part, events) in enumerate(
            zip(PARTS[of], _by_part(of, ANY_RECORD, None, size), strict=True)
        )
    ]


def _in_full(question: QuerySet) -> str:
    """A question as SQL with its values in it."""
    with connections[question.db].cursor() as cursor:
        written: str = cursor.cursor.mogrify(*_compiled(question))
        return written


def _compiled(question: QuerySet) -> tuple[str, Sequence[Any]]:
    return question.query.get_compiler(question.db).as_sql()


def _asked(
    of: type[Model], statement: str, values: Sequence[Any] | None = None
) -> list[tuple[Any, ...]]:
    """The answer to a question, with what is known of each act."""
    with connections[router.db_for_read(of)].cursor() as cursor:
        cursor.execute(WITH_ACTS.format(statement), values)
        rows = cursor.fetchall()
    return [(*row[:TOLD], *(said and json.loads(said) for said in row[TOLD:])) for row in rows]


def _events(part: Part, place: int, found: QuerySet, key: Key | None) -> QuerySet:
    """The events that were found of one part, with what is told of them."""
    if key:
        found = found.filter(key.later(place))
    return (
        found.annotate(
            place=Value(place, IntegerField()),
            context=F("pgh_context_id"),
            row=_columns(part),
            earlier=_earlier(part),
        )
        .order_by("-pgh_created_at", "pgh_id")
        .values_list(*COLUMNS)
    )


def _earlier(part: Part) -> Any:
    """The row as it was before the event."""
    if not part.rows:
        return Cast(Value(None, CharField()), JSONField())
    before = trail(part.model).filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    )
    return Subquery(before.order_by("-pgh_id").values(as_it_was=_columns(part))[:1])


def _columns(part: Part) -> JSONObject:
    """The columns that are told. A decimal is text, so that none of its digits is lost."""
    names = {*part.values, *part.about, *part.own, *([part.by] if part.by else [])}
    fields = [part.model._meta.get_field(name) for name in sorted(names)]
    return JSONObject(
        **{
            field.name: Cast(field.attname, TextField())
            if isinstance(field, DecimalField)
            else F(field.attname)  # type: ignore[union-attr]
            for field in fields
        }
    )


def _event(of: type[Model], row: Any) -> Event:
    at, place, _id, label, context, noted, now, earlier = row
    return Event(at, PARTS[of][place], label, context, noted, now, earlier)
