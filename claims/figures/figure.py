"""Figures, and when two of them conflict.

PURE: no Django. A figure is a value with its unit and a comparator: "more than 5,000 officers" says
that the number lies above 5,000. Two figures of one measure conflict when no number fits both.
Illustrative figures conflict with nothing.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import combinations


class Comparator(StrEnum):
    """How the value is to be read."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


class FigureKind(StrEnum):
    """How the figure came about. Unrecorded is a value, and the default."""

    UNRECORDED = "unrecorded"
    MEASURED = "measured"
    ESTIMATED = "estimated"
    MODELLED = "modelled"
    ILLUSTRATIVE = "illustrative"
    SELF_REPORTED = "self_reported"


_OF_A_WHOLE = {"%", "percentage points"}

COMPARATOR_LABELS = {
    Comparator.EXACT: "exactly",
    Comparator.ABOUT: "about",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_LEAST: "at least",
    Comparator.LESS_THAN: "less than",
    Comparator.AT_MOST: "at most",
    Comparator.RANGE: "between",
}

FIGURE_KIND_LABELS = {
    FigureKind.UNRECORDED: "unrecorded",
    FigureKind.MEASURED: "measured",
    FigureKind.ESTIMATED: "estimated",
    FigureKind.MODELLED: "modelled",
    FigureKind.ILLUSTRATIVE: "illustrative",
    FigureKind.SELF_REPORTED: "self-reported",
}


@dataclass(frozen=True)
class Figure:
    """A value in `unit` ("%", "arrests/day"), for a period and a population where they are known."""

    value: Decimal
    unit: str = ""
    comparator: Comparator = Comparator.EXACT
    period: str = ""
    population: str = ""
    kind: FigureKind = FigureKind.UNRECORDED
    upper: Decimal | None = None
    """The upper end of a range, whose lower end is `value`; None for every other comparator."""
    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)
    text: str = field(default="", compare=False, repr=False)
    """Where `figures` read it: offsets in code points, and the words there."""

    @property
    def shown_value(self) -> str:
        """Without idle zeros, thousands apart: "3,000", "0.5"; "20 and 30" for a range."""
        ends = [self.value] if self.upper is None else [self.value, self.upper]
        return " and ".join(f"{end.normalize():,f}" for end in ends)

    @property
    def label(self) -> str:
        """The figure in a few characters: "807%", "more than 5,000 officers"."""
        unit = self.unit if self.unit in {"", "%"} else f" {self.unit}"
        exact = self.comparator == Comparator.EXACT
        return ("" if exact else f"{COMPARATOR_LABELS[self.comparator]} ") + self.shown_value + unit

    @property
    def measure(self) -> tuple[str, str, str]:
        """What is counted: figures are compared only where all three agree."""
        return (self.unit.casefold(), self.period.casefold(), self.population.casefold())

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that the figure allows."""
        value = float(self.value)
        above, below = math.nextafter(value, math.inf), math.nextafter(value, -math.inf)
        tenth = abs(value) / 10
        return {
            Comparator.EXACT: (value, value),
            Comparator.ABOUT: (value - tenth, value + tenth),
            Comparator.MORE_THAN: (above, math.inf),
            Comparator.AT_LEAST: (value, math.inf),
            Comparator.LESS_THAN: (-math.inf, below),
            Comparator.AT_MOST: (-math.inf, value),
            Comparator.RANGE: (value, value if self.upper is None else float(self.upper)),
        }[self.comparator]


def conflict(one: Figure, other: Figure) -> bool:
    """Whether two figures of one claim speak of one measure and no number fits both."""
    return one.measure == other.measure and _no_number_fits(one, other)


def at_odds(one: Figure, other: Figure, opposite: bool = False) -> bool:
    """Whether two figures that stand side by side, as of one measure, cannot both be right: also where
    no more is known than that they are `opposite`, a rise and a fall.

    A period or population that is unrecorded may be any: only two that are recorded and differ say why
    the figures do.
    """
    said = ((one.period, other.period), (one.population, other.population))
    told_apart = any(
        mine and theirs and mine.casefold() != theirs.casefold() for mine, theirs in said
    )
    alike = one.unit.casefold() == other.unit.casefold()
    return alike and not told_apart and _no_number_fits(one, other, opposite)


def _no_number_fits(one: Figure, other: Figure, opposite: bool = False) -> bool:
    """Illustrative figures measure nothing, so they contradict nothing; nor do a rise and a fall of 0."""
    if FigureKind.ILLUSTRATIVE in (one.kind, other.kind):
        return False
    if opposite and (one.value or other.value):
        return True
    (low, high), (other_low, other_high) = one.bounds, other.bounds
    return high < other_low or other_high < low


def unmatched(here: Sequence[Figure], there: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The first figure here and there that are of one measure and conflict, when those that fit each
    other are set aside; None if there is none."""
    for one in here:
        if _fits(one, there):
            continue
        for other in there:
            if conflict(one, other) and not _fits(other, here):
                return one, other
    return None


def _fits(one: Figure, others: Iterable[Figure]) -> bool:
    """Whether one of the others may be the same."""
    return any(
        _counts_the_same(one, other) or (one.measure == other.measure and not conflict(one, other))
        for other in others
    )


def _counts_the_same(one: Figure, other: Figure) -> bool:
    """Whether one says what it counts and the other is the same number, of what is not read from it: "12
    bearings" and "12 of the bridge's 40 bearings"."""
    units = {one.unit, other.unit}
    same = (one.value, one.upper) == (other.value, other.upper)
    return same and len(units) == 2 and "" in units and not units & _OF_A_WHOLE


def conflicts(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures that conflict, each pair once however often a figure is given."""
    measures: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in dict.fromkeys(figures):
        measures[figure.measure].append(figure)
    for alike in measures.values():
        yield from (pair for pair in combinations(alike, 2) if conflict(*pair))
