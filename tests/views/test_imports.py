"""`/import/`: choosing a spreadsheet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import ImportRun
from tests import builders as make
from tests.importing_files import as_csv, row

pytestmark = pytest.mark.django_db


def send(client, content: bytes, name: str = "rows.csv"):
    """Send a file."""
    return client.post("/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_that_can_be_read_is_kept_and_followed(staff):
    response = send(staff, as_csv(row()))
    run = ImportRun.objects.get()
    assert response["Location"] == f"/import/{run.pk}/"
    assert (run.filename, run.kind, run.state) == ("rows.csv", "csv", "waiting")
    assert run.file.read() == as_csv(row())


def test_wrong_columns_are_named_and_nothing_is_kept(staff):
    response = send(staff, b"statement,qoute,article URL\na,b,c\n")
    assert response.status_code == 400
    assert "Did you mean “quote”?" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_no_table_is_refused(staff):
    assert "old kind (.xls)" in send(staff, b"\xd0\xcf\x11\xe0" + b"\0" * 99).content.decode()


@pytest.mark.parametrize(
    "first", [b"stat\0ement,quote", b"stat\x8fement,quote", b"\x8f\x02\xff\xd0q\x9d\0,\xe9\x81x"]
)
def test_a_file_whose_first_row_is_no_text_is_refused_in_words(staff, first):
    response = send(staff, first + b",article URL\n\xf0\x9f\x98\x80,b,c\n")
    assert response.status_code == 400
    assert "The name of column 1," in response.content.decode()
    assert "choose another file if this is no spreadsheet" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_the_columns_are_listed_and_a_template_is_offered(staff):
    page = staff.get("/import/").content.decode()
    assert "article URL" in page
    assert "/import/template.xlsx" in page


def test_one_sees_ones_own_imports_alone(staff, client):
    send(staff, as_csv(row()), "mine.csv")
    client.force_login(make.user("bo", role="data entry"))
    assert "mine.csv" not in client.get("/import/").content.decode()


def test_whoever_may_not_record_is_refused(client):
    client.force_login(make.user("rea", role="reader"))
    assert client.get("/import/").status_code == 403


def test_wrong_columns_are_told_a_line_each(staff):
    page = send(staff, b"statement,qoute,xyzzy\na,b,c\n").content.decode()
    assert "Rename it, or delete it.\n“xyzzy” is no column" in page


def test_the_kinds_of_sources_are_named(staff):
    assert "in brackets: outlet, organisation, person" in staff.get("/import/").content.decode()
