"""Reading tables: whatever was written comes back, and what cannot be read says what to do."""

import io
import json
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.spreadsheets import csv_lines, json_lines, reading, workbook
from claims.spreadsheets.reading import Read, Table, Unreadable, opened

HEADER = ["statement", "quote"]
# What a cell may hold: no NUL, no halves of characters, no space alone at an end that Excel would trim.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff", exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() and "_x" not in text and "\ufffe" not in text)
ROWS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5)


def table(content: bytes) -> Table:
    """The table in these bytes."""
    return opened(io.BytesIO(content))


def rows(content: bytes) -> list[Read]:
    """Its rows."""
    return list(table(content).rows)


def cells(content: bytes) -> list[tuple[str, ...]]:
    """What stands in its rows."""
    return [tuple(row.cells.get(name, "") for name in HEADER) for row in rows(content)]


def wrong(content: bytes) -> tuple[int, str, str]:
    """The one thing that is wrong: row, column, words."""
    [row] = [row for row in rows(content) if row.wrong]
    return (row.number, *row.wrong[0])


def refused(content: bytes) -> str:
    """Why the file cannot be read."""
    with pytest.raises(Unreadable) as refusal:
        rows(content)
    return str(refusal.value)


def book(*lines: Sequence[object], merge: str = "", hidden: str = "") -> bytes:
    """A workbook of these rows."""
    made = Workbook()
    sheet = made.active
    for line in lines:
        sheet.append(line)
    if merge:
        sheet.merge_cells(merge)
    if hidden:
        made.create_sheet(hidden).sheet_state = "hidden"
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@given(ROWS)
def test_what_was_written_as_csv_is_read_again(written):
    assert cells(b"".join(csv_lines(HEADER, written))) == written


@given(ROWS)
def test_what_was_written_as_json_lines_is_read_again(written):
    assert cells(b"".join(json_lines(HEADER, written))) == written


@given(ROWS)
def test_what_was_written_as_a_workbook_is_read_again(written):
    assert cells(b"".join(workbook(HEADER, written))) == written


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content):
    try:
        rows(content)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")


