"""`/check/drafts/<id>/`: a kept draft is seen by its author and by those who are named, and deleted."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from claims.actions.drafting import delete_draft, forget_drafts, save_draft
from claims.models import Draft
from tests import builders as make

pytestmark = pytest.mark.django_db

TEXT = "The ferry carried 41,000 people in June."


@pytest.fixture
def draft(db: None) -> Draft:
    """A draft of ana's that bo may read."""
    ana, bo = make.user("ana", role="journalist"), make.user("bo", role="editor")
    return save_draft(text=TEXT, readers=[bo], by=ana)


def client_of(name: str, role: str = "") -> Client:
    client = Client()
    client.force_login(make.user(name, role=role))
    return client


@pytest.mark.parametrize("name", ["ana", "bo"])
def test_its_author_and_its_readers_see_it_checked(draft, name):
    response = client_of(name).get(draft.get_absolute_url())
    assert TEXT in response.getvalue().decode()
    assert "no-store" in response["Cache-Control"]


def test_nobody_else_does_whatever_they_are(draft):
    root = make.user("root", role="administrator", is_superuser=True, is_staff=True)
    for name in ("cy", root.username):
        client = client_of(name, role="administrator")
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.post(draft.get_absolute_url(), {"delete": "1"}).status_code == 404


def test_a_reader_who_may_not_check_any_more_does_not_see_it(draft):
    make.user("bo").groups.clear()
    assert client_of("bo").get(draft.get_absolute_url()).status_code == 403


def test_its_author_deletes_it_and_nothing_of_it_is_left(draft, django_assert_num_queries):
    response = client_of("ana").post(draft.get_absolute_url(), {"delete": "1"})
    assert response["Location"] == "/check/"
    assert not Draft.objects.exists()
    assert not Draft.readers.through.objects.exists()


def test_a_reader_does_not_delete_it(draft):
    assert client_of("bo").post(draft.get_absolute_url(), {"delete": "1"}).status_code == 403
    with pytest.raises(PermissionError):
        delete_draft(draft=draft, by=make.user("bo"))
    assert Draft.objects.exists()


def test_only_its_author_is_offered_to_delete_it(draft):
    told = {
        name: client_of(name).get(draft.get_absolute_url()).getvalue().decode()
        for name in ("ana", "bo")
    }
    assert "Delete the draft" in told["ana"]
    assert "Delete the draft" not in told["bo"]


def test_nothing_that_names_a_draft_holds_its_words(draft):
    assert "ferry" not in str(draft) + repr(draft)


def test_it_is_not_in_the_admin(draft):
    client = client_of("root", role="administrator")
    assert client.get("/admin/claims/draft/").status_code == 404


def test_its_page_says_until_when_it_is_kept_and_opening_it_keeps_it_longer(draft, settings):
    settings.DRAFT_DAYS = 10
    Draft.objects.update(opened_on=date(2020, 1, 1))
    html = client_of("bo").get(draft.get_absolute_url()).getvalue().decode()
    until = timezone.localdate() + timedelta(days=10)
    assert f"kept until {date_format(until, 'j F Y')}, 10 days after" in html
    assert forget_drafts() == 0


def test_what_nobody_opens_for_so_many_days_is_deleted_and_not_a_day_before(draft, settings):
    settings.DRAFT_DAYS = 10
    Draft.objects.update(opened_on=timezone.localdate() - timedelta(days=10))
    assert forget_drafts() == 0
    Draft.objects.update(opened_on=timezone.localdate() - timedelta(days=11))
    assert forget_drafts() == 1
    assert not Draft.objects.exists()


def test_with_no_days_only_its_author_deletes_it(draft, settings):
    settings.DRAFT_DAYS = 0
    Draft.objects.update(opened_on=date(2020, 1, 1))
    assert forget_drafts() == 0
    html = client_of("ana").get(draft.get_absolute_url()).getvalue().decode()
    assert "It is kept until" not in html
