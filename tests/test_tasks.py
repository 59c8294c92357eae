"""What workers do: the captures that are asked for, and those that are due."""

from datetime import UTC, date, datetime

import pytest

from claims import tasks
from claims.actions import capturing, mending, recapturing
from claims.actions.articles import record_article
from claims.models import Capture, ClaimVector
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    """An article with an address and a quote on record."""
    article = record_article(publisher=make.source(), url="https://a.example/x", by=None)
    make.appearance(make.claim(), make.captured_of(article))
    return article


def test_the_job_captures_what_was_asked_for():
    asked = capturing.ask_for_content(content=b"Words.", filename="", method="pasted", by=None)
    tasks.capture(capture_id=asked.pk)
    asked.refresh_from_db()
    assert asked.state == Capture.State.DONE


def test_articles_that_are_due_are_asked_for(article, settings, monkeypatch):
    asked = {}
    monkeypatch.setattr(recapturing, "ask_for_due", lambda **given: asked.update(given))
    settings.RECAPTURE_DAYS, settings.RECAPTURE_BATCH = 7, 300
    tasks.recapture(timestamp=0)
    assert asked == {"days": 7, "most": 300}


def test_a_setting_of_no_days_turns_it_off(article, settings):
    settings.RECAPTURE_DAYS = 0
    tasks.recapture(timestamp=0)
    assert not Capture.objects.exists()


def test_workers_do_it_by_themselves():
    names = {periodic.task.name for periodic in tasks.app.periodic_registry.periodic_tasks.values()}
    assert {"recapture", "mend", "digest", "embed"} <= names


def test_what_was_left_in_the_middle_is_looked_for(monkeypatch):
    looked = []
    monkeypatch.setattr(mending, "mend", lambda: looked.append(True))
    tasks.mend(timestamp=0)
    assert looked


@pytest.mark.parametrize(("hour", "sent"), [(6, False), (7, True), (23, True)])
def test_the_daily_mail_goes_out_from_its_hour_on(settings, monkeypatch, hour, sent):
    settings.DIGEST_HOUR, settings.TIME_ZONE = 7, "UTC"
    asked = []
    monkeypatch.setattr(tasks.digesting, "send_all", asked.append)
    monkeypatch.setattr(tasks.timezone, "localtime", lambda: datetime(2026, 1, 2, hour, tzinfo=UTC))
    tasks.digest(timestamp=0)
    assert asked == ([date(2026, 1, 2)] if sent else [])


def test_vectors_that_wait_are_made():
    make.claim("The bridge was closed")
    tasks.embed(timestamp=0)
    assert not ClaimVector.objects.waiting().exists()
