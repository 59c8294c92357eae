"""Articles that nobody has looked at for long are captured again, a batch at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import capturing, jobs, recapturing
from claims.actions.articles import record_article
from claims.actions.editing import decide
from claims.models import Article, Capture
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


def article(url: str, days: int = 8, published: bool = True) -> Article:
    """An article with a quote that was looked at so many days ago; its claim is published, or not."""
    made = record_article(publisher=make.source(), url=url, by=None)
    snapshot = make.captured_of(made)
    claim = make.claim()
    make.appearance(claim, snapshot)
    if published:
        decide(claim=claim, outcome="caveat", caveat="?", reason="Why.", by=make.user())
    Article.objects.filter(pk=made.pk).update(looked_at=timezone.now() - timedelta(days=days))
    return made


def asked(most: int = 10) -> list[Article]:
    """The articles that are asked for."""
    return [capture.article for capture in recapturing.ask_for_due(days=7, most=most)]


def queue() -> list[ProcrastinateJob]:
    """The jobs in the queue, in the order in which they were put there."""
    return list(ProcrastinateJob.objects.order_by("pk"))


def test_those_that_have_waited_longest_come_first():
    nine = article("https://a.example/9", days=9)
    ten = article("https://a.example/10", days=10)
    article("https://a.example/6", days=6)
    assert asked() == [ten, nine]


def test_articles_without_an_address_or_a_published_claim_are_left_alone():
    article("")
    article("https://a.example/", published=False)
    assert asked() == []


def test_those_without_a_published_claim_do_not_stand_in_the_way_of_the_others(monkeypatch):
    monkeypatch.setattr(recapturing, "REACH", 1)
    article("https://a.example/1", days=9, published=False)
    quoted = article("https://a.example/2")
    assert asked(most=1) == []
    assert asked(most=1) == [quoted]


def test_one_is_asked_for_once():
    article("https://a.example/")
    assert len(asked()) == 1
    assert asked() == []


def test_no_more_are_asked_for_while_a_batch_waits():
    for number in range(4):
        article(f"https://a.example/{number}")
    assert len(asked(most=3)) == 3
    assert asked(most=3) == []
    Capture.objects.filter(pk=Capture.objects.first().pk).update(state="done")
    assert len(asked(most=3)) == 1


def test_captures_that_somebody_asked_for_take_no_room():
    capturing.ask_for_page(url="https://a.example/", by=make.user("ana"))
    article("https://a.example/1")
    assert len(asked(most=1)) == 1


def test_what_people_ask_for_is_done_first_and_whatever_the_host():
    article("https://a.example/1")
    asked()
    capturing.ask_for_page(url="https://a.example/2", by=make.user("ana"))
    unhurried, hurried = queue()
    assert (unhurried.priority, hurried.priority) == (jobs.UNHURRIED, 0)
    assert (unhurried.lock, hurried.lock) == ("a.example", None)


def test_a_host_is_asked_for_one_page_after_another():
    for number in range(3):
        article(f"https://www.a.example/{number}", days=20 - number)
    article("https://b.example/")
    asked()
    assert [job.lock for job in queue()] == ["a.example"] * 3 + ["b.example"]
    starts = [job.scheduled_at for job in queue()]
    assert (starts[0], starts[3]) == (None, None)
    assert round((starts[2] - starts[1]).total_seconds()) == recapturing.PACE


def test_an_article_is_looked_at_when_it_is_asked_for_and_when_it_is_captured():
    old = article("https://a.example/")
    text = capturing.ask_for_content(
        content=b"Words.", filename="", method="pasted", article=old, by=None
    )
    old.refresh_from_db()
    first = old.looked_at
    assert timezone.now() - first < timedelta(minutes=1)
    capturing.run(text.pk)
    old.refresh_from_db()
    assert old.looked_at > first


def test_a_look_is_no_change_of_the_record():
    made = article("https://a.example/")
    events = made.events.count()
    asked()
    assert made.events.count() == events


def test_an_address_that_cannot_be_read_has_no_host():
    assert jobs.host("https://[a.example/") == ""
