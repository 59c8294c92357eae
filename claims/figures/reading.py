"""Figures read out of a sentence, from left to right.

PURE: no Django. Every step looks at a few neighbouring tokens alone: reading is linear in the length,
and nothing after a sentence changes what is read in it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.figures import comparators
from claims.figures.figure import Comparator, Figure
from claims.figures.names import is_name
from claims.figures.nouns import Unit, counted, joined_by_hyphen
from claims.figures.numbers import SMALL, Number, number, plainly
from claims.figures.shares import Share, multiple, share
from claims.figures.tokens import EDGE, NUMBER, WORD, Token, tokenise, words
from claims.figures.units import (
    TIMES,
    measure,
    money,
    per,
    percent,
    sign_before,
)
from claims.figures.years import is_year


class _Quantity(NamedTuple):
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


class _Read(NamedTuple):
    """A figure read, if one was, and the token from which reading goes on."""

    quantity: _Quantity | None
    end: int


def figures(sentence: str) -> list[Figure]:
    """The figures of the sentence, in order, none overlapping another. Never raises.

    `start`, `end` and `text` say where each was read, from its comparator to its unit.
    """
    tokens = tokenise(sentence)
    found: list[_Quantity] = []
    i, after = 2, 2
    while tokens[i].kind != EDGE:
        read = _read(tokens, i, after)
        if read.quantity:
            found.append(read.quantity)
            after = read.end
        i = max(read.end, i + 1)
    return [_figure(sentence, tokens, quantity) for quantity in _with_shared_units(tokens, found)]


def _figure(sentence: str, tokens: Sequence[Token], quantity: _Quantity) -> Figure:
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
    first = _quantity(tokens, i)
    if not first:
        return _Read(None, i + 1)
    if not first.unit and is_year(tokens, first.first, first.number):
        return _Read(None, first.end)
    first = _compared(tokens, first, after)
    whole = _range(tokens, first) or first
    if not _is_figure(tokens, whole):
        return _Read(None, whole.end)
    settled = _settled(tokens, whole)
    return _Read(settled, settled.end)


_BEGINS = {*SMALL, "a", "half", "one"} | {
    f"{stem}{end}"
    for stem in ("doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv")
    for end in ("e", "es", "ed", "ing")
}
_BEGINS |= {"twice", "thrice", "three"}


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
    return _Read(_Quantity(value, i, end, unit, True, how, None, start), end)


def _quantity(tokens: Sequence[Token], i: int) -> _Quantity | None:
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
        return _Quantity(value, first, value.end, sign, True)
    unit = percent(tokens, value.end) or money(tokens, value.end) or measure(tokens, value.end)
    if unit:
        return _Quantity(value, first, unit.end, unit.name, True)
    if value.share:
        how = Comparator.ABOUT if value.rounded else Comparator.EXACT
        value = value._replace(value=plainly(value.value * 100))
        return _Quantity(value, first, value.end, "%", True, how)
    return _Quantity(value, first, value.end)


def _counts_a_noun(tokens: Sequence[Token], end: int) -> bool:
    return counted(tokens, end, one=False) is not None


def _unlettered(tokens: Sequence[Token], i: int) -> Number | None:
    """5m as five of something, where m is no million."""
    if tokens[i + 1].key != "m":
        return None
    return Number(plainly(Decimal(tokens[i].key.replace(",", ""))), i + 1)


def _is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Whether a minus stands before: a dash with a space before it and none after, or the word."""
    before, earlier = tokens[first - 1], tokens[first - 2]
    if before.key == "minus":
        return earlier.key != "or" and earlier.kind != NUMBER
    return before.key == "-" and tokens[first].tight and (not before.tight or earlier.key in "(\"'")


def _compared(tokens: Sequence[Token], quantity: _Quantity, after: int) -> _Quantity:
    """With the comparator that stands before it, unless that is the end of the figure before."""
    how, start = comparators.before(tokens, quantity.first)
    if how == Comparator.EXACT or start < after:
        return quantity._replace(start=quantity.first)
    if how == Comparator.ABOUT and not quantity.unit and quantity.number.value < 4:
        return quantity._replace(start=quantity.first)  # "told about two men"
    if quantity.unit in TIMES.values() and comparators.is_span_of_time(tokens, start):
        return quantity._replace(start=quantity.first)
    return quantity._replace(comparator=how, start=start)


# Ranges


