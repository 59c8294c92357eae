"""Figures read out of a sentence, from left to right.

PURE: no Django. Every step looks at a few neighbouring tokens alone: reading is linear in the length,
and nothing after a sentence changes what is read in it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from claims.figures import comparators
from claims.figures.counts import is_figure
from claims.figures.figure import Comparator, Figure
from claims.figures.nouns import joined_by_hyphen
from claims.figures.numbers import SMALL, Number
from claims.figures.quantities import Quantity, compared, noun, quantity_at
from claims.figures.ranges import range_from
from claims.figures.shares import Share, multiple, share
from claims.figures.tokens import EDGE, WORD, Token, tokenise
from claims.figures.units import (
    per,
)
from claims.figures.years import is_year


class _Read(NamedTuple):
    """A figure read, if one was, and the token from which reading goes on."""

    quantity: Quantity | None
    end: int


def figures(sentence: str) -> list[Figure]:
    """The figures of the sentence, in order, none overlapping another. Never raises.

    `start`, `end` and `text` say where each was read, from its comparator to its unit.
    """
    tokens = tokenise(sentence)
    found: list[Quantity] = []
    i, after = 2, 2
    while tokens[i].kind != EDGE:
        read = _read(tokens, i, after)
        if read.quantity:
            found.append(read.quantity)
            after = read.end
        i = max(read.end, i + 1)
    return [_figure(sentence, tokens, quantity) for quantity in _with_shared_units(tokens, found)]


def _figure(sentence: str, tokens: Sequence[Token], quantity: Quantity) -> Figure:
    start, end = tokens[quantity.start].start, tokens[quantity.end - 1].end
    return Figure(
        value=quantity.number.value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        upper=quantity.upper,
        start=start,
        end=end,
        text=sentence[start:end],
    )


def _read(tokens: Sequence[Token], i: int, after: int) -> _Read:
    """What begins at `i`; the tokens before `after` belong to the figure before it."""
    token = tokens[i]
    if token.kind == WORD and token.key not in _BEGINS and not token.key.endswith("fold"):
        return _Read(None, i + 1)
    part = multiple(tokens, i) or share(tokens, i)
    if part:
        return _part(tokens, i, part, after)
    first = quantity_at(tokens, i)
    if not first or first.first < after:  # its sign belongs to the figure before it
        return _Read(None, i + 1)
    if not first.unit and is_year(tokens, first.first, first.number):
        return _Read(None, first.end)
    first = compared(tokens, first, after)
    whole = range_from(tokens, first) or first
    if not is_figure(tokens, whole):
        return _Read(None, whole.end)
    settled = _settled(tokens, whole)
    return _Read(settled, settled.end)


_BEGINS = {*SMALL, "a", "half", "one"} | {
    f"{stem}{end}"
    for stem in ("doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv")
    for end in ("e", "es", "ed", "ing")
}
_BEGINS |= {"twice", "thrice", "three", "quarter"}


def _part(tokens: Sequence[Token], i: int, part: Share, after: int) -> _Read:
    """A share or a multiple, with its comparator; one that was rounded is "about"."""
    how, start = comparators.before(tokens, i)
    if start < after:
        how, start = Comparator.EXACT, i
    how = part.comparator if how == Comparator.EXACT else how
    end, unit = part.end, part.unit
    rate = per(tokens, end)
    if rate and unit == "times":
        end, unit = rate.end, unit + rate.name
    value = Number(part.value, part.end)
    return _Read(Quantity(value, i, end, unit, True, how, None, start), end)


def _settled(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """With the noun that it counts, what follows it, and what it is a rate of."""
    quantity = _with_later_comparator(tokens, quantity)
    if not quantity.measured:
        end = quantity.end
        hyphened = tokens[end].is_tight("-") and tokens[end + 1].tight
        unit = joined_by_hyphen(tokens, end) if hyphened else noun(tokens, quantity)
        if unit:
            quantity = quantity._replace(unit=unit.name, end=unit.end)
    quantity = _with_later_comparator(tokens, quantity)
    rate = per(tokens, quantity.end)
    if rate and "/" not in quantity.unit:
        quantity = quantity._replace(unit=quantity.unit + rate.name, end=rate.end)
    return quantity


def _with_later_comparator(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    said = comparators.after(tokens, quantity.end)
    if not said:
        return quantity
    weaker = quantity.comparator in {Comparator.EXACT, Comparator.ABOUT}
    return quantity._replace(comparator=said[0] if weaker else quantity.comparator, end=said[1])


_LISTING = {",", "and", "or", "to", "from"}


def _with_shared_units(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """ "15, 18 or 20 years": what is listed shares the unit that only the last one names."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        between = [token.key for token in tokens[one.end : other.start]]
        shared = not one.unit and other.unit and 0 < len(between) <= 2 and {*between} <= _LISTING
        if between == [",", "or"] and not (at and tokens[found[at - 1].end].key == ","):
            shared = False  # "1,200, or 14%" says one thing twice
        if shared:
            found[at] = one._replace(unit=other.unit)
    return found
