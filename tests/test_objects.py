"""Captured files in an S3-compatible storage, over HTTP: all that is done with them, and the storage away."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from claims.actions import capturing, importing
from claims.actions.articles import record_article, store_snapshot
from claims.models import Capture, ImportRun, Snapshot
from claims.storing import WORDS
from provenance import files
from tests import builders as make
from tests.capture import made
from tests.capture.server import Page, serving
from tests.importing_files import as_csv, row
from tests.management.test_verify import verify
from tests.objects import BUCKET, PREFIX, Store, storing

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 5_000  # more than is held in memory


@pytest.fixture(scope="module")
def served() -> Iterator[Store]:
    """The server, which takes a second to start."""
    with storing() as store:
        yield store


@pytest.fixture
def store(served: Store, settings) -> Store:
    """An empty bucket, in which this site keeps its files."""
    served.empty()
    settings.STORAGES = settings.STORAGES | {"default": files.from_url(served.url)}
    return served


@pytest.fixture
def ana(client):
    """An editor, who is signed in."""
    person = make.user("ana", role="editor")
    client.force_login(person)
    return person


def stored(content: bytes = CONTENT) -> Snapshot:
    """A capture of these bytes."""
    return store_snapshot(
        article=record_article(publisher=make.source(), by=None),
        content=content,
        text="Words.",
        extent="full",
        method="url",
        media_type="text/html",
        by=None,
    )


# What is kept


def test_a_page_is_captured_read_downloaded_and_verified(store, settings, ana, client):
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    page = made.page().encode()
    with serving({"/bath": Page(page)}) as site:
        capture = capturing.ask_for_page(url=site.url("/bath"), by=ana)
        capturing.run(capture.pk)
    snapshot = capture.results.get().snapshot
    assert store.names() == [f"{PREFIX}/snapshots/{snapshot.sha256[:2]}/{snapshot.sha256}"]
    assert client.get(f"/articles/{snapshot.article_id}/").status_code == 200
    downloaded = client.get(f"/snapshots/{snapshot.pk}/file/")
    assert b"".join(downloaded.streaming_content) == page
    assert verify() == ["0 differences found."]


def test_an_uploaded_file_is_read_by_the_job_of_another_process(store, ana):
    capture = capturing.ask_for_content(
        content=made.page().encode(), filename="bath.html", method="upload", by=ana
    )
    assert f"{PREFIX}/{capture.file.name}" in store.names()
    capturing.run(capture.pk)
    capture.refresh_from_db()
    assert capture.state == Capture.State.DONE


def test_a_spreadsheet_is_imported(store, ana):
    run = importing.ask_for_import(file=BytesIO(as_csv(row())), filename="x.csv", by=ana)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKED


def test_an_object_has_no_address_that_anybody_could_be_given(store):
    snapshot = stored()
    with pytest.raises(ValueError, match="not accessible via a URL"):
        assert snapshot.file.url


def test_the_same_bytes_are_one_object_that_is_never_written_over(store):
    first = stored()
    written = store.client.head_object(Bucket=BUCKET, Key=store.names()[0])["LastModified"]
    again = stored()
    assert first.file.name == again.file.name
    assert len(store.names()) == 1
    assert store.client.head_object(Bucket=BUCKET, Key=store.names()[0])["LastModified"] == written


def test_what_somebody_put_under_the_name_meanwhile_stays_and_the_new_gets_another(
    store, monkeypatch
):
    default_storage.save("one", ContentFile(b"first"))
    free = iter(["one"])
    monkeypatch.setattr(
        "provenance.objects.Objects.is_name_available", lambda self, name, **_: True
    )
    monkeypatch.setattr(
        "provenance.objects.Objects.get_available_name",
        lambda self, name, **_: next(free, "another"),
    )
    assert default_storage.save("one", ContentFile(b"second")) == "another"
    assert default_storage.open("one").read() == b"first"


def test_an_object_is_not_opened_to_be_written(store):
    with pytest.raises(ValueError, match="written once"):
        default_storage.open("snapshots/aa/aa", "wb")


@pytest.mark.django_db(transaction=True)
def test_the_record_is_exported_with_its_files(store, tmp_path):
    snapshot = stored()
    call_command("export", tmp_path / "export", verbosity=0)
    assert (tmp_path / "export/files" / snapshot.file.name).read_bytes() == CONTENT


# What is not there any more


def test_a_missing_object_is_told_by_verify_and_is_not_found(store, ana, client):
    snapshot = stored()
    store.empty()
    told, *_rest = verify(status=1)
    assert told == f"snapshot {snapshot.pk}: its file {snapshot.file.name} cannot be read: " + (
        "No such file or directory"
    )
    assert client.get(f"/snapshots/{snapshot.pk}/file/").status_code == 404


def test_an_object_that_was_changed_is_told_by_verify(store):
    snapshot = stored()
    store.client.put_object(Bucket=BUCKET, Key=store.names()[0], Body=b"other")
    assert f"{snapshot.file.name} is not what its SHA-256 says" in verify(status=1)[0]


# The storage away


def test_a_download_says_that_the_storage_is_away(store, ana, client):
    snapshot = stored()
    with store.away():
        response = client.get(f"/snapshots/{snapshot.pk}/file/")
    assert response.status_code == 503
    assert str(WORDS) in response.content.decode()
    assert client.get(f"/snapshots/{snapshot.pk}/file/").status_code == 200


def test_a_pasted_text_is_not_lost(store, ana, client):
    typed = {"text": "Words of a letter, typed off by hand.", "url": "https://echo.example/one"}
    with store.away():
        response = client.post("/capture/", typed)
    page = response.content.decode()
    assert response.status_code == 503
    assert str(WORDS) in page
    assert typed["text"] in page
    assert "Send it again" in page
    assert not Capture.objects.exists()


def test_a_capture_keeps_its_reason_and_is_tried_again(store, settings, ana, client):
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    with serving({"/bath": Page(made.page().encode())}) as site:
        capture = capturing.ask_for_page(url=site.url("/bath"), by=ana)
        with store.away():
            capturing.run(capture.pk)
        attempt = capture.attempts.get()
        assert (attempt.reason, attempt.message) == ("storage", str(WORDS))
        assert attempt.next_at
        page = client.get(capture.get_absolute_url()).content.decode()
        assert str(WORDS) in page
        capturing.run(capture.pk)
    capture.refresh_from_db()
    assert capture.state == Capture.State.DONE


def test_an_import_says_so(store, ana):
    run = importing.ask_for_import(file=BytesIO(as_csv(row())), filename="x.csv", by=ana)
    with store.away():
        importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.FAILED, str(WORDS))


def test_the_api_says_when_to_come_again(store, ana, client):
    article = record_article(publisher=make.source(), by=None)
    body = {"article": article.pk, "text": "Words of a letter."}
    with store.away():
        response = client.post("/api/v1/snapshots/", body, content_type="application/json")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert str(WORDS) in response.json()["detail"]


def test_verify_tells_of_a_storage_that_is_away(store):
    snapshot = stored()
    with store.away():
        told = verify(status=1)[0]
    assert told.startswith(f"snapshot {snapshot.pk}: its file {snapshot.file.name} cannot be read")
    assert "does not answer" in told


def test_a_command_says_so_in_a_sentence(store, tmp_path):
    (tmp_path / "x.csv").write_bytes(as_csv(row()))
    with store.away(), pytest.raises(CommandError, match="does not answer"):
        call_command("import_claims", str(tmp_path / "x.csv"))