def _range(tokens: Sequence[Token], low: _Quantity) -> _Quantity | None:
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
    return _Quantity(
        low.number._replace(end=high.end, digits=""),
        low.first,
        high.end,
        high.unit or low.unit,
        high.measured or low.measured,
        Comparator.RANGE,
        high.number.value,
        start,
    )


def _high(tokens: Sequence[Token], i: int) -> _Quantity | None:
    """The upper end of a range, whose sign may stand before it."""
    first = i + 1 if tokens[i].kind not in (WORD, NUMBER) else i
    return _quantity(tokens, first) if _begins_number(tokens, first) else None


def _begins_number(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].kind == NUMBER or tokens[i].key in SMALL or tokens[i].key == "a"


def _fit(low: _Quantity, high: _Quantity) -> bool:
    """Whether the two can be the ends of one range."""
    return not low.unit or not high.unit or low.unit == high.unit


def _scaled_alike(low: _Quantity, high: _Quantity) -> _Quantity:
    """ "two to three million" begins at two million."""
    if low.number.scaled or not high.number.scaled or low.number.value >= 1000:
        return low
    scale = _scale(high.number.value)
    return low._replace(number=low.number._replace(value=plainly(low.number.value * scale)))


def _scale(value: Decimal) -> int:
    return next((10**n for n in (12, 9, 6, 3) if value >= 10**n), 1)


def _is_change(tokens: Sequence[Token], low: _Quantity) -> bool:
    """Whether "to" leads from one figure to the next: "from 3 to 5", "rose 5 cents to 40 cents"."""
    before = tokens[low.start - 1].key
    if before == "from":
        return not any(
            token.key in _RANGING for token in tokens[max(low.start - 4, 0) : low.start - 1]
        )
    return bool(low.unit) and before in _CHANGED


_RANGING = {
    "range",
    "ranges",
    "ranged",
    "ranging",
    "anywhere",
    "vary",
    "varies",
    "varied",
    "varying",
}
_CHANGED = frozenset(
    words(
        "rose rise rises rising fell fall falls falling up down gained lost dropped climbed increased "
        "decreased jumped grew slipped added cut raised lowered"
    )
)


# What is a figure, and of what


def _is_figure(tokens: Sequence[Token], quantity: _Quantity) -> bool:
    """Whether the number counts or measures something."""
    if _is_age(tokens, quantity) or _is_part_of_more(tokens, quantity):
        return False
    if quantity.measured:
        return not _is_idiom(tokens, quantity)
    if is_name(tokens, quantity.first, quantity.end):
        return False
    return _is_plain_count(tokens, quantity)


_OLDER = {"older", "younger", "over", "under", "up"}


def _is_age(tokens: Sequence[Token], quantity: _Quantity) -> bool:
    """ "47 years old", "three-year-old", "aged five", "Smith, 47, said"."""
    end = quantity.end
    if tokens[end].is_tight("-"):
        end += 1
    if quantity.unit in {"years", "months", "weeks", "days"}:
        old = tokens[end].key in {"old", "olds"}
        return old or (tokens[end].key == "of" and tokens[end + 1].key == "age")
    if tokens[quantity.start - 1].key in {"aged", "age", "ages"}:
        return True
    before, after = tokens[quantity.first - 1], tokens[quantity.end]
    if quantity.number.value < 120 and after.key in {"and", "or"} and tokens[end + 1].key in _OLDER:
        return not quantity.unit
    told = before.key == "," and tokens[quantity.first - 2].kind == WORD and before.tight
    alone = quantity.number.digits and not quantity.unit and quantity.number.value < 120
    return bool(told and alone and after.key in {",", ".", ";"} and after.tight)


def _is_part_of_more(tokens: Sequence[Token], quantity: _Quantity) -> bool:
    """Whether letters, marks or further numbers are joined to it, so that it is no number by itself."""
    first, before, after = tokens[quantity.first], tokens[quantity.first - 1], tokens[quantity.end]
    if first.tight and (before.kind == WORD or before.key in {"_", "/", "#", "§", ".", ","}):
        return True
    if first.tight and before.key == "-" and before.tight:
        return True
    if first.tight and before.kind == NUMBER:
        return True
    if not quantity.unit and after.tight and after.kind in (WORD, NUMBER):
        return True
    following = tokens[quantity.end + 1]
    if after.tight and following.tight and following.kind == NUMBER and after.key in "-/:.,":
        return True
    return bool(after.is_tight("/") and not quantity.unit) or after.is_tight("_")


