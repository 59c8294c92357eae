"""Writing a table, row by row: CSV, an Excel workbook, JSON Lines. PURE: no Django.

Each takes a header and the rows, in any number, and gives the file in pieces of bytes. The rows are taken
one by one as the file is read, and no more of them is held than one piece. The same rows give the same
bytes.

No text becomes a formula, whoever wrote it (https://owasp.org/www-community/attacks/CSV_Injection): what
a spreadsheet would take for one leaves CSV with an apostrophe before it, and a workbook as a cell of text.

A value is text, a number, a truth value, a date, a time with its zone, nothing, or a list of texts. In CSV
and workbooks a list is one cell with "; " between.
"""

import contextlib
import csv
import io
import itertools
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.writer.excel import ExcelWriter

Value = str | int | float | Decimal | bool | date | datetime | Sequence[str] | None
Row = Sequence[Value]

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}

PIECE = 64 * 1024  # characters or bytes that are given at a time, about
BETWEEN = "; "  # the texts of a list in one cell
ROWS_OF_A_SHEET = 1_048_576  # that Excel holds, with the header
LONGEST_CELL = 32_767  # UTF-16 units that Excel holds in one cell
CUT = " […]"  # what a text ends with in a workbook that cannot hold it; CSV and JSON hold it whole
LOOKED_AT, WIDEST = 50, 60  # rows by which a column's width is chosen, and characters at most
DIGITS = 15  # that Excel keeps of a number
FIRST_DAY = date(1900, 3, 1)  # before it Excel's days are off by one, or have no number
THE_SAME_TIME = datetime(1980, 1, 1)  # of every file in a workbook: the first that a zip can say

# A formula's first character, also full-width, which some spreadsheets read alike; after blanks too.
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def csv_lines(header: Sequence[str], rows: Iterable[Row], delimiter: str = ",") -> Iterator[bytes]:
    """A table as CSV (RFC 4180): UTF-8, with the mark that tells Excel so."""
    held = io.StringIO()
    held.write("\ufeff")
    writer = csv.writer(held, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell_of_csv(value) for value in row])
        if held.tell() >= PIECE:
            yield _emptied(held)
    yield _emptied(held)


def json_lines(header: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """A table as JSON Lines: an object a row, with a name for each column. Numbers and lists stay what
    they are; an exact decimal is a text."""
    held = io.StringIO()
    for row in rows:
        held.write(json.dumps(dict(zip(header, map(_json, row), strict=True)), ensure_ascii=False))
        held.write("\n")
        if held.tell() >= PIECE:
            yield _emptied(held)
    yield _emptied(held)


def workbook(header: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """A table as an Excel workbook, written into a temporary file and then read out of it. What does not
    fit on one sheet goes on on the next, under the same header."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = THE_SAME_TIME
    try:
        _fill(book, header, rows)
        with tempfile.TemporaryFile() as file:
            with _Timeless(file, "w", zipfile.ZIP_DEFLATED) as archive:
                ExcelWriter(book, archive).write_data()
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece
    finally:
        _leave_no_files(book)


def _fill(book: Workbook, header: Sequence[str], rows: Iterable[Row]) -> None:
    coming = iter(rows)
    first = list(itertools.islice(coming, LOOKED_AT))
    widths = [_width(name, place, first) for place, name in enumerate(header)]
    coming = itertools.chain(first, coming)
    number, more = 1, True
    while more:
        sheet: Any = book.create_sheet(f"Sheet{number}")
        sheet.freeze_panes = "A2"
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([_heading(sheet, name) for name in header])
        for row in itertools.islice(coming, ROWS_OF_A_SHEET - 1):
            sheet.append([_cell(sheet, value) for value in row])
        following = list(itertools.islice(coming, 1))
        coming, more = itertools.chain(following, coming), bool(following)
        number += 1


def _width(name: str, place: int, rows: Sequence[Row]) -> int:
    """How wide a column is, in characters: as its name and the first rows need, within reason."""
    values = (str(_plain(row[place])) for row in rows if row[place] is not None)
    return min(max(map(len, itertools.chain([name], values))) + 2, WIDEST)


def _leave_no_files(book: Workbook) -> None:
    """openpyxl keeps each sheet in a file until its process ends, if the workbook is never saved."""
    for sheet in book.worksheets:
        writer = getattr(sheet, "_writer", None)
        if writer and Path(writer.out).exists():
            with contextlib.suppress(WorkbookAlreadySaved):
                sheet.close()
            writer.cleanup()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with an apostrophe before it, where it would."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given: the apostrophe before what would be a formula is taken off again."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _emptied(held: io.StringIO) -> bytes:
    piece = held.getvalue().encode()
    held.seek(0)
    held.truncate()
    return piece


def _plain(value: Value) -> str | int | float | Decimal | bool | date | None:
    """A value as one cell can hold it: a list as one text, a time as ISO 8601 with its zone."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return BETWEEN.join(value)


def _cell_of_csv(value: Value) -> Any:
    plain = _plain(value)
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, Decimal):
        return f"{plain:f}"
    return guarded(plain) if isinstance(plain, str) else plain


def _json(value: Value) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) or not isinstance(value, Sequence) else list(value)


def _heading(sheet: Any, name: str) -> WriteOnlyCell:
    cell = _text(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    """A value as openpyxl takes it."""
    plain = _plain(value)
    if isinstance(plain, str):
        return _text(sheet, plain) if _needs_care(plain) else plain or None
    if isinstance(plain, bool):
        return plain
    if (
        isinstance(plain, int | Decimal)
        and len(Decimal(plain).normalize().as_tuple().digits) > DIGITS
    ):
        return _text(sheet, f"{plain:f}" if isinstance(plain, Decimal) else str(plain))
    if isinstance(plain, date) and plain < FIRST_DAY:
        return plain.isoformat()
    return plain


def _needs_care(text: str) -> bool:
    """Whether openpyxl would refuse a text or take it for something else (a formula, an error)."""
    return (
        text[:1] in {"=", "#"}
        or len(text) > LONGEST_CELL // 2
        or bool(_FORMULA.match(text) or _NOT_IN_XML.search(text))
    )


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    """A cell that is text for good: Excel does not read it anew when somebody edits it either."""
    cell = WriteOnlyCell(sheet, value="")
    cell._value = _short_enough(_NOT_IN_XML.sub("\ufffd", text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _short_enough(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


class _Timeless(zipfile.ZipFile):
    """A zip whose files all bear one time, so that the same workbook has the same bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add a file from memory."""
        super().writestr(self._entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a file from the disk, piece by piece."""
        entry = self._entry(str(arcname))
        with Path(filename).open("rb") as source, self.open(entry, "w") as target:
            while piece := source.read(PIECE):
                target.write(piece)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, THE_SAME_TIME.timetuple()[:6])
        entry.compress_type = self.compression
        return entry