@given(
    st.lists(
        st.dictionaries(st.text(), st.integers() | st.text() | st.floats() | st.lists(st.text()))
    )
)
def test_any_objects_are_read_or_refused_by_line(objects):
    content = "\n".join(map(json.dumps, objects)).encode()
    if content.strip():
        assert len(rows(content)) == len(objects)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_seen_in_the_first_row(delimiter):
    content = f"statement{delimiter}quote\n“a, b; c”{delimiter}d\n"
    content = content.replace("“", '"').replace("”", '"')
    assert cells(content.encode()) == [("a, b; c", "d")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_seen_in_the_bytes(encoding):
    assert cells("statement,quote\nDürre,naïve\n".encode(encoding)) == [("Dürre", "naïve")]


def test_another_encoding_is_guessed_and_that_is_said():
    text = "statement,quote\nLa sécheresse a duré,“très longtemps” a-t-on répété à l’été\n"
    found = table(text.encode("cp1252"))
    assert [row.cells["statement"] for row in found.rows] == ["La sécheresse a duré"]
    assert "It was read as Western Europe (Windows-1252)" in found.notes[0]


def test_a_row_in_another_encoding_than_the_rest_is_told_by_its_number():
    content = "statement,quote\nDürre,a\n".encode() + "Öde,b\n".encode("cp1252")
    assert wrong(content)[:2] == (3, "statement")
    assert "another encoding" in wrong(content)[2]


def test_a_cell_of_five_megabytes_is_told_and_cut():
    content = b"statement,quote\na,b\n" + b"x" * 5_000_000 + b",b\nc,d\n"
    number, column, words = wrong(content)
    assert (number, column) == (3, "statement")
    assert "5,000,000 characters" in words
    assert max(len(row.cells["statement"]) for row in rows(content)) < 2_000


def test_a_quotation_mark_that_is_never_closed_is_told():
    assert "row 2 is never closed" in refused(b'statement,quote\n"a,b\nc,d\n')


def test_more_cells_than_columns_are_told():
    assert "5 cells in this row, and 2 columns" in wrong(b"statement,quote\na,b,c,d,e\n")[2]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    content = b'statement,quote\n"a\nb",c\n\nd,e\n'
    assert [row.number for row in rows(content)] == [2, 4]


def test_a_character_that_postgresql_cannot_hold_is_told():
    assert "NUL" in wrong(b"statement,quote\na\0b,c\n")[2]


@pytest.mark.parametrize("content", [b"", b"  \n", b"\n\n\n"])
def test_an_empty_file_is_refused(content):
    assert "empty" in refused(content)


def test_an_old_workbook_is_refused():
    assert "Save it as .xlsx" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_damaged_workbook_is_refused():
    assert "damaged" in refused(book(HEADER, ["a", "b"])[:-200])


def test_days_and_numbers_of_a_workbook_are_read_as_text():
    from datetime import date

    content = book(["statement", "quote"], [date(2026, 3, 14), 12.0])
    assert cells(content) == [("2026-03-14", "12")]


def test_rows_with_merged_cells_are_told():
    content = book(HEADER, ["a", "b"], ["c", "d"], ["e", "f"], merge="A3:A4")
    told = {row.number: row.wrong[0][1] for row in rows(content) if row.wrong}
    assert list(told) == [3, 4]
    assert "A3:A4 are merged. Unmerge them" in told[3]


def test_hidden_sheets_are_not_read_and_named():
    found = table(book(HEADER, ["a", "b"], hidden="Notes"))
    assert "The hidden sheet “Notes” was not read." in found.notes


def test_an_error_of_a_formula_is_told():
    assert "gives an error" in wrong(book(HEADER, ["a", "#REF!"]))[2]


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/sharedStrings.xml", b"0" * (reading.MOST_STRINGS + 1))
    assert len(held.getvalue()) < 1_000_000
    assert "unpacks to far more" in refused(held.getvalue())


def test_a_workbook_that_lies_about_its_size_is_read_no_further_than_that():
    content = book(HEADER, *([["a" * 50, "b" * 50]] * 2_000))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert "damaged" in refused(lying)


def test_json_that_is_deep_is_refused_by_its_line():
    assert "lists in lists" in wrong(b'{"statement": ' + b"[" * 100_000 + b"\n")[2]
    assert "Write a text" in wrong(b'{"statement": {"a": "b"}}\n')[2]


def test_json_that_is_huge_is_refused_by_its_line():
    content = b'{"statement": "' + b"x" * 3_000_000 + b'"}\n{"statement": "a"}\n'
    assert wrong(content)[2].startswith("This line is longer than")
    assert len(rows(content)) == 2


def test_json_that_was_cut_off_is_told():
    assert wrong(b'{"statement": "a"}\n{"statement": "b')[::2] == (2, reading.CUT_OFF)


def test_a_name_that_comes_twice_in_an_object_is_told():
    assert "twice" in wrong(b'{"quote": "a", "quote": "b"}\n')[2]


def test_one_json_list_is_refused_with_what_to_write():
    assert "an object on each line" in refused(b'[{"statement": "a"}]')


def test_lists_in_json_are_one_cell():
    [row] = rows(b'{"topics": ["a", "b"]}\n')
    assert row.cells == {"topics": "a; b"}


def test_an_encoding_that_was_chosen_counts_before_a_guess():
    content = "statement,quote\nMuñoz,b\n".encode("cp1252")
    found = opened(io.BytesIO(content), "windows-1250")
    assert [row.cells["statement"] for row in found.rows] == ["Muńoz"]
    assert (found.encoding, found.notes) == (
        "windows-1250",
        ("The file is read as Central Europe (Windows-1250).",),
    )


def test_a_mark_counts_before_an_encoding_that_was_chosen():
    content = "statement,quote\nMuñoz,b\n".encode("utf-8-sig")
    found = opened(io.BytesIO(content), "windows-1250")
    assert ([row.cells["statement"] for row in found.rows], found.encoding) == (["Muñoz"], "")


@pytest.mark.parametrize(
    "line",
    [
        '{"statement": "a", "quote": }',
        '{"statement": "cut',
        '["a"]',
        '{"a": [["b"]]}',
        '{"n": NaN}',
    ],
)
def test_a_line_of_which_no_row_can_be_made_is_kept_as_it_stood(line):
    [row] = rows(b'{"statement": "ok"}\n' + line.encode() + b"\n")[1:]
    assert row.wrong
    assert row.cells["unread"] == line


def test_bytes_that_are_no_text_are_kept_by_their_numbers():
    [row] = rows(b'{"quote": "caf\xe9 \x00"}\n')
    assert row.cells["unread"] == '{"quote": "caf\\xe9 \\x00"}'


def test_a_name_that_comes_twice_loses_neither_of_its_values():
    [row] = rows(b'{"quote": "one", "quote": "two"}\n')
    assert "one" in row.cells["unread"]
    assert "two" in row.cells["unread"]


def test_cells_beyond_the_columns_are_kept():
    [row] = rows(b"statement,quote\na,b,c,d\n")
    assert row.cells["unread"] == "c; d"
