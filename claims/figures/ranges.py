"""Ranges: "between 20 and 30", "15–20 km", "two to three million".

PURE: no Django.
"""

from collections.abc import Sequence
from decimal import Decimal

from claims.figures.figure import Comparator
from claims.figures.numbers import SMALL, plainly
from claims.figures.quantities import Quantity, quantity_at
from claims.figures.tokens import NUMBER, WORD, Token, words


def range_from(tokens: Sequence[Token], low: Quantity) -> Quantity | None:
    """ "between 20 and 30", "15-20", "two to three million": from `low` to a higher number."""
    joint, end = tokens[low.end], low.end
    between = tokens[low.start - 1].key == "between"
    dashed = joint.is_tight("-") and tokens[end + 1].tight
    if dashed and tokens[end + 1].key == "to":  # "a 15- to 20-year sentence"
        return None
    dashed = dashed or (joint.key == "-" and bool(low.unit) and tokens[end + 1].key == low.unit)
    if joint.is_tight("-") and tokens[end + 1].key == "to" and not tokens[end + 1].tight:
        end, joint = end + 1, tokens[end + 1]
    if not dashed and joint.key not in ({"and"} if between else {"to", "or"}):
        return None
    high = _high(tokens, end + 1)
    if not high or not _fit(low, high):
        return None
    if dashed and tokens[low.first].kind != tokens[high.first].kind and not low.unit:
        return None
    if not between and not dashed and joint.key == "to" and _is_change(tokens, low):
        return None
    low = _scaled_alike(low, high)
    if high.number.value <= low.number.value:
        return None
    start = low.start - 1 if between else low.start
    return Quantity(
        low.number._replace(end=high.end, digits=""),
        low.first,
        high.end,
        high.unit or low.unit,
        high.measured or low.measured,
        Comparator.RANGE,
        high.number.value,
        start,
    )


def _high(tokens: Sequence[Token], i: int) -> Quantity | None:
    """The upper end of a range, whose sign may stand before it."""
    first = i + 1 if tokens[i].kind not in (WORD, NUMBER) else i
    return quantity_at(tokens, first) if _begins_number(tokens, first) else None


def _begins_number(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].kind == NUMBER or tokens[i].key in SMALL or tokens[i].key == "a"


def _fit(low: Quantity, high: Quantity) -> bool:
    """Whether the two can be the ends of one range."""
    return not low.unit or not high.unit or low.unit == high.unit


def _scaled_alike(low: Quantity, high: Quantity) -> Quantity:
    """ "two to three million" begins at two million."""
    if low.number.scaled or not high.number.scaled or low.number.value >= 1000:
        return low
    scale = _scale(high.number.value)
    return low._replace(number=low.number._replace(value=plainly(low.number.value * scale)))


def _scale(value: Decimal) -> int:
    return next((10**n for n in (12, 9, 6, 3) if value >= 10**n), 1)


def _is_change(tokens: Sequence[Token], low: Quantity) -> bool:
    """Whether "to" leads from one figure to the next: "from 3 to 5", "rose 5 cents to 40 cents"."""
    before = tokens[low.start - 1].key
    if before == "from":
        return not any(
            token.key in _RANGING for token in tokens[max(low.start - 4, 0) : low.start - 1]
        )
    return bool(low.unit) and before in _CHANGED


_RANGING = words("range ranges ranged ranging anywhere vary varies varied varying")
_CHANGED = words(
    "rose rise rises rising fell fall falls falling up down gained lost dropped climbed increased "
    "decreased jumped grew slipped added cut raised lowered"
)
