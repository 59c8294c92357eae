"""Spreadsheets for tests, in the bytes that a program would write."""

import csv
import io
from collections.abc import Iterable, Mapping

from claims.importing.columns import COLUMNS

QUOTE = "the ferry ran aground at noon"
ROW = {
    "statement": "The ferry ran aground.",
    "article URL": "https://paper.example.org/ferry",
    "title": "Ferry aground",
    "outlet": "The Paper",
    "date": "2026-03-14",
    "quote": QUOTE,
    "stance": "asserts",
    "basis": "attributed",
    "attributed to": "the captain (person)",
}


def row(**cells: str) -> dict[str, str]:
    """The usual row with other cells; `_` stands for a space in the name of a column."""
    return {**ROW, **{name.replace("_", " "): value for name, value in cells.items()}}


def as_csv(*rows: Mapping[str, str], header: Iterable[str] | None = None) -> bytes:
    """A file of these rows, under all columns unless others are given."""
    names = list(header or [column.name for column in COLUMNS])
    held = io.StringIO()
    writer = csv.DictWriter(held, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode()
