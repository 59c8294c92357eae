"""`/import/<id>/refused/`: the refused rows as the spreadsheet that they came in."""

import io
import json

import pytest

from claims.actions import importing
from claims.models import User
from claims.spreadsheets import csv_lines, json_lines, workbook
from claims.spreadsheets.reading import opened
from tests.importing_files import row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "write"), [("csv", csv_lines), ("xlsx", workbook), ("jsonl", json_lines)]
)
def test_they_come_back_in_the_kind_that_came_with_a_column_of_reasons(staff, kind, write):
    rows = [row(), row(date="soon", quote="=other words")]
    content = b"".join(write(list(rows[0]), [list(one.values()) for one in rows]))
    run = importing.ask_for_import(
        file=io.BytesIO(content),
        filename=f"rows.{kind}",
        by=User.objects.get(username="ana"),
        queued=False,
    )
    importing.run_import(run.pk)
    response = staff.get(f"/import/{run.pk}/refused/")
    assert f"rows-refused.{kind}" in response["Content-Disposition"]
    [back] = opened(io.BytesIO(b"".join(response.streaming_content))).rows
    assert back.cells["quote"] == "=other words"
    assert "year-month-day" in back.cells["reasons"]


def test_without_refused_rows_there_is_nothing_to_download(staff):
    assert staff.get("/import/1/refused/").status_code == 404


def refused(staff, content: bytes, name: str) -> bytes:
    """The refused rows of a file."""
    run = importing.ask_for_import(
        file=io.BytesIO(content),
        filename=name,
        by=User.objects.get(username="ana"),
        queued=False,
    )
    importing.run_import(run.pk)
    return b"".join(staff.get(f"/import/{run.pk}/refused/").streaming_content)


def test_they_come_back_with_the_delimiter_that_they_came_with(staff):
    names, cells = zip(*row(date="soon").items(), strict=True)
    content = ";".join(names) + "\n" + ";".join(cells) + "\n"
    back = refused(staff, content.encode(), "rows.csv").decode("utf-8-sig")
    assert back.splitlines()[0] == ";".join([*names, "reasons"])


def test_a_broken_line_comes_back_as_it_stood_and_a_name_of_one_row_on_that_row_alone(staff):
    good = json.dumps(row(date="soon"))
    lines = [good, json.dumps(row(colour="red")), '{"statement": "The ferry", }']
    back = refused(staff, "\n".join(lines).encode() + b"\n", "rows.jsonl")
    first, second, third = map(json.loads, back.decode().splitlines())
    assert set(first) == {*row(), "reasons"}
    assert second["colour"] == "red"
    assert third["unread"] == lines[2]
    assert "no JSON" in third["reasons"]


def test_cells_beyond_the_columns_come_back_too(staff):
    content = b"statement,quote,article URL\na,b,https://paper.example.org/a,c\n"
    header, line = refused(staff, content, "rows.csv").decode().splitlines()
    assert header.endswith(",article URL,unread,reasons")
    assert ",c," in line


def test_broken_lines_that_come_back_can_be_sent_again_once_they_are_corrected(staff):
    back = json.loads(refused(staff, b'{"statement": "The ferry", }\n', "rows.jsonl"))
    assert (
        refused(staff, json.dumps(back | row(date="soon")).encode(), "rows.jsonl").count(b"soon")
        == 2
    )
