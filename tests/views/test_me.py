"""`/me/`: what waits for me, the daily mail, and my feed."""

import re

import pytest

from claims.actions.asking import ask_for_capture, take
from claims.actions.editing import decide, sign_off
from claims.actions.talking import write_note
from claims.models import Claim, FeedToken, User
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_it_shows_what_is_assigned_and_where_one_is_named(staff, read):
    ana, bo = make.user("ana"), make.user("bo", role="editor")
    Claim.objects.filter(pk=make.claim("The bridge was closed").pk).update(assignee=ana)
    write_note(claim=make.claim("The ferry sank"), text="@ana, <b>see</b>", by=bo)
    html = read("/me/")
    assert "The bridge was closed" in html
    assert "The ferry sank" in html
    assert "@ana, &lt;b&gt;see&lt;/b&gt;" in html


def test_a_claim_that_was_decided_no_longer_waits(staff, read):
    ana, claim = make.user("ana"), make.claim("The bridge was closed")
    make.says(claim, make.source(), basis="own_reporting")
    Claim.objects.filter(pk=claim.pk).update(assignee=ana)
    decide(claim=claim, outcome="withhold", reason="Old.", by=ana)
    assert "The bridge was closed" not in read("/me/")


def test_a_refused_sign_off_and_a_capture_that_was_taken_on_wait(staff, read, settings):
    settings.SIGN_OFF = True
    ana, bo = make.user("ana"), make.user("bo", role="editor")
    claim, wire = make.claim("The bridge was closed"), make.source("The Wire")
    make.says(claim, make.source(), wire)
    made = decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=ana)
    sign_off(decision=made, agrees=False, reason="Ask the board.", by=bo)
    take(task=ask_for_capture(claim=claim, source=wire, by=bo), by=ana)
    html = read("/me/")
    assert "Refused by bo: Ask the board." in html
    assert "The Wire" in html


def test_with_nothing_to_do_it_says_so(staff, read):
    html = read("/me/")
    for words in ("Nothing is assigned to you.", "None is out of date.", "No note names you."):
        assert words in html


def test_the_daily_mail_is_switched_off_and_on(staff):
    for sent, wanted in (({}, False), ({"digest": "on"}, True)):
        assert staff.post("/me/", {"do": "digest", **sent})["Location"] == "/me/"
        assert User.objects.get(username="ana").digest is wanted


def test_without_an_address_it_says_that_no_mail_is_sent(staff, read):
    assert "No address is on record for you" in read("/me/")


def feed_in(html: str) -> str:
    """The address of the feed that a page shows; empty if it shows none."""
    found = re.search(r"http://testserver(/review/feed/[^/<]+/)", html)
    return found[1] if found else ""


def test_the_address_of_the_feed_is_shown_once_and_stored_hashed(staff, read, client):
    address = feed_in(staff.post("/me/", {"do": "token"}).content.decode())
    assert client.get(address).status_code == 200
    assert feed_in(read("/me/")) == ""
    assert address.split("/")[3] not in str(FeedToken.objects.values().get())


def test_a_new_address_takes_the_place_of_the_one_before(staff, client):
    first, second = (
        feed_in(staff.post("/me/", {"do": "token"}).content.decode()) for _turn in "ab"
    )
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_revoked_address_is_gone(staff, client):
    address = feed_in(staff.post("/me/", {"do": "token"}).content.decode())
    staff.post("/me/", {"do": "revoke"})
    assert client.get(address).status_code == 404


def test_only_those_who_see_the_queue_have_a_feed(client):
    client.force_login(make.user("bo", role="reader"))
    assert "Feed of the queue" not in client.get("/me/").content.decode()
    assert client.post("/me/", {"do": "token"}).status_code == 403


def test_the_page_is_never_kept_by_a_browser(staff):
    assert "no-store" in staff.get("/me/")["Cache-Control"]


def test_the_public_is_asked_to_sign_in(client):
    assert client.get("/me/").status_code == 302


def test_somebody_without_a_role_is_refused(client):
    client.force_login(make.user("bo"))
    assert client.get("/me/").status_code == 403


def test_what_is_not_asked_for_changes_nothing(staff):
    assert staff.post("/me/", {"do": "dance"})["Location"] == "/me/"
