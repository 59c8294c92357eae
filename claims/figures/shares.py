"""Shares and multiples: "one in five" is 20 %, "a third" about 33.33 %, "doubled" is 2 times.

PURE: no Django.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.figures import comparators
from claims.figures.figure import Comparator
from claims.figures.numbers import SMALL, number, plainly
from claims.figures.tokens import NUMBER, Token, words
from claims.figures.units import measure, money, percent

_FROM_THIRD = "third quarter fifth sixth seventh eighth ninth tenth"
_PARTS = {word: value for value, word in enumerate(_FROM_THIRD.split(), start=3)}
_PARTS |= {"half": 2, "fourth": 4, "twentieth": 20, "hundredth": 100, "thousandth": 1000}
_PARTS |= {f"{word}s": value for word, value in _PARTS.items()}
_LEFT_ALONE = words(
    "first second other latter last next top bottom better worse each final opening"
)
_OF_HALF = words("of the its their his her our all those these that")


def _multiples(table: dict[str, str]) -> dict[str, Decimal]:
    return {word: Decimal(times) for times, several in table.items() for word in words(several)}


_DONE = _multiples(
    {
        "2": "doubled doubling twice",
        "3": "tripled tripling trebled trebling thrice",
        "4": "quadrupled quadrupling",
        "5": "quintupled quintupling",
        "0.5": "halved halving",
    }
)
_DOING = _multiples(
    {
        "2": "double doubles",
        "3": "triple triples treble trebles",
        "4": "quadruple quadruples",
        "5": "quintuple quintuples",
        "0.5": "halve halves",
    }
)
_NOT_MULTIPLIED = words("down over back up as")
_ITS = words("the its their his her our my your that what this last these those")
_WILL = words("to will would could may might can should must shall nearly")
_AFTER_A_PART = words("since in from to this last")
_FOLDS = {f"{word}fold": Decimal(times) for word, times in SMALL.items() if times > 1}
_FOLDS |= {"hundredfold": Decimal(100), "thousandfold": Decimal(1000)}


class Share(NamedTuple):
    """A share in % or a multiple in times, and the token after it."""

    value: Decimal
    unit: str
    end: int
    comparator: Comparator = Comparator.EXACT


def multiple(tokens: Sequence[Token], i: int) -> Share | None:
    """ "doubled", "twice", "eightfold"; "double" where it is a verb or stands before what it multiplies."""
    key, following = tokens[i].key, tokens[i + 1]
    fold = _FOLDS.get(key) or _DONE.get(key)
    if fold:
        away = key in _DONE and following.key in _NOT_MULTIPLIED and key not in {"twice", "thrice"}
        return None if away else Share(fold, "times", i + 1)
    fold = _DOING.get(key)
    if not fold or following.is_tight("-") or following.key in _NOT_MULTIPLIED:
        return None
    said = tokens[i - 1].key in _WILL or comparators.before(tokens, i)[1] < i
    return Share(fold, "times", i + 1) if said or following.key in _ITS else None


def share(tokens: Sequence[Token], i: int) -> Share | None:
    """A part of a whole, in %."""
    token = tokens[i]
    if token.key == "half":
        return _half(tokens, i)
    return _part(tokens, i) or _one_in(tokens, i)


def _half(tokens: Sequence[Token], i: int) -> Share | None:
    before, following = tokens[i - 1], tokens[i + 1]
    if before.key in _LEFT_ALONE or (before.key == "-" and before.tight):
        return None
    if following.key in {"a", "an"} or (following.is_tight("-") and tokens[i + 2].tight):
        of = measure(tokens, i + 2) or percent(tokens, i + 2)
        if not of or of.name == "times":
            return None
        return Share(Decimal("0.5"), of.name, of.end)
    said = before.key == "by" or comparators.before(tokens, i)[1] < i
    if following.key in _OF_HALF or (said and not following.is_tight("-")):
        return Share(Decimal(50), "%", i + 1)
    return None


def _part(tokens: Sequence[Token], i: int) -> Share | None:
    """ "a third of", "one-third", "two-thirds", "three quarters"."""
    many = SMALL.get(tokens[i].key, 0)
    if not many and tokens[i].key != "a":
        return None
    whole = number(tokens, i)
    if whole and whole.scaled:  # "a quarter of a million"
        return None
    joined = tokens[i + 1].is_tight("-") and tokens[i + 2].tight
    at = i + 2 if joined else i + 1
    parts = _PARTS.get(tokens[at].key, 0)
    if not parts or (many > 1) != tokens[at].key.endswith("s") or max(many, 1) >= parts:
        return None
    end = at + 1
    if tokens[end].is_tight("-") or tokens[i - 1].key == "and":
        return None
    if many in {0, 1} and not joined and not _is_share(tokens, i, end):
        return None
    return _percentage(max(many, 1), Decimal(parts), end)


def _is_share(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether "a third", "a quarter" is a part and no ordinal or term: it is "of", or compared, or "by"."""
    compared = comparators.before(tokens, i)[1] < i
    noun = tokens[end].is_word() and tokens[end].key not in _AFTER_A_PART
    return tokens[end].key == "of" or ((compared or tokens[i - 1].key == "by") and not noun)


_JOINTS = words("in out of -")


def _one_in(tokens: Sequence[Token], i: int) -> Share | None:
    """ "one in five", "1-in-5", "nine out of ten", "3 in every 4", "one out of every six"."""
    if tokens[i].kind == NUMBER and tokens[i + 1].key not in _JOINTS:
        return None  # a whole number in digits is one token
    first = number(tokens, i)
    if not first or first.scaled or not _whole(first.value):
        return None
    at = first.end
    joint = (tokens[at].key, tokens[at + 1].key)
    hyphened = joint == ("-", "in") and tokens[at + 2].is_tight("-")
    if hyphened or (joint == ("out", "of") and tokens[at + 2].key == "every"):
        at += 3
    elif joint in {("out", "of"), ("in", "every"), ("of", "every")}:
        at += 2
    elif joint[0] == "in":
        at += 1
    else:
        return None
    second = number(tokens, at)
    if not second or not _whole(second.value) or not 0 < first.value < second.value:
        return None
    if tokens[at].kind == NUMBER and _year_like(second.value, tokens[at].key):
        return None
    unit = percent(tokens, second.end) or money(tokens, second.end) or measure(tokens, second.end)
    if unit or tokens[second.end].is_tight("-"):
        return None
    return _percentage(first.value, second.value, second.end)


def _year_like(value: Decimal, written: str) -> bool:
    return len(written) == 4 and 1500 <= value < 2200


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _percentage(many: Decimal | int, of: Decimal, end: int) -> Share | None:
    """In %. What does not come out even at two places is rounded there, and so it is "about"."""
    value = 100 * Decimal(many) / of
    short = value.quantize(Decimal("0.01")) if value >= 1 else value.quantize(Decimal("0.000001"))
    if not short:
        return None
    how = Comparator.EXACT if short == value else Comparator.ABOUT
    return Share(plainly(short), "%", end, how)
