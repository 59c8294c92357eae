"""A draft is nobody's business: after a check none of its words stands in a table, a log, a job or a file."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from claims.actions.embedding import make_waiting
from claims.drafts import checking
from tests import builders as make
from tests.capture import word

pytestmark = pytest.mark.django_db

SECRET = "Zymurgopolis"
TEXT = f"The mayor of {SECRET} paid 870,000 euros for 12 boats in 2019. Nobody in {SECRET} said so."


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of a journalist, whose faults are answered as the site answers them."""
    make.says(make.claim("The mayor paid 807,000 euros for 12 boats in 2019"), make.source())
    make_waiting()
    client.force_login(make.user("ana", role="journalist"))
    client.raise_request_exception = False
    return client


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that anything logs, at every level."""
    caplog.set_level(logging.DEBUG)
    return caplog


def tables_with(words: str) -> set[str]:
    """The tables, all of them, of which a row holds the words in any column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE %s)", [f"%{words}%"]
            )
            if cursor.fetchone()[0]:
                found.add(table.split(".")[1])
    return found


def files_with(words: str, since: set[Path]) -> list[Path]:
    """The new files of the data folder, outside PostgreSQL's own, that hold the words."""
    return [path for path in files() - since if words.encode() in path.read_bytes()]


def files() -> set[Path]:
    return {
        path
        for path in Path(settings.DATA_DIR).rglob("*")
        if path.is_file() and "postgres" not in path.relative_to(settings.DATA_DIR).parts
    }


def everything_asked(client: Client) -> None:
    """All that can be done with a draft without keeping it."""
    whole = {"text": TEXT}
    file = SimpleUploadedFile("draft.docx", word.docx(TEXT))
    for response in (
        client.post("/check/", whole),
        client.post("/check/", {"file": file}),
        client.post("/check/", {"file": SimpleUploadedFile("a.txt", TEXT.encode() * 40_000)}),
        client.post("/check/", {"text": TEXT, "file": SimpleUploadedFile("a.txt", TEXT.encode())}),
        client.post("/check/report/", {**whole, "as": "csv"}),
        client.post("/check/report/", {**whole, "as": "markdown"}),
        client.post("/check/record/", {"statement": TEXT}),
    ):
        assert SECRET.encode() in response.getvalue() or response.status_code == 400


def test_the_search_finds_what_is_there(ana):
    make.claim(f"A claim about {SECRET}")
    assert "claims_claim" in tables_with(SECRET)


def test_no_table_log_or_file_holds_a_word_of_a_draft(ana, log):
    before = files()
    everything_asked(ana)
    assert tables_with(SECRET) == set()
    assert files_with(SECRET, before) == []
    assert SECRET not in log.text
    assert all(SECRET not in str(vars(record)) for record in log.records)


def test_neither_does_the_session_or_the_address(ana):
    response = ana.post("/check/", {"text": TEXT})
    assert SECRET.encode() in response.getvalue()
    assert SECRET not in str(dict(ana.session)) + str(response.headers) + str(ana.cookies)


@pytest.mark.parametrize("address", ["/check/", "/check/report/"])
def test_a_fault_leaves_nothing_either(ana, log, monkeypatch, address):
    def broken(texts, **options):
        raise ValueError(f"cannot read {texts}")

    monkeypatch.setattr(checking.matching, "find_each", broken)
    ana.post(address, {"text": TEXT}).getvalue()
    assert "A draft could not be checked: ValueError at" in log.text
    assert SECRET not in log.text
    assert all(SECRET not in str(record.exc_info) for record in log.records)


def test_the_database_that_comes_along_does_not_log_the_words_of_a_query_that_fails(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_min_error_statement")
        assert cursor.fetchone() == ("panic",)
        cursor.execute("SHOW log_min_duration_statement")
        assert cursor.fetchone() == ("-1",)


def test_files_are_held_in_memory_however_large(ana, monkeypatch):
    def on_disk(*args, **options):
        raise AssertionError("a draft was about to be written to disk")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", on_disk)
    large = SimpleUploadedFile("draft.txt", (TEXT + "\n").encode() * 40_000)
    assert large.size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert ana.post("/check/", {"file": large}).status_code == 400  # too long, and said so


def test_a_kept_draft_stands_in_its_own_table_alone_and_is_gone_when_it_is_deleted(ana, log):
    address = ana.post("/check/", {"text": TEXT, "keep": "1"})["Location"]
    assert tables_with(SECRET) == {"claims_draft"}
    ana.post(address, {"delete": "1"})
    assert tables_with(SECRET) == set()
    assert SECRET not in log.text
