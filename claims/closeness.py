"""How near two statements are by their words alone, their figures aside.

PURE: no Django. Near is not the same: this only decides what is shown to a person.
"""

import re

from claims.figures.tokens import words

NEAR = 0.5  # from which the figures of two claims are proposed as of one measure

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_IDLE = words(
    "a an and are as at be been between by for from had has have in into is it its more most less than of on "
    "or over per percent since that the their there they this those to under up was were which with would "
    "about around nearly almost roughly million billion thousand hundred"
)
# Ways to say that a figure went up or down: which it was is told by the statement, not by its measure.
_MOVED = words(
    "rose rise risen rising increased increase grew grown growth climbed jumped surged soared fell fall "
    "fallen dropped drop declined decline decreased decrease shrank doubled tripled"
)


def closeness(one: str, other: str) -> float:
    """From 0, no word in common, to 1, the same words: Dice's coefficient of their word stems.

    0 where each names somebody or something, or a year, that the other does not: "in Leeds" and "in
    York" count different things.
    """
    if _each_has_its_own(_names(one), _names(other)) or _each_has_its_own(
        _years(one), _years(other)
    ):
        return 0.0
    mine, theirs = _stems(one), _stems(other)
    both = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / both if both else 0.0


def _stems(text: str) -> set[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return {_stem(word) for word in found if word not in _IDLE | _MOVED}


def _stem(word: str) -> str:
    """Without the mark of the plural: enough to find "arrest" in "arrests"."""
    plain = word.removesuffix("'s")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    return (
        plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain
    )


def _names(text: str) -> set[str]:
    """Words with a capital, but for the first, which always has one."""
    return {
        _stem(found.group().casefold())
        for found in list(_WORD.finditer(text))[1:]
        if found.group()[0].isupper()
    }


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(text))


def _each_has_its_own(one: set[str], other: set[str]) -> bool:
    return bool(one - other and other - one)
