"""Whether a figure is a rise or a fall, as the words beside it say.

PURE: no Django. "Rose by 5%" and "a fall of 5%" give one value, and are opposites.
"""

import re
from functools import lru_cache

from claims.figures.figure import Figure
from claims.figures.reading import figures
from claims.figures.tokens import words

BEFORE, AFTER = 4, 2  # words on each side of a figure in which its direction is said

_UP = words(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing "
    "growth climb climbs climbed surge surges surged soar soars soared jump jumps jumped spike spiked up"
)
_DOWN = words(
    "fall falls fell fallen falling decrease decreases decreased decreasing drop drops dropped dropping "
    "decline declines declined declining shrink shrinks shrank shrunk sink sinks sank plunge plunged "
    "plummeted slump slumped dip dipped reduction down"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=2_000)  # a measure of 200 figures asks for each of them beside each
def direction(sentence: str, figure: Figure) -> int:
    """1 if the sentence says that the figure is a rise, -1 for a fall, 0 if it says neither, or both."""
    alike = (one for one in figures(sentence) if _same(one, figure))
    said = {_beside(sentence, one) for one in alike}
    return said.pop() if len(said) == 1 else 0


def _same(one: Figure, other: Figure) -> bool:
    same = (one.value, one.upper) == (other.value, other.upper)
    return same and one.unit.casefold() == other.unit.casefold()


def _beside(sentence: str, figure: Figure) -> int:
    before = _WORD.findall(sentence[: figure.start])[-BEFORE:]
    after = _WORD.findall(sentence[figure.end :])[:AFTER]
    near = {word.casefold() for word in (*before, *after)}
    return bool(near & _UP) - bool(near & _DOWN)
