"""`/sources/<id>/history/`: what happened to a source, what it published, and marks on it."""

import pytest

from claims.actions.recording import recording
from claims.models import Source
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    """A source that came to belong to another."""
    found, owner = make.source("The Atlantic"), make.source("Atlantic Media", "organisation")
    with recording(by=make.user("ana"), reason="the imprint says so"):
        Source.objects.filter(pk=found.pk).update(owner=owner)
    return found


def test_it_tells_of_its_owner_before_and_after(source, staff, read):
    html = read(f"/sources/{source.pk}/history/")
    assert "<dt>Belongs to</dt>" in html
    assert (
        f'<a href="/sources/{source.owner_id or Source.objects.get(pk=source.pk).owner_id}/">'
        in html
    )


def test_the_owner_is_told_of_it_too(source, staff, read):
    owner = Source.objects.get(name="Atlantic Media")
    assert "Owner of a source changed" in read(f"/sources/{owner.pk}/history/")


def test_the_sources_page_leads_there_for_those_who_read_the_trail(source, staff, read):
    assert f'href="/sources/{source.pk}/history/"' in read(f"/sources/{source.pk}/")


def test_a_source_that_never_was_is_not_found(staff, read):
    read("/sources/999999/history/", status=404)


def test_somebody_without_a_role_is_refused(source, client):
    client.force_login(make.user("bo"))
    assert client.get(f"/sources/{source.pk}/history/").status_code == 403
