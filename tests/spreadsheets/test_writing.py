"""Tables leave as CSV, workbooks and JSON Lines, and nothing in them is a formula."""

import csv
import io
import json
import tempfile
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.spreadsheets import csv_lines, guarded, json_lines, unguarded, workbook, writing

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
what_xml_holds = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), max_size=40
).filter(lambda text: not {"\ufffe", "\uffff"} & set(text))


def read_csv(pieces):
    """The rows of a CSV file, as a program reads them that knows of no apostrophes."""
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_workbook(pieces):
    """The cells of each sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(pieces)))
    return [list(sheet.iter_rows()) for sheet in book.worksheets]


@given(texts)
@example("=1+1")
@example("'=1+1")
@example("''@SUM(A1)")
@example("＝1+1")
@example("\t=1")
@example(" -2")
@example("'tis")
def test_a_guarded_text_is_no_formula_and_comes_back_the_same(text):
    out = guarded(text)
    assert out.strip()[:1] not in set("=+-@＝＋－＠")
    assert out[:1] not in set("\t\r\n")
    assert unguarded(out) == text


@given(st.lists(texts, min_size=2, max_size=4))
def test_csv_comes_back_the_same(row):
    header, read = read_csv(csv_lines([f"column {n}" for n, _ in enumerate(row)], [row]))
    assert header[0] == "column 0"
    assert [unguarded(cell) for cell in read] == row


@settings(max_examples=60)
@given(what_xml_holds)
@example("=1+1")
@example("+1")
@example("#N/A")
@example(" two blanks ")
@example("a\rb")
def test_no_cell_of_a_workbook_is_a_formula_and_text_comes_back_the_same(text):
    ((_, (cell, _)),) = read_workbook(workbook(["words", "last"], [[text, "."]]))
    assert cell.data_type != "f"
    assert (cell.value or "") == text


@given(st.lists(texts, min_size=1, max_size=4))
def test_json_lines_come_back_the_same(row):
    names = [f"column {n}" for n, _ in enumerate(row)]
    (line,) = b"".join(json_lines(names, [row])).decode().removesuffix("\n").split("\n")
    assert json.loads(line) == dict(zip(names, row, strict=True))


ROW = ["Zoë", 3, Decimal("1.50"), True, None, date(2026, 3, 1), ["ports", "fish"]]
NAMES = ["name", "whole", "exact", "true", "empty", "day", "topics"]


def test_csv_writes_a_list_as_one_cell_and_nothing_as_nothing():
    assert read_csv(csv_lines(NAMES, [ROW]))[1] == [
        "Zoë",
        "3",
        "1.50",
        "true",
        "",
        "2026-03-01",
        "ports; fish",
    ]


def test_a_workbook_keeps_numbers_truth_and_dates_what_they_are():
    ((_, cells),) = read_workbook(workbook(NAMES, [ROW]))
    assert [cell.value for cell in cells] == [
        "Zoë",
        3,
        1.5,
        True,
        None,
        datetime(2026, 3, 1),
        "ports; fish",
    ]


def test_json_lines_keep_lists_and_write_an_exact_number_as_text():
    assert json.loads(b"".join(json_lines(NAMES, [ROW]))) == {
        "name": "Zoë",
        "whole": 3,
        "exact": "1.50",
        "true": True,
        "empty": None,
        "day": "2026-03-01",
        "topics": ["ports", "fish"],
    }


@pytest.mark.parametrize("write", [csv_lines, json_lines, workbook])
def test_a_time_bears_its_zone(write):
    written = b"".join(write(["when"], [[datetime(2026, 3, 1, 12, tzinfo=UTC)]]))
    if write is workbook:
        written = zipfile.ZipFile(io.BytesIO(written)).read("xl/worksheets/sheet1.xml")
    assert b"2026-03-01T12:00:00+00:00" in written


@pytest.mark.parametrize("value", [12345678901234567890, Decimal("0.12345678901234567")])
def test_a_number_with_more_digits_than_excel_keeps_is_text(value):
    ((_, (cell,)),) = read_workbook(workbook(["number"], [[value]]))
    assert cell.value == str(value)


def test_a_day_before_excels_first_is_text():
    ((_, (cell,)),) = read_workbook(workbook(["day"], [[date(1805, 10, 21)]]))
    assert cell.value == "1805-10-21"


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    ((_, (cell,)),) = read_workbook(workbook(["words"], [["𝄞" * 40_000]]))
    assert cell.value.endswith(writing.CUT)
    assert len(cell.value.encode("utf-16-le")) <= 2 * writing.LONGEST_CELL


def test_columns_are_as_wide_as_what_they_hold_within_reason():
    row = ["The bridge", "x" * 500, None]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook(["a", "words", "empty"], [row]))))
    widths = book.active.column_dimensions
    assert [widths[column].width for column in "ABC"] == [12, 60, 7]


def test_a_control_character_does_not_break_a_workbook():
    ((_, (cell,)),) = read_workbook(workbook(["words"], [["bell\x07"]]))
    assert cell.value == "bell\ufffd"


def test_rows_that_do_not_fit_on_one_sheet_go_on_on_the_next(monkeypatch):
    monkeypatch.setattr(writing, "ROWS_OF_A_SHEET", 3)
    sheets = read_workbook(workbook(["number"], [[n] for n in range(4)]))
    assert [[row[0].value for row in sheet] for sheet in sheets] == [
        ["number", 0, 1],
        ["number", 2, 3],
    ]


@pytest.mark.parametrize("write", [csv_lines, json_lines, workbook])
def test_the_same_rows_give_the_same_bytes(write):
    assert b"".join(write(NAMES, [ROW])) == b"".join(write(NAMES, [ROW]))


@pytest.mark.parametrize("write", [csv_lines, workbook])
def test_a_table_without_rows_has_its_header(write):
    assert b"".join(write(NAMES, []))


def test_rows_are_taken_as_the_file_is_read():
    taken = []

    def rows():
        for number in range(100_000):
            taken.append(number)
            yield ["some words", number]

    next(csv_lines(["words", "number"], rows()))
    assert len(taken) < 10_000


def test_a_workbook_holds_no_rows_in_memory():
    tracemalloc.start()
    try:
        for _ in workbook(["words"], ([f"row {number}" * 20] for number in range(20_000))):
            pass
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_workbook_that_breaks_off_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ["one"]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        list(workbook(["words"], rows()))
    assert not list(Path(tmp_path).iterdir())
