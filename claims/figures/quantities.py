"""A number with its currency, its unit and its comparator.

PURE: no Django.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.figures import comparators
from claims.figures.figure import Comparator
from claims.figures.nouns import Unit, counted
from claims.figures.numbers import Number, number, plainly, value_of
from claims.figures.tokens import NUMBER, Token
from claims.figures.units import TIMES, measure, money, percent, sign_before


class Quantity(NamedTuple):
    """A number with its unit: tokens `first` to before `end`."""

    number: Number
    first: int
    end: int
    unit: str = ""
    measured: bool = False
    comparator: Comparator = Comparator.EXACT
    upper: Decimal | None = None
    start: int = 0
    """The token at which its comparator begins."""


def quantity_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    """The number at `i` with its currency or unit."""
    value = number(tokens, i)
    if not value:
        return None
    sign, first = sign_before(tokens, i)
    if value.letter and not sign and not _counts_a_noun(tokens, value.end):
        value = _unlettered(tokens, i) or value
    if _is_negative(tokens, first):
        value, first = value._replace(value=-value.value), first - 1
    if sign:
        return Quantity(value, first, value.end, sign, True)
    unit = percent(tokens, value.end) or money(tokens, value.end) or measure(tokens, value.end)
    if unit:
        return Quantity(value, first, unit.end, unit.name, True)
    if value.share:
        how = Comparator.ABOUT if value.rounded else Comparator.EXACT
        value = value._replace(value=plainly(value.value * 100))
        return Quantity(value, first, value.end, "%", True, how)
    return Quantity(value, first, value.end)


def _counts_a_noun(tokens: Sequence[Token], end: int) -> bool:
    return counted(tokens, end, one=False) is not None


def _unlettered(tokens: Sequence[Token], i: int) -> Number | None:
    """5m as five of something, where m is no million."""
    if tokens[i + 1].key != "m":
        return None
    value = value_of(tokens[i].key)
    return None if value is None else Number(plainly(value), i + 1)


def _is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Whether a minus stands before: a dash with a space before it and none after, or the word."""
    before, earlier = tokens[first - 1], tokens[first - 2]
    if before.key == "minus":
        return earlier.key != "or" and earlier.kind != NUMBER
    return (
        before.key == "-"
        and tokens[first].tight
        and (not before.tight or earlier.key in {"(", '"', "'"})
    )


def compared(tokens: Sequence[Token], quantity: Quantity, after: int) -> Quantity:
    """With the comparator that stands before it, unless that is the end of the figure before."""
    how, start = comparators.before(tokens, quantity.first)
    if how == Comparator.EXACT or start < after:
        return quantity._replace(start=quantity.first)
    if how == Comparator.ABOUT and not quantity.unit and quantity.number.value < 4:
        return quantity._replace(start=quantity.first)  # "told about two men"
    if quantity.unit in TIMES.values() and comparators.is_span_of_time(tokens, start):
        return quantity._replace(start=quantity.first)
    return quantity._replace(comparator=how, start=start)


def noun(tokens: Sequence[Token], quantity: Quantity) -> Unit | None:
    return counted(tokens, quantity.end, one=quantity.number.value == 1 and quantity.upper is None)
