"""The daily mail."""

from datetime import date
from smtplib import SMTPException

import pytest
from django.core import mail

from claims.actions import digesting
from claims.actions.digesting import prepared, send_all
from claims.actions.editing import decide, mark_origin, sign_off
from claims.actions.preferences import set_digest
from claims.actions.talking import withdraw_note, write_note
from claims.models import Claim, User
from tests import builders as make

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2026, 1, 2), date(2026, 1, 3)


@pytest.fixture
def ana(db) -> User:
    """An editor with an address."""
    return make.user("ana", role="editor", email="ana@example.org")


@pytest.fixture
def bo(db) -> User:
    """Another, without one."""
    return make.user("bo", role="editor")


def texts() -> list[str]:
    """What was sent."""
    return [str(sent.body) for sent in mail.outbox]


def assigned(claim: Claim, to: User) -> Claim:
    """The claim, given to somebody."""
    Claim.objects.filter(pk=claim.pk).update(assignee=to)
    return claim


def test_it_tells_what_is_assigned_with_a_link(ana, settings):
    settings.SITE_URL = "https://record.example.org"
    claim = assigned(make.claim("The bridge was <closed>"), ana)
    assert send_all(TODAY) == [ana]
    assert mail.outbox[0].to == ["ana@example.org"]
    assert "- The bridge was <closed>" in texts()[0]
    assert f"https://record.example.org/claims/{claim.pk}/" in texts()[0]
    assert "https://record.example.org/me/" in texts()[0]


def test_it_tells_a_decision_that_went_stale_to_whoever_decided(ana):
    claim, times = make.claim("The bridge was closed"), make.source()
    make.says(claim, times, basis="own_reporting")
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=ana)
    assert send_all(TODAY) == []
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    assert send_all(TOMORROW) == [ana]
    assert "DECISIONS OUT OF DATE" in texts()[0]
    assert "The bridge was closed" in texts()[0]


def test_it_tells_a_refused_sign_off_to_whoever_decided(ana, bo, settings):
    settings.SIGN_OFF = True
    claim = make.claim("The bridge was closed")
    make.says(claim, make.source(), basis="own_reporting")
    made = decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=ana)
    sign_off(decision=made, agrees=False, reason="Ask the board.", by=bo)
    assert send_all(TODAY) == [ana]
    assert "Refused by bo: Ask the board." in texts()[0]


def test_it_tells_who_named_them_once(ana, bo):
    write_note(claim=make.claim(), text="@ana, can you call?", by=bo)
    assert send_all(TODAY) == [ana]
    assert "bo, on “The bridge was closed”:\n  @ana, can you call?" in texts()[0]
    assert send_all(TOMORROW) == []


def test_a_withdrawn_note_is_not_told(ana, bo):
    withdraw_note(note=write_note(claim=make.claim(), text="@ana", by=bo), by=bo)
    assert send_all(TODAY) == []


def test_there_is_one_mail_a_day(ana):
    assigned(make.claim(), ana)
    assert [send_all(TODAY), send_all(TODAY), send_all(TOMORROW)] == [[ana], [], [ana]]


def test_whoever_has_nothing_to_be_told_gets_none(ana):
    make.claim()
    assert send_all(TODAY) == []


def test_whoever_switched_it_off_has_no_address_no_role_or_left_gets_none(ana, bo):
    set_digest(person=ana, wanted=False)
    left = make.user("cy", role="editor", email="cy@example.org", is_active=False)
    nobody = make.user("di", email="di@example.org")
    for person in (ana, bo, left, nobody):
        assigned(make.claim(f"For {person}"), person)
    assert send_all(TODAY) == []


def test_a_mail_that_cannot_be_sent_is_tried_again_and_holds_up_no_other(ana, monkeypatch, bo):
    dan = make.user("dan", role="editor", email="dan@example.org")
    for person in (ana, dan):
        assigned(make.claim(f"For {person}"), person)
    write_note(claim=make.claim(), text="@ana", by=bo)
    send = digesting.send_mail

    def refuse(subject, text, sender, to):
        if to == ["ana@example.org"]:
            raise SMTPException
        return send(subject, text, sender, to)

    monkeypatch.setattr(digesting, "send_mail", refuse)
    assert send_all(TODAY) == [dan]
    monkeypatch.setattr(digesting, "send_mail", send)
    assert send_all(TODAY) == [ana]
    assert "YOU ARE NAMED" in texts()[-1]


def test_of_very_many_the_first_are_told_and_how_many_there_are(ana):
    for count in range(23):
        assigned(make.claim(f"Claim {count}"), ana)
    send_all(TODAY)
    assert texts()[0].count("\n- ") == 20
    assert "and 3 more" in texts()[0]


def test_prepared_mails_are_not_sent(ana):
    assigned(make.claim(), ana)
    assert [person for person, _text in prepared()] == [ana]
    assert mail.outbox == []
    assert send_all(TODAY) == [ana]


def test_nobody_is_told_of_a_stale_claim_that_is_not_theirs(ana, bo):
    claim = make.claim()
    found = make.says(claim, make.source(), basis="own_reporting")
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=bo)
    source = found.snapshot.article.publisher
    mark_origin(claim=claim, source=source, verdict="not_independent", reason="No.", by=bo)
    assert send_all(TODAY) == []
