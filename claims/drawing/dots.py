"""A dot plot of figures of one measure: a row each, on one scale, never joined and never averaged.

PURE: no Django. How a value is to be read is drawn as a shape, so that it needs no colour:

    exact            a full dot
    about            a ring, between dashes as far as a tenth either way
    at least         a full dot, and an arrow upwards
    more than        a ring, and an arrow upwards
    at most          a full dot, and an arrow downwards
    less than        a ring, and an arrow downwards
    between          a bar with two ends
    illustrative     a cross: it measures nothing

Offsets are in CSS pixels from the top left. The table beside the plot says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.drawing.lettering import NOTE, clean, wrap
from claims.figures import Comparator, Figure, FigureKind

MOST_ROWS = 40  # beyond that, so many evenly out of all, with the lowest and the highest
WIDE, NARROW = 640, 320
ROW, TOP, FOOT = 34, 8, 26
EDGE = 16  # room beside the scale for half a dot, and for arrows
SHARE = 10  # of the spread, which is left free at both ends

UPWARDS = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
DOWNWARDS = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
RINGS = frozenset({Comparator.ABOUT, Comparator.MORE_THAN, Comparator.LESS_THAN})


@dataclass(frozen=True)
class Dot:
    """One row: the words above it, its shape, and from where to where it reaches."""

    label: str
    shape: str
    x: float
    low: float
    high: float
    y: float
    arrow: str = ""

    @property
    def text_y(self) -> float:
        """The base line of the words."""
        return self.y - 11

    @property
    def points(self) -> str:
        """The head of the arrow, as a polygon."""
        end, back = (self.high, -8) if self.arrow == "up" else (self.low, 8)
        return f"{end},{self.y} {end + back},{self.y - 5} {end + back},{self.y + 5}"


@dataclass(frozen=True)
class Tick:
    """A number on the scale."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Dots:
    """The plot in one width; `left_out` rows are in the table alone."""

    name: str
    width: int
    height: int
    floor: float
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    left_out: int


@dataclass(frozen=True)
class Scale:
    """Where numbers from `low` to `high` stand in a width."""

    low: float
    high: float
    width: int

    def x(self, number: float) -> float:
        """How far from the left a number stands."""
        share = (number - self.low) / (self.high - self.low)
        return round(EDGE + share * (self.width - 2 * EDGE), 1)


def plot_dots(figures: Sequence[tuple[str, Figure]], name: str) -> Dots:
    """The plot of figures, each with its words, in the order given; `name` is "wide" or "narrow".

    Raises ValueError without figures.
    """
    scale = _scale([figure for _label, figure in figures], WIDE if name == "wide" else NARROW)
    kept = _evenly(figures)
    dots = tuple(
        _dot(label, figure, scale, y=TOP + ROW * row + 24)
        for row, (label, figure) in enumerate(kept)
    )
    floor = TOP + ROW * len(kept) + 6
    ticks = _ticks([figure for _label, figure in figures], scale)
    return Dots(name, scale.width, floor + FOOT, floor, dots, ticks, len(figures) - len(kept))


def _evenly(figures: Sequence[tuple[str, Figure]]) -> list[tuple[str, Figure]]:
    """All, or so many evenly out of them by their values, in the order given."""
    if len(figures) <= MOST_ROWS:
        return list(figures)
    by_value = sorted(range(len(figures)), key=lambda at: figures[at][1].value)
    last = len(figures) - 1
    kept = {by_value[round(at * last / (MOST_ROWS - 1))] for at in range(MOST_ROWS)}
    return [figures[at] for at in sorted(kept)]


def _ends(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest number that is said: open ends are drawn as arrows."""
    value = float(figure.value)
    if figure.comparator == Comparator.ABOUT:
        return figure.bounds
    return value, value if figure.upper is None else float(figure.upper)


def _scale(figures: Sequence[Figure], width: int) -> Scale:
    if not figures:
        raise ValueError("there is nothing to plot")
    ends = [end for figure in figures for end in _ends(figure)]
    low, high = min(ends), max(ends)
    room = (high - low) / SHARE or abs(high) / SHARE or 1.0
    return Scale(low - room, high + room, width)


def _dot(label: str, figure: Figure, scale: Scale, y: float) -> Dot:
    least, most = _ends(figure)
    arrow = ""
    if figure.comparator in UPWARDS:
        arrow, most = "up", scale.high
    elif figure.comparator in DOWNWARDS:
        arrow, least = "down", scale.low
    words = wrap(clean(label), scale.width - 2 * EDGE, NOTE, 1)[0]
    value = scale.x(float(figure.value))
    return Dot(words, _shape(figure), value, scale.x(least), scale.x(most), y, arrow)


def _shape(figure: Figure) -> str:
    if figure.kind == FigureKind.ILLUSTRATIVE:
        return "cross"
    if figure.comparator == Comparator.RANGE:
        return "bar"
    return "ring" if figure.comparator in RINGS else "full"


def _ticks(figures: Sequence[Figure], scale: Scale) -> tuple[Tick, ...]:
    """The lowest and the highest number that is said; one tick where they are the same."""
    said = {figure.value for figure in figures}
    said |= {figure.upper for figure in figures if figure.upper is not None}
    least, most = min(said), max(said)
    ticks = [Tick(scale.x(float(least)), f"{least.normalize():,f}", "start")]
    if most > least:
        ticks.append(Tick(scale.x(float(most)), f"{most.normalize():,f}", "end"))
    return tuple(ticks)
