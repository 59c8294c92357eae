"""Questions that are put together once.

To put a question of many columns together takes Django several times as long as PostgreSQL to answer it.
A page that is looked at all the time asks with another id and otherwise the same, so its SQL is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

from claims.models.among import array

Row = TypeVar("Row", bound=Model)

ANY = -(2**40)  # stands for the id that is asked for: nothing has such a one


class Written(Generic[Row]):
    """A question about the rows of one id (`claim=ANY`, also of a text) or of several (`claim__among=[ANY]`),
    written as SQL when it is first asked. It depends on nothing else that can change: not on who asks, nor
    on settings.
    """

    def __init__(self, question: Callable[[], QuerySet[Row]]) -> None:
        """Keep how it is put together; models are not loaded yet when a module says so."""
        self._question = question

    @cached_property
    def _kept(self) -> tuple[QuerySet[Row], Any, str, tuple[Any, ...]]:
        rows = self._question()
        compiler = rows.query.get_compiler(rows.db)
        statement, values = compiler.as_sql()
        # How columns are turned into values: the same for every answer too.
        columns = [column for column, *_how in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        compiler.get_converters = lambda _columns: converters
        return rows, compiler, statement, tuple(values)

    def about(self, asked: int | str | list[int]) -> list[Row]:
        """The rows for this id, or these ids."""
        if asked == []:
            return []
        rows, compiler, statement, values = self._kept
        stands: object = str(ANY) if isinstance(asked, str) else ANY
        wanted: object = asked
        if isinstance(asked, list):
            stands, wanted = array([ANY]), array(asked)
        put_in = tuple(wanted if value == stands else value for value in values)
        found, ready = rows.all(), copy(compiler)
        ready.connection = connections[found.db]
        ready.as_sql = lambda *_how, **_more: (statement, put_in)
        found.query.get_compiler = lambda *_how, **_more: ready  # type: ignore[method-assign]
        return list(found)

    def number(self) -> int:
        """How many rows there are, for a question about no id."""
        rows, _compiler, statement, values = self._kept
        with connections[rows.all().db].cursor() as cursor:
            # Put together by Django, with its values apart.
            cursor.execute(f"SELECT count(*) FROM ({statement}) counted", values)  # noqa: S608
            return int(cursor.fetchone()[0])


def put(parent: Model, name: str, rows: list[Any]) -> None:
    """Let `parent.<name>.all()` return these rows, as after `prefetch_related`. They are a plain list, so
    that whoever would ask for some of them fails at once."""
    parent.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def put_each(parents: Iterable[Model], name: str, by: str, question: "Written[Any]") -> None:
    """The same for several, with one question; `by` is the column that names the parent."""
    parents = list(parents)
    held = defaultdict(list)
    for row in question.about([parent.pk for parent in parents]):
        held[getattr(row, by)].append(row)
    for parent in parents:
        put(parent, name, held[parent.pk])


def put_already(parent: Model, name: str) -> list[Any] | None:
    """The rows that were read with the parent; None if they were not."""
    if name not in getattr(parent, "_prefetched_objects_cache", {}):
        return None
    return list(getattr(parent, name).all())