_IDIOMS = {("one", "day"), ("one", "point"), ("one", "mile"), ("one", "time"), ("one", "night")}


def _is_idiom(tokens: Sequence[Token], quantity: _Quantity) -> bool:
    """ "one day", "at one point"."""
    if quantity.unit == "times" and quantity.number.value == 1:
        return True
    words = (tokens[quantity.first].key, tokens[quantity.first + 1].key)
    return words in _IDIOMS and quantity.comparator == Comparator.EXACT


_THE = {
    "the",
    "these",
    "those",
    "other",
    "first",
    "last",
    "next",
    "his",
    "her",
    "their",
    "its",
    "all",
}
_ZERO = {
    "tolerance",
    "sum",
    "emission",
    "emissions",
    "hour",
    "gravity",
    "point",
    "day",
    "in",
    "carbon",
}
_NO_ONE = {"no", "any", "every", "each", "this", "that", "which", "another", "some"}
_SCORED = frozenset(
    words(
        "won win wins lost lose loss lead led beat beaten defeat defeated victory vote voted votes ruled "
        "ruling decision drew draw score scored"
    )
)


def _is_plain_count(tokens: Sequence[Token], quantity: _Quantity) -> bool:
    first, before, after = tokens[quantity.first], tokens[quantity.first - 1], tokens[quantity.end]
    written, value = quantity.number.digits, quantity.number.value
    compared = quantity.comparator != Comparator.EXACT
    if len(written) > 1 and written[0] == "0" and "." not in written:
        return False
    if len(written) > 4 and written.isdecimal() and not compared and not _noun(tokens, quantity):
        return False  # a count of that size has its thousands apart
    if before.key in {'"', "'"} and after.key == before.key and after.tight:
        return False
    if before.key == "or" and tokens[quantity.first - 2].key in TIMES:
        return False  # "a day or two"
    if after.is_tight("-") and tokens[quantity.end + 1].key in {"and", "or"}:
        return False  # "12- and 17-year-olds"
    if after.is_tight("-") and tokens[quantity.end + 1].tight:
        known = comparators.after(tokens, quantity.end) or joined_by_hyphen(tokens, quantity.end)
        return known is not None
    if quantity.upper is not None:
        return not (before.key in _SCORED and not _noun(tokens, quantity))
    if first.key == "one" and value == 1:
        counted_so = compared and quantity.comparator != Comparator.ABOUT
        return counted_so or (before.key not in _NO_ONE and _noun(tokens, quantity) is not None)
    if first.key == "zero":
        return after.key not in _ZERO and before.key not in {"net", "ground", "to", "from", "below"}
    if first.kind == WORD and after.kind == WORD and after.key in SMALL:
        return False
    if first.kind == WORD and value <= 10 and before.key in _THE and not compared:
        return _noun(tokens, quantity) is not None
    numbered = after.key in {".", ")"} and after.tight and before.kind == EDGE
    return not (numbered and tokens[quantity.end + 1].kind == WORD) and before.key != "("


def _noun(tokens: Sequence[Token], quantity: _Quantity) -> Unit | None:
    return counted(tokens, quantity.end, one=quantity.number.value == 1 and quantity.upper is None)


def _settled(tokens: Sequence[Token], quantity: _Quantity) -> _Quantity:
    """With the noun that it counts, what follows it, and what it is a rate of."""
    quantity = _with_later_comparator(tokens, quantity)
    if not quantity.measured:
        end = quantity.end
        hyphened = tokens[end].is_tight("-") and tokens[end + 1].tight
        unit = joined_by_hyphen(tokens, end) if hyphened else _noun(tokens, quantity)
        if unit:
            quantity = quantity._replace(unit=unit.name, end=unit.end)
    quantity = _with_later_comparator(tokens, quantity)
    rate = per(tokens, quantity.end)
    if rate and "/" not in quantity.unit:
        quantity = quantity._replace(unit=quantity.unit + rate.name, end=rate.end)
    return quantity


def _with_later_comparator(tokens: Sequence[Token], quantity: _Quantity) -> _Quantity:
    said = comparators.after(tokens, quantity.end)
    if not said:
        return quantity
    weaker = quantity.comparator in {Comparator.EXACT, Comparator.ABOUT}
    return quantity._replace(comparator=said[0] if weaker else quantity.comparator, end=said[1])


_LISTING = {",", "and", "or", "to", "from"}


def _with_shared_units(tokens: Sequence[Token], found: list[_Quantity]) -> list[_Quantity]:
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
