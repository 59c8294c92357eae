"""Appearances in and out as spreadsheets, from the admin."""

import io

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


def exported(client, number: int) -> bytes:
    """What the list shows, as the format of this number."""
    return client.post(f"{LIST}export/", {"format": number, "resource": "0"}).content


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
