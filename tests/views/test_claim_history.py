"""`/claims/<id>/history/`: who did what, when, from which page, and why."""

from html import unescape

import pytest

from claims.actions.editing import mark_origin
from claims.actions.recording import recording
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db) -> Claim:
    """A claim that ana reworded."""
    claim = make.claim("The bridge was closed")
    with recording(by=make.user("ana"), reason="the city says so"):
        Claim.objects.filter(pk=claim.pk).update(statement="The bridge is closed")
    return claim


def address(claim: Claim) -> str:
    """Where its history is."""
    return f"/claims/{claim.pk}/history/"


def test_it_tells_who_when_why_and_what(claim, staff, read):
    html = unescape(" ".join(read(address(claim)).split()))
    assert "<b>ana</b>" in html
    assert "UTC" in html
    assert '<p class="why">the city says so</p>' in html
    assert "<dt>Statement</dt>" in html
    assert "“The bridge was closed”</span>" in html
    assert "“The bridge is closed”" in html


def test_what_the_program_made_of_it_stands_apart(claim, staff, read):
    with recording(by=make.user("ana")):
        make.says(claim, make.source(), basis="own_reporting")
    html = read(address(claim))
    assert html.index("What the program made of it") < html.index("Assessed: uncorroborated")


def test_the_page_that_something_was_written_on_is_told(claim, staff, read):
    form = {"kind": "retraction", "text": "It was made up."}
    article = make.says(claim, make.source()).snapshot.article
    staff.post(f"/articles/{article.pk}/correct/", form)
    assert f'<span class="hash">/articles/{article.pk}/correct/</span>' in read(
        f"/articles/{article.pk}/history/"
    )


def test_sources_lead_to_their_pages(claim, staff, read):
    source = make.source("The Times")
    mark_origin(
        claim=claim, source=source, verdict="independent", reason="Seen.", by=make.user("ana")
    )
    assert f'<a href="/sources/{source.pk}/">The Times</a>' in read(address(claim))


def test_hostile_words_are_escaped(claim, staff, read):
    with recording(by=make.user("ana"), reason="<b>so</b>"):
        Claim.objects.filter(pk=claim.pk).update(note="<script>alert(1)</script>")
    html = read(address(claim))
    assert "<b>so</b>" not in html
    assert "<script>alert" not in html


def test_a_long_history_is_read_page_by_page(claim, staff, read):
    for count in range(60):
        with recording(by=None):
            Claim.objects.filter(pk=claim.pk).update(note=f"note {count}")
    html = read(address(claim))
    assert "Next page" in html
    key = html.split('rel="next" href="?')[1].split('"')[0]
    assert "First page" in read(f"{address(claim)}?{unescape(key)}")


@pytest.mark.parametrize("key", ["x", "2026-01-01T00:00:00Z~1", "~~"])
def test_a_page_that_was_never_given_out_is_not_found(claim, staff, read, key):
    read(f"{address(claim)}?after={key}", status=404)


def test_a_claim_that_was_removed_keeps_its_history(claim, staff, read):
    gone = address(claim)
    claim.delete()
    html = read(gone)
    assert "A claim that was removed" in html
    assert "“The bridge is closed”" in html


def test_a_claim_that_went_into_another_is_not_told_as_removed(claim, staff, read):
    gone = make.claim("The bridge is shut")
    with recording(by=make.user("bo"), reason="the same"):
        Claim.objects.filter(pk=gone.pk).update(merged_into=claim)
    html = read(address(gone))
    assert "A claim that was removed" not in html
    assert f'<a href="/claims/{gone.pk}/">The bridge is shut</a>' in html


def test_a_claim_that_never_was_is_not_found(staff, read):
    read("/claims/999999/history/", status=404)


def test_the_public_is_asked_to_sign_in(claim, client):
    assert client.get(address(claim)).status_code == 302


def test_somebody_without_a_role_is_refused(claim, client):
    client.force_login(make.user("bo"))
    assert client.get(address(claim)).status_code == 403


def test_a_reader_may(claim, client):
    client.force_login(make.user("bo", role="reader"))
    assert client.get(address(claim)).status_code == 200


def test_it_can_only_be_read(claim, staff):
    assert staff.post(address(claim)).status_code == 405
