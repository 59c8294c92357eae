"""The rows of an import that were refused, as a spreadsheet to correct and to import again: as they came,
with the reasons behind them. The file is in UTF-8, whatever the one was in that came."""

import json
from collections.abc import Iterator

from claims.importing.columns import COLUMNS, REASONS
from claims.importing.planning import CHUNK, Outcome
from claims.models import ImportRow, ImportRun
from claims.spreadsheets import csv_lines, workbook
from claims.spreadsheets.reading import UNREAD


def refused_file(run: ImportRun, kind: str = "") -> Iterator[bytes]:
    """The file in pieces, of the kind that came unless another is named: csv, xlsx or jsonl."""
    kind = kind or run.kind
    if kind == "jsonl":
        return _lines(run)
    header = _header(run)
    rows = ([cells.get(name, "") for name in header] for cells in _with_reasons(run))
    if kind == "csv":
        return csv_lines(header, rows, delimiter=run.delimiter or ",")
    return workbook(header, rows)


def told(row: ImportRow) -> str:
    """What is wrong with a row, in one text: “row 3, date “1.2.2020”: write the day as …”."""
    return " ".join(
        (f"{column} “{value}”: {words}" if value else f"{column}: {words}") if column else words
        for column, value, words in row.told
    )


def _lines(run: ImportRun) -> Iterator[bytes]:
    """Each with the names that its own row has: a name that one has wrong is no fault of the others."""
    for cells in _with_reasons(run):
        yield json.dumps(cells, ensure_ascii=False).encode() + b"\n"


def _header(run: ImportRun) -> list[str]:
    """The columns of the file that came; of JSON Lines those known, and what else the refused rows name."""
    refused = run.found.filter(outcome=Outcome.REFUSED)
    if run.header:
        names = dict.fromkeys(run.header)
        if refused.filter(cells__has_key=UNREAD).exists():
            names[UNREAD] = None
    else:
        names = dict.fromkeys(column.name for column in COLUMNS)
        for cells in refused.values_list("cells", flat=True).iterator(CHUNK):
            names |= dict.fromkeys(cells)
    return [*(name for name in names if name.lower() != REASONS), REASONS]


def _with_reasons(run: ImportRun) -> Iterator[dict[str, str]]:
    """The cells of each refused row, in their order, a chunk of rows at a time."""
    rows = run.found.filter(outcome=Outcome.REFUSED).order_by("number")
    after = 0
    while chunk := list(rows.filter(number__gt=after)[:CHUNK]):
        after = chunk[-1].number
        for row in chunk:
            cells = {name: value for name, value in row.cells.items() if name.lower() != REASONS}
            yield {**cells, REASONS: told(row)}
