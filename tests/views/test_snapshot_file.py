"""`/snapshots/<id>/file/`: the bytes of a capture, to be kept and never shown."""

import pytest

from claims.actions.articles import record_article, store_snapshot
from claims.models import Snapshot, User
from tests import builders as make

pytestmark = pytest.mark.django_db

CONTENT = b"<script>alert(1)</script><p>Words."


@pytest.fixture
def snapshot() -> Snapshot:
    """A hostile page."""
    return store_snapshot(
        article=record_article(publisher=make.source(), by=None),
        content=CONTENT,
        text="Words.",
        extent="full",
        method="url",
        media_type="text/html",
        by=None,
    )


def test_it_is_for_staff(snapshot, client):
    address = f"/snapshots/{snapshot.pk}/file/"
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 403


def test_the_bytes_are_those_that_were_captured(snapshot, staff):
    response = staff.get(f"/snapshots/{snapshot.pk}/file/")
    assert b"".join(response.streaming_content) == CONTENT


def test_no_browser_opens_them(snapshot, staff):
    response = staff.get(f"/snapshots/{snapshot.pk}/file/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == (
        f'attachment; filename="article-{snapshot.article_id}-capture-{snapshot.pk}.html"'
    )
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_bytes_that_are_lost_are_not_found(snapshot, staff):
    snapshot.file.storage.delete(snapshot.file.name)
    assert staff.get(f"/snapshots/{snapshot.pk}/file/").status_code == 404


def test_a_capture_that_is_not_there_is_not_found(staff):
    assert staff.get("/snapshots/99/file/").status_code == 404


def test_the_articles_page_offers_it_to_staff_alone(snapshot, client, staff):
    address = f"/snapshots/{snapshot.pk}/file/"
    page = f"/articles/{snapshot.article_id}/"
    assert address in staff.get(page).content.decode()
    client.logout()
    assert address not in client.get(page).content.decode()
