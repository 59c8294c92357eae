"""Reading a table, row by row: CSV, an Excel workbook, JSON Lines. PURE: no Django.

    file ──► opened ──► Table: its kind, its header, notes on how it was read
                          └─► rows: a `Read` each, with its number as a spreadsheet shows it (the header
                              is row 1; in JSON Lines, the number of the line)

No more than one row is held at a time, and no file makes it otherwise: cells, lines, and what a workbook
unpacks to have limits. What is wrong with a row is said of that row (`Read.wrong`), and reading goes on;
what is wrong with the file as a whole is an `Unreadable`, in words that say what to do.

CSV is in the encoding that its mark names (RFC 3629, UTF-16), else UTF-8, else what its letters look like
(encodings.py), unless somebody says which it is.
In a UTF-8 file, a row with bytes that are none is told, not guessed at. The delimiter is a comma, a
semicolon or a tab, whichever parts the first row into most cells.

What of a row has no place in its cells, since it cannot be taken apart or stands beyond the columns, is kept
as it stood, under the name `UNREAD`.
"""

import codecs
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from claims.spreadsheets.encodings import ENCODINGS, guessed
from claims.spreadsheets.sent import Sent
from claims.spreadsheets.words import Words as _
from claims.spreadsheets.writing import BETWEEN, unguarded

MOST_CELL = 50_000  # characters of one cell
MOST_COLUMNS = 200
MOST_LINE = 1_000_000  # bytes of one line of JSON Lines
MOST_UNPACKED = 1_000_000_000  # bytes, of all parts of a workbook together
MOST_STRINGS = (
    150_000_000  # bytes of the texts that a workbook keeps apart, which are held in memory
)
MOST_PARTS = 2_000
DELIMITERS = ",;\t"
SHORTENED = 1_000  # characters that are kept of a cell that is too long
STEP = 1 << 20  # bytes that are looked at at a time
SAMPLE = 50_000  # bytes that are enough to guess an encoding
CSV, XLSX, JSONL = "csv", "xlsx", "jsonl"
UNREAD = "unread"  # a cell by this name: what of the row could not be read, as it stood
ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}

BAD_BYTES = _(
    "Some characters here are in another encoding than the rest of the file. Save the "
    "whole file as UTF-8 (in Excel: “CSV UTF-8”)."
)
NUL = _("A character that nobody sees (NUL) stands here. Type this cell again.")
FORMULA_ERROR = _("A formula here gives an error. Write its value in its place.")
CUT_OFF = _("The file breaks off in the middle of this line. Get the whole file again.")
TOO_DEEP = _(
    "This line holds lists in lists, or objects in objects. Write a text or a list of texts."
)
NOT_FLAT = _("Write a text here, or a list of texts.")

# A cell may be long, and is refused by its row; nothing but memory limits what csv itself takes.
csv.field_size_limit(50_000_000)


def _to_unmerge(cells: str) -> str:
    return _(
        "The cells {cells} are merged. Unmerge them, and fill in each of the rows.", cells=cells
    )


class Unreadable(Exception):
    """The file cannot be read as a table; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Read(Sent):
    """A row as it stands: cells by the name of their column, as the header writes it. `wrong` names
    columns, each with what is the matter with it; "" is the row as a whole."""

    number: int
    cells: dict[str, str]
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A file that was opened. `header` is None where every row names its own columns. `encoding` is empty
    unless it was guessed or chosen, `delimiter` unless it is CSV."""

    kind: str
    header: tuple[str, ...] | None
    rows: Iterator[Read]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def opened(file: BinaryIO, encoding: str = "") -> Table:
    """Open a table. The file must be seekable; it is told by its beginning what it is. CSV is read in the
    `encoding`, one of ENCODINGS, if one is given.

    Raises Unreadable, also while the rows are read.
    """
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if not head.strip():
        raise Unreadable(_("The file is empty. Choose another, or save it again."))
    if head.startswith(b"PK\x03\x04"):
        return _workbook(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _(
                "This is a workbook of an old kind (.xls), or one with a password. Save it as .xlsx "
                "without a password, or as CSV."
            )
        )
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        return _json_lines(file)
    return _csv(file, encoding)


# CSV


