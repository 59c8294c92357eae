"""Figures: what a sentence says in numbers, and when two of them conflict.

PURE: no Django. `figures(sentence)` reads; `conflict` and `conflicts` compare.

What is read, and how it is spelled:

- A count has the noun that it counts as its unit, in the plural: "officers". A rate stands behind a
  slash: "arrests/day", "deaths/100,000 people". Where no noun follows, the unit is empty.
- Percentages are "%", differences between them "percentage points". Parts of a whole are percentages:
  "one in five" is 20 %, "half of" 50 %; "a third" is *about* 33.33 %, since it was rounded.
- Multiples are "times": "doubled", "twice" and "eightfold" are 2, 2 and 8 times, "halved" 0.5 times.
- Money is a sign, before or behind the number: "$", "£", "€". US dollars are "$", others have their code.
- Durations and measures have one spelling each: "hours", "weeks", "km", "miles/hour".
- A range has its lower end as the value and `upper` beside it. "From 3 to 5" is two figures, unless
  something ranges or varies from 3 to 5.
- "zero arrests" is 0; "no arrests" is no figure. "Thousands", "dozens" and "several" are none either:
  they say no number, and none is made up.

Years, dates, times of day, ages, ordinals, scores, and numbers that name something (Title 42, Boeing 737,
COVID-19, page 12, a telephone) count nothing and are left out.

    tokens       words, numbers and marks, with what `not_counts` finds set aside
    numbers      the value
    units        what it counts, in which currency, per what
    comparators  "more than", "or so"
    shares       "one in five", "doubled"
    names years  what has digits and counts nothing, seen by its neighbours
    reading      all of it together
    direction    whether it is a rise or a fall
    figure       the result, and conflicts
    beside       a figure beside another one of its measure
"""

from claims.figures.beside import Beside
from claims.figures.direction import direction
from claims.figures.figure import (
    COMPARATOR_LABELS,
    FIGURE_KIND_LABELS,
    Comparator,
    Figure,
    FigureKind,
    at_odds,
    conflict,
    conflicts,
    unmatched,
)
from claims.figures.reading import figures

__all__ = [
    "COMPARATOR_LABELS",
    "FIGURE_KIND_LABELS",
    "Beside",
    "Comparator",
    "Figure",
    "FigureKind",
    "at_odds",
    "conflict",
    "conflicts",
    "direction",
    "figures",
    "unmatched",
]
