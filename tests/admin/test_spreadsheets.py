"""The lists of the admin as spreadsheets; appearances in as well."""

import csv
import io

import openpyxl
import pytest

from claims.actions import importing
from claims.admin import spreadsheets
from claims.importing.columns import COLUMNS
from claims.models import Appearance
from tests import builders as make
from tests.importing_files import as_csv, row

pytestmark = pytest.mark.django_db

LIST = "/admin/claims/appearance/"


@pytest.fixture
def typist(client):
    """Somebody who enters data."""
    client.force_login(make.user("typist", role="data entry"))
    return client


def imported(content: bytes):
    """A file that was checked and recorded."""
    run = importing.ask_for_import(
        file=io.BytesIO(content), filename="rows.csv", by=None, queued=False
    )
    importing.run_import(run.pk)
    importing.begin(run=run, mode="all", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    return run


def exported(client, number: int, listed: str = LIST, query: str = "") -> bytes:
    """What the list shows, as the format of this number."""
    answer = client.post(f"{listed}export/{query}", {"format": number, "resource": "0"})
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    return answer.content


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_list_leads_to_the_page_that_imports(typist):
    assert f"{LIST}import/" in typist.get(LIST).content.decode()
    assert typist.get(f"{LIST}import/")["Location"] == "/import/"


def test_what_is_exported_is_imported_again_and_changes_nothing(typist):
    imported(
        as_csv(
            row(topics="a; b", figures="12 people", via="The Wire (outlet)", quote="=1+1 is two")
        )
    )
    content = exported(typist, 0)
    assert content.decode("utf-8-sig").splitlines()[0].split(",") == [c.name for c in COLUMNS]
    assert imported(content).counts == {"unchanged": 1}
    assert imported(exported(typist, 1)).counts == {"unchanged": 1}
    assert Appearance.objects.count() == 1


def test_the_page_of_the_export_opens(typist):
    assert typist.get(f"{LIST}export/").status_code == 200


def test_more_rows_than_a_file_in_memory_holds_are_refused_with_the_way_to_all_of_them(
    typist, monkeypatch
):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 1)
    imported(as_csv(row(), row(quote="another line of it")))
    answer = typist.post(f"{LIST}export/", {"format": 0, "resource": "0"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}export/", 302)]
    assert 'href="/appearances.csv"' in answer.content.decode()
    assert typist.get("/appearances.csv").status_code == 200


FORMULA = "=HYPERLINK(1)"
LISTS = {"claim": "statement", "article": "title", "source": "name"}


@pytest.fixture
def formulas(db):
    """One of each, whose words a spreadsheet would take for a formula."""
    claim = make.claim(FORMULA)
    make.appearance(claim, make.snapshot(publisher=make.source(FORMULA), title=FORMULA))
    return claim


@pytest.mark.parametrize(("name", "column"), LISTS.items())
def test_each_list_is_exported_and_no_cell_of_it_is_a_formula(typist, formulas, name, column):
    listed = f"/admin/claims/{name}/"
    assert f"{listed}export/" in typist.get(listed).content.decode()
    assert typist.get(f"{listed}export/").status_code == 200
    [row] = table(exported(typist, 0, listed))
    assert row[column] == f"'{FORMULA}"
    assert row["address"].startswith("http://testserver/")
    header, cells = openpyxl.load_workbook(io.BytesIO(exported(typist, 1, listed))).active.rows
    [cell] = [cell for name, cell in zip(header, cells, strict=True) if name.value == column]
    assert (cell.data_type, cell.value.lstrip("'")) == ("s", FORMULA)


def test_an_export_holds_what_the_list_shows(typist):
    make.source("The Times")
    make.source("Ana Lima", "person")
    rows = table(exported(typist, 0, "/admin/claims/source/", "?kind__exact=person"))
    assert [row["name"] for row in rows] == ["Ana Lima"]


@pytest.mark.parametrize("name", LISTS)
def test_of_too_many_rows_each_list_leads_to_its_own(typist, formulas, monkeypatch, name):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 0)
    listed = f"/admin/claims/{name}/"
    answer = typist.post(f"{listed}export/", {"format": 0, "resource": "0"}, follow=True)
    assert f'href="/{name}s.csv"' in answer.content.decode()


def test_who_may_not_see_a_list_gets_nothing_of_it(client):
    client.force_login(make.user("rea", role="reader"))
    for name in LISTS:
        assert client.post(f"/admin/claims/{name}/export/", {"format": 0}).status_code in (302, 403)
