"""`/merges/<id>/`: what was merged, by whom and why, and undoing it."""

import pytest

from claims.actions.merging import merge, undo_merge
from claims.actions.moving import move_appearances
from claims.models import Claim, Merge
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db) -> Merge:
    """Two claims that became one."""
    kept, gone = make.claim("The bridge was closed"), make.claim("They closed the bridge")
    make.says(gone, make.source("The Echo"))
    return merge(kept=kept, gone=gone, by=make.user("ana"), reason="They say the same.")


def test_it_says_what_went_into_what_who_did_it_and_why(made, staff):
    html = staff.get(made.get_absolute_url()).content.decode()
    for words in ("They closed the bridge", "They say the same.", "ana", "1 moved"):
        assert words in html


def test_two_sources_have_such_a_page_too(staff):
    kept, gone = make.source("The Times"), make.source("Times")
    found = merge(kept=kept, gone=gone, by=make.user("ana"), reason="One.")
    assert (
        f"Source {gone.pk} merged into source {kept.pk}"
        in staff.get(found.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("role", ["", "reader", "data entry", "journalist"])
def test_only_editors_may(made, client, role):
    client.force_login(make.user("bea", role=role))
    assert client.get(made.get_absolute_url()).status_code == 403
    assert client.post(made.get_absolute_url(), {"reason": "No."}).status_code == 403
    assert Claim.objects.count() == 1


def test_undone_with_a_reason_they_are_two_again(made, staff):
    response = staff.post(made.get_absolute_url(), {"reason": "They are not."})
    assert response["Location"] == made.get_absolute_url()
    html = staff.get(made.get_absolute_url()).content.decode()
    assert "Undone." in html
    assert "They are not." in html
    assert "Make them two again" not in html
    assert Claim.objects.count() == 2
    assert staff.get(f"/claims/{made.gone.pk}/").status_code == 200


def test_without_a_reason_nothing_is_undone(made, staff):
    response = staff.post(made.get_absolute_url(), {"reason": ""})
    assert response.status_code == 400
    assert Claim.objects.count() == 1


def test_what_stands_in_the_way_is_named_and_what_was_typed_is_kept(made, staff):
    quote = made.kept.appearances.get()
    move_appearances(appearances=[quote], statement="Else", by=make.user("ana"), reason="So.")
    response = staff.post(made.get_absolute_url(), {"reason": "They are not."})
    html = response.content.decode()
    assert response.status_code == 400
    assert "changed since: appearance “the bridge was closed on Monday”" in html
    assert "They are not." in html


def test_undoing_twice_is_refused(made, staff):
    undo_merge(merge=made, by=make.user("bea"), reason="No.")
    response = staff.post(made.get_absolute_url(), {"reason": "They are not."})
    assert response.status_code == 400
    assert "undone already, by bea" in response.content.decode()


def test_a_merge_that_is_not_there_is_not_found(staff):
    assert staff.get("/merges/99999/").status_code == 404
