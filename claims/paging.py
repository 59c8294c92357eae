"""Pages of a list by key: the next page starts after the last row of this one, at any depth as fast."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import F, Model, OrderBy, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)

SIZE = 50
MOST_DIGITS = 18  # of an id


class UnknownPage(ValueError):
    """The key in an address is not one that a list gave out."""


@dataclass(frozen=True)
class Order:
    """The order of a list: by `field`, then by id. In a `nullable` field, rows with no value come last.

    An index serves it only if its columns run the same way.
    """

    field: str = ""
    descending: bool = True
    nullable: bool = False
    reads: Callable[[str], Any] = str  # a value of the field out of an address

    def sorted(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows in this order."""
        return rows.order_by(*([self._by_field()] if self.field else []), self._sign() + "pk")

    def _by_field(self) -> str | OrderBy:
        if self.nullable and self.descending:
            return F(self.field).desc(nulls_last=True)
        return self._sign() + self.field

    def _sign(self) -> str:
        return "-" if self.descending else ""

    def after(self, key: str) -> Q:
        """The rows that come after the row with this key. Raises UnknownPage for a bad key."""
        value, tilde, pk = key.rpartition("~")
        if not tilde or not pk.isdecimal() or len(pk) > MOST_DIGITS or "\0" in value:
            raise UnknownPage(key)
        compare = "lt" if self.descending else "gt"
        later = Q(**{f"pk__{compare}": int(pk)})
        if not self.field:
            return later
        if self.nullable and not value:
            return Q(**{self.field: None}) & later
        known = self._read(value)
        found = Q(**{f"{self.field}__{compare}": known}) | (Q(**{self.field: known}) & later)
        return found | Q(**{self.field: None}) if self.nullable else found

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


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the key of the next; `next` is empty on the last."""

    rows: list[Any]
    next: str = ""
    first: bool = True


def page(rows: QuerySet[Row], order: Order, after: str = "", size: int = SIZE) -> Page:
    """One page of `rows`, which must not be sorted or cut yet. Raises UnknownPage for a bad key."""
    if after:
        rows = rows.filter(order.after(after))
    found = list(order.sorted(rows)[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(found, order.key(found[-1]) if more else "", first=not after)


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
