"""`/import/<id>/refused/`: the refused rows as the spreadsheet that they came in."""

import io

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
