"""How well figures are read, beside quantulum3 alone on the same sentences in the same run.

Run from the project's directory: `python -m bench.figures`. The baseline is measured where it is
installed (`pip install quantulum3`); `--failures` lists what is read wrongly.

The sentences, labelled by hand in bench/sentences/, are our own, in the style of news:

- development: looked at while the rules were written.
- test: written before the rules, by who wrote the rules.
- hard: written after the rules, to break them; what it showed to be a mistake of a general kind was
  mended, the rest is listed in docs/quality.md.
- sample: quotations of the sample.

A span is right where both ends agree; quantulum3 leaves comparators and nouns out of its spans, so how
many figures overlap one of the labels stands beside it. A value is right where its span overlaps the
label's and the numbers agree, both ends of a range included; "all" asks for unit and comparator too.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.figures import Figure, figures

SENTENCES = Path(__file__).parent / "sentences"
SETS = ("development", "test", "hard", "sample")
WORDS = 10_000
TARGET = 1.0  # seconds for a draft of so many words
LONG = 100_000
# What a text may repeat to make a reader of patterns slow.
PIECES = (
    "1",
    "1,",
    "123,",
    "1-",
    "1/",
    "[1,",
    "1 ",
    '5 "',
    "5-a-",
    "one and ",
    "one million ",
    "1.1.",
    "+1 ",
    "a.b@",
)

Reader = Callable[[str], list[Figure]]
# The names that quantulum3 gives to the units that the labels spell otherwise; the rest are plurals.
UNITS = {"dimensionless": "", "percentage": "%", "dollar": "$", "pound sterling": "£", "euro": "€"}


@dataclass(frozen=True)
class Labelled:
    """A sentence, and the figures that a person reads in it."""

    text: str
    figures: list[Figure]


def labelled(name: str) -> list[Labelled]:
    lines = (SENTENCES / f"figures_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [Labelled(row["sentence"], [_figure(each) for each in row["figures"]]) for row in rows]


def _figure(row: dict[str, Any]) -> Figure:
    upper = Decimal(row["upper"]) if "upper" in row else None
    return Figure(**{**row, "value": Decimal(row["value"]), "upper": upper})


def baseline() -> Reader | None:
    """quantulum3 alone, or None where it is not installed."""
    try:
        from quantulum3 import parser
    except ImportError:
        return None

    def read(text: str) -> list[Figure]:
        try:
            found = parser.parse(text)
        except Exception:  # it raises for some sentences: nothing read
            return []
        return [_of_baseline(quantity) for quantity in found]

    return read


def _of_baseline(quantity: Any) -> Figure:
    """Its middle with an uncertainty is a range's two ends."""
    off = Decimal(str(quantity.uncertainty or 0))
    middle = Decimal(str(quantity.value))
    start, end = quantity.span
    name = quantity.unit.name
    return Figure(
        value=middle - off,
        upper=middle + off if off else None,
        unit=UNITS.get(name, f"{name}s"),
        start=start,
        end=end,
    )


# How right


def same_span(one: Figure, other: Figure) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def overlap(one: Figure, other: Figure) -> bool:
    return one.start < other.end and other.start < one.end


def same_value(one: Figure, other: Figure) -> bool:
    return overlap(one, other) and (one.value, one.upper) == (other.value, other.upper)


def all_the_same(one: Figure, other: Figure) -> bool:
    return same_span(one, other) and one == other


AGREEMENTS = {"span": same_span, "overlap": overlap, "value": same_value, "all": all_the_same}


def f1(
    rows: list[Labelled], read: list[list[Figure]], agree: Callable[[Figure, Figure], bool]
) -> float:
    """The harmonic mean of precision and recall; each label is met once."""
    hits = 0
    for row, found in zip(rows, read, strict=True):
        left = list(row.figures)
        for figure in found:
            met = next((label for label in left if agree(figure, label)), None)
            if met is not None:
                left = [label for label in left if label is not met]
                hits += 1
    wanted = sum(len(row.figures) for row in rows)
    given = sum(map(len, read))
    return 2 * hits / (wanted + given) if wanted + given else 1.0


def measure(name: str, readers: dict[str, Reader]) -> None:
    rows = labelled(name)
    count = sum(len(row.figures) for row in rows)
    print(f"{name}: {len(rows)} sentences, {count} figures")
    for reader, reads in readers.items():
        read = [reads(row.text) for row in rows]
        scores = "  ".join(
            f"{what} {f1(rows, read, agree):.3f}" for what, agree in AGREEMENTS.items()
        )
        print(f"  {reader:12} F1  {scores}")


def failures(name: str) -> None:
    """What we read otherwise than the labels have it."""
    for row in labelled(name):
        found = figures(row.text)
        missed = [label for label in row.figures if not any(all_the_same(f, label) for f in found)]
        wrong = [f for f in found if not any(all_the_same(f, label) for label in row.figures)]
        if missed or wrong:
            print(f"  {row.text}")
            for label in missed:
                print(f"      missed  {row.text[label.start : label.end]!r} {label}")
            for figure in wrong:
                print(f"      read    {figure.text!r} {figure}")


def draft() -> str:
    """The labelled sentences, over and over."""
    words = " ".join(row.text for name in SETS for row in labelled(name)).split()
    return " ".join((words * (WORDS // len(words) + 1))[:WORDS])


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def worst() -> None:
    """Reading stays linear: twice the text, about twice the time."""
    for piece in PIECES:
        text = piece * (LONG // len(piece))
        once, twice = (
            timed(lambda text=text: figures(text)),
            timed(lambda text=text: figures(text * 2)),
        )
        print(
            f"  {piece!r:14} {LONG:,} characters {once * 1000:6.0f} ms, twice as many x {twice / once:.1f}"
        )


def main() -> None:
    readers: dict[str, Reader] = {"ours": figures}
    other = baseline()
    if other:
        other("5 km")  # it loads its units on the first call
        readers["quantulum3"] = other
    else:
        print("quantulum3 is not installed: no baseline (pip install quantulum3)\n")
    for name in SETS:
        measure(name, readers)
        if "--failures" in sys.argv:
            failures(name)
    text = draft()
    took = timed(lambda: figures(text))
    late = "" if took < TARGET else f"  OVER {TARGET} s"
    print(f"a draft of {WORDS:,} words: {took * 1000:.0f} ms{late}")
    rows = [row for name in SETS for row in labelled(name)]
    for name, read in readers.items():
        took = timed(lambda read=read: [read(row.text) for row in rows])
        print(f"{name}: {took / len(rows) * 1000:.2f} ms a sentence")
    worst()


if __name__ == "__main__":
    main()
