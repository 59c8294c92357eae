"""`/import/template.csv`: the columns with one example row."""

import io

import pytest

from claims.actions import importing
from claims.importing.columns import checked
from claims.spreadsheets.reading import opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_has_all_columns_and_an_example_that_can_be_imported(staff, kind):
    content = staff.get(f"/import/template.{kind}").content
    table = opened(io.BytesIO(content))
    assert len(checked(table.header)) == 13
    run = importing.ask_for_import(
        file=io.BytesIO(content), filename="template", by=None, queued=False
    )
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert run.counts == {"new": 1}


def test_other_kinds_there_are_none(staff):
    assert staff.get("/import/template.exe").status_code == 404