def _csv(file: BinaryIO, chosen: str) -> Table:
    encoding = _encoding(file, chosen)
    named = encoding if encoding in ENCODINGS else ""
    file.seek(0)
    text = io.TextIOWrapper(
        file,
        encoding=encoding,
        errors="replace" if encoding == "utf-16" else "surrogateescape",
        newline="",
    )
    lines = iter(text)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))
    text.seek(0)
    rows = _numbered(csv.reader(text, delimiter=delimiter, strict=True))
    _number, names = next(rows, (1, []))
    header = _header(names)
    notes = (noted(named, chosen=bool(chosen)),) if named else ()
    return Table(CSV, header, _csv_rows(header, rows), notes, named, delimiter)


def noted(encoding: str, *, chosen: bool) -> str:
    """In which encoding the file is read, where it does not say so itself."""
    if chosen:
        return _("The file is read as {encoding}.", encoding=ENCODINGS[encoding])
    return _(
        "The file does not say its encoding and is not in UTF-8. It was read as {encoding}: "
        "check that accented letters and quotation marks are right.",
        encoding=ENCODINGS[encoding],
    )


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their numbers."""
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_csv_error(error, number)) from error
        if any(map(str.strip, row)):
            yield number, row


def _csv_error(error: csv.Error, number: int) -> str:
    if "unexpected end" in str(error) or "limit" in str(error):
        return _(
            "A quotation mark that opens a cell in row {number:,} is never closed. Close it, or "
            "double those that belong to the text.",
            number=number,
        )
    return _(
        "Row {number:,} is no CSV: behind a quotation mark that closes a cell comes more of "
        "it. Double those that belong to the text.",
        number=number,
    )


def _csv_rows(header: tuple[str, ...], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Read]:
    for number, row in rows:
        yield _read(header, number, row, unguarded)


def _encoding(file: BinaryIO, chosen: str) -> str:
    """The encoding of a text: one of ENCODINGS if it was chosen or had to be guessed, else as Python
    calls it. What the file says itself counts before what was chosen."""
    head = file.read(4)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if chosen:
        return chosen
    fits, other = _looked_through(file)
    return "utf-8-sig" if fits or not other else guessed(other)


def _looked_through(file: BinaryIO) -> tuple[bool, bytes]:
    """Whether letters beyond ASCII stand in UTF-8 in any line, and a sample of the lines that hold
    bytes which do not."""
    fits, other, looked = False, bytearray(), 0
    for line in iter(lambda: file.readline(STEP), b""):
        if line.isascii():
            continue
        try:
            line.decode()
            fits = True
        except UnicodeDecodeError as error:
            # A line that is longer than a step may be cut within a letter.
            if len(line) < STEP or error.start < len(line) - 4:
                other += line[: max(0, SAMPLE - len(other))]
        looked += len(line)
    return fits, bytes(other)


def _header(names: list[str]) -> tuple[str, ...]:
    """The names of the columns, without empty ones at the end."""
    if len(names) > MOST_COLUMNS and any(names[MOST_COLUMNS:]):
        raise Unreadable(
            _(
                "The first row has more than {most} columns. Delete those unused.",
                most=MOST_COLUMNS,
            )
        )
    names = [unguarded(name).strip()[:200] for name in names[:MOST_COLUMNS]]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(_("The first row is empty. Write the names of the columns there."))
    for place, name in enumerate(names, start=1):
        told, wrong = _kept(name)
        if wrong:
            raise Unreadable(
                _(
                    "The name of column {place}, “{name}”, holds what is no text. Type it again, or choose "
                    "another file if this is no spreadsheet.",
                    place=place,
                    name=told,
                )
            )
    return tuple(names)


def _read(
    header: tuple[str, ...], number: int, row: list[str], plain: Callable[[str], str] = str
) -> Read:
    """A row under its header, with what is wrong in it."""
    cells: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for name, value in zip(header, row, strict=False):
        if value:
            kept, message = _kept(plain(value))
            cells[name] = kept
            if message:
                wrong.append((name, message))
    beyond = [value for value in row[len(header) :] if value.strip()]
    if beyond:
        before = [cells[UNREAD]] if UNREAD in cells else []
        cells[UNREAD], _shortened = _kept(BETWEEN.join([*before, *beyond]))
        wrong.append(
            (
                "",
                _(
                    "There are {count:,} cells in this row, and {columns:,} columns. Put cells that hold "
                    "the delimiter between quotation marks.",
                    count=len(row),
                    columns=len(header),
                ),
            )
        )
    return Read(number, cells, tuple(wrong))


_SURROGATE = re.compile("[\ud800-\udfff]")


def _kept(value: str) -> tuple[str, str]:
    """A cell as it may be kept, and what is wrong with it."""
    if len(value) > MOST_CELL:
        return f"{_SURROGATE.sub('�', value[:SHORTENED])}…", _(
            "This cell holds {length:,} characters; {most:,} is the most. Shorten it.",
            length=len(value),
            most=MOST_CELL,
        )
    if not value.isascii() and _SURROGATE.search(value):
        return _SURROGATE.sub("\ufffd", value), BAD_BYTES
    if "\0" in value:
        return value.replace("\0", "\ufffd"), NUL
    return value, ""


# Workbooks


def _workbook(file: BinaryIO) -> Table:
    _refuse_bomb(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Unreadable:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as there are parts
        raise Unreadable(
            _("This is no Excel workbook, or a damaged one. Save it again as .xlsx, or as CSV.")
        ) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not sheets:
        raise Unreadable(_("The workbook has no visible sheet. Show the one that is to be read."))
    sheet, *others = sheets
    notes = [_("The sheet “{title}” was read.", title=sheet.title)] if others or hidden else []
    notes += [_("The hidden sheet “{name}” was not read.", name=name) for name in hidden]
    notes += [
        _("The sheet “{title}” was not read: only the first one is.", title=other.title)
        for other in others
    ]
    merged = _merged(file, sheet)
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    rows = _sheet_rows(sheet)
    number, names = next(rows, (1, []))
    header = _header([_text(name) for name in names])
    if number in merged:
        raise Unreadable(_to_unmerge(merged[number]))
    return Table(XLSX, header, _workbook_rows(header, rows, merged), tuple(notes))


def _refuse_bomb(file: BinaryIO) -> None:
    """By what the zip says of itself; `zipfile` reads no more of a part than it declares there."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(
            _("This is no Excel workbook, or a damaged one. Save it again as .xlsx, or as CSV.")
        ) from error
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    others = max(
        (part.file_size for part in parts if "/worksheets/" not in part.filename), default=0
    )
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or max(strings, others) > MOST_STRINGS
        or any(part.flag_bits & 1 for part in parts)
    ):
        raise Unreadable(
            _(
                "The workbook unpacks to far more than a table of text holds, or is locked. Save the "
                "one sheet as CSV."
            )
        )
    file.seek(0)


_MERGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"""
)


def _merged(file: BinaryIO, sheet: Any) -> dict[int, str]:
    """The rows that merged cells reach into, each with their place (A2:B3). They stand behind the rows in
    a sheet, so it is looked through for them first."""
    found: dict[int, str] = {}
    with zipfile.ZipFile(file) as packed, packed.open(sheet._worksheet_path.lstrip("/")) as part:
        before = b""
        while piece := part.read(STEP):
            for match in _MERGE.finditer(before + piece):
                cells = match[1].decode()
                _left, top, _right, bottom = range_boundaries(cells)
                # The first hundred thousand rows are told one by one; nobody merges more than that.
                for number in range(int(top), min(int(bottom), int(top) + 100_000) + 1):
                    found.setdefault(number, cells)
            before = (before + piece)[-300:]
    file.seek(0)
    return found


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold anything, with their numbers."""
    try:
        for number, row in enumerate(
            sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1
        ):
            if any(value is not None and value != "" for value in row):
                yield number, list(row)
    except (ParseError, ValueError, KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Unreadable(
            _("The sheet is damaged and could not be read to its end. Save the workbook again.")
        ) from error


def _workbook_rows(
    header: tuple[str, ...], rows: Iterator[tuple[int, list[Any]]], merged: dict[int, str]
) -> Iterator[Read]:
    for number, row in rows:
        read = _read(header, number, [_text(value) for value in row])
        wrong: list[tuple[str, str]] = [
            (name, FORMULA_ERROR) for name, value in read.cells.items() if value in ERRORS
        ]
        if number in merged:
            wrong.insert(0, ("", _to_unmerge(merged[number])))
        yield Read(number, read.cells, (*read.wrong, *wrong)) if wrong else read


def _text(value: Any) -> str:
    """A cell of a workbook as text: a day as ISO 8601, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _unescaped(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _unescaped(value: str) -> str:
    """The text with characters that XML cannot hold, as Excel writes them: _x000D_ (ECMA-376)."""
    if "_x" not in value:
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


# JSON Lines


def _json_lines(file: BinaryIO) -> Table:
    if file.read(3) != codecs.BOM_UTF8:
        file.seek(0)
    start = file.tell()
    first = file.readline(STEP).strip()
    if first.startswith(b"["):
        raise Unreadable(
            _(
                "This is one JSON list. Write JSON Lines: an object on each line, without [ and ] "
                "around them and without commas between."
            )
        )
    file.seek(start)
    return Table(JSONL, None, _lines(file))


def _lines(file: BinaryIO) -> Iterator[Read]:
    number = 0
    while line := file.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            beginning = line[:SHORTENED] + "…".encode()
            while line and not line.endswith(b"\n"):
                line = file.readline(STEP)
            message = _(
                "This line is longer than {most:,} bytes. Shorten its texts.",
                most=MOST_LINE,
            )
            yield _broken(number, beginning, message)
        elif line.strip():
            yield _object(number, line, last=not line.endswith(b"\n"))


def _object(number: int, line: bytes, *, last: bool) -> Read:
    """One line; `last` if no end of line follows it, as when a file was cut off."""
    try:
        found = json.loads(line.decode(), object_pairs_hook=_Pairs, parse_constant=_no_number)
    except UnicodeDecodeError:
        return _broken(number, line, BAD_BYTES)
    except RecursionError:
        return _broken(number, line, TOO_DEEP)
    except json.JSONDecodeError as error:
        if (last and error.pos >= len(line.decode().rstrip()) - 1) or "Unterminated" in error.msg:
            return _broken(number, line, CUT_OFF)
        message = _(
            "This line is no JSON, at character {place:,}: {msg}. Put it right.",
            place=error.pos + 1,
            msg=error.msg,
        )
        return _broken(number, line, message)
    except ValueError as error:
        message = _("This line holds no number that can be kept: {why}", why=error)
        return _broken(number, line, message)
    if not isinstance(found, _Pairs):
        return _broken(number, line, _("Write an object on this line: {{ … }}."))
    cells, wrong = _fields(found)
    if wrong:
        cells[UNREAD] = _as_it_stood(line)
    return Read(number, cells, wrong)


def _broken(number: int, line: bytes, message: str) -> Read:
    """A line of which no cells can be made."""
    return Read(number, {UNREAD: _as_it_stood(line)}, (("", message),))


def _as_it_stood(line: bytes) -> str:
    """A line as text that can be kept: bytes that are no UTF-8, and NUL, as \\x and their number."""
    return line.decode(errors="backslashreplace").strip().replace("\0", "\\x00")


class _Pairs(list):
    """The names and values of an object, in their order, a name that comes twice too."""


def _no_number(written: str) -> float:
    raise ValueError(written)


def _fields(pairs: _Pairs) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The cells of an object, and what is wrong in it."""
    cells: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for name, value in pairs[:MOST_COLUMNS]:
        name = _SURROGATE.sub("\ufffd", name.replace("\0", "\ufffd"))[:200]
        text, message = _flat(value)
        if name in cells:
            message = _("This name comes twice on the line. Delete one of the two.")
        if message or text:
            cells[name] = text
        if message:
            wrong.append((name, message))
    if len(pairs) > MOST_COLUMNS:
        message = _(
            "This line names more than {most} columns. Delete those unused.", most=MOST_COLUMNS
        )
        wrong.append(("", message))
    return cells, tuple(wrong)


def _flat(value: Any) -> tuple[str, str]:
    """A value as a cell holds it, and what is wrong with it: a list is one cell with "; " between."""
    if isinstance(value, list) and not isinstance(value, _Pairs):
        if any(isinstance(one, list | bool) or one is None for one in value):
            return "", NOT_FLAT
        return _kept("; ".join(map(str, value)))
    if isinstance(value, _Pairs):
        return "", NOT_FLAT
    return _kept("" if value is None else str(value).lower() if value is True else str(value))
