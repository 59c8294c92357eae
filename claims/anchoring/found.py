"""What goes in and what comes out.

PURE: no Django.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["identical", "moved", "reworded", "changed", "gone"]


@dataclass(frozen=True)
class Selector:
    """How a quote is found again: Web Annotation's TextQuoteSelector and TextPositionSelector in one.

    `prefix` and `suffix` are the characters right before and after, whitespace included, up to 32.
    `start` and `end` are code points, end exclusive; None when not known.

    Raises ValueError when `exact` is empty.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if not self.exact:
            raise ValueError("A quote needs at least one character.")


class Difference(NamedTuple):
    """Words that stood in the quote and words that stand there now; either may be empty."""

    was: str
    now: str


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands now, and what became of it.

    `score` is the share (0 to 1) of the quote's words that still stand there; it never decides `state`.
    `differs` is empty unless the state is changed. `start` and `end` are None when it is gone.
    """

    start: int | None
    end: int | None
    state: State
    score: float
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Words of a text that are near a quote, to show to a person. `score` as in `Anchor`."""

    start: int
    end: int
    words: str
    score: float
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Located:
    """Every place (start, end) where a quote stands whole, in order; else the nearest passage, if any."""

    places: tuple[tuple[int, int], ...]
    nearest: Passage | None = None
