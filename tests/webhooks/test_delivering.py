"""Messages sent to a real receiver: taken, refused, tried again, and given up."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from standardwebhooks.webhooks import WebhookVerificationError

from claims import tasks
from claims.actions.delivering import deliver, deliver_late, forget_old
from claims.actions.digesting import written
from claims.actions.webhooks import (
    rotate_secret,
    send_again,
    send_test,
    set_webhook_active,
)
from claims.agenda import agenda
from claims.models import Delivery, Webhook
from claims.models.webhook import OVERLAP, WebhookSecret
from claims.webhooks.retrying import MOST
from claims.webhooks.sending import send
from tests import builders as make
from tests.capture.server import Page, Raw, redirect

pytestmark = pytest.mark.django_db


def tried(webhook: Webhook, boss) -> Delivery:
    """A test message after its first attempt."""
    made = send_test(webhook=webhook, by=boss)
    deliver(webhook.pk)
    made.refresh_from_db()
    return made


def due_now(delivery: Delivery) -> None:
    """Let time pass until its next attempt."""
    Delivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now())


def test_a_message_arrives_and_verifies(webhook, receiver, boss):
    made = tried(webhook, boss)
    [message] = receiver.messages(webhook.secret)
    assert message["type"] == "test"
    assert receiver.ids() == [made.message]
    assert (made.state, made.tries, made.status_code) == ("delivered", 1, 204)
    assert made.duration is not None and made.next_at is None


def test_the_job_sends_what_is_due(webhook, receiver, boss):
    send_test(webhook=webhook, by=boss)
    tasks.webhook(webhook_id=webhook.pk)
    assert receiver.messages(webhook.secret)


def test_what_was_refused_arrives_later_under_the_same_id(webhook, receiver, boss):
    receiver.answers(Page(b"out of order", 500))
    made = tried(webhook, boss)
    assert (made.state, made.status_code, made.answer) == ("waiting", 500, "out of order")
    assert made.next_at - made.tried_at < timedelta(seconds=7)
    webhook.refresh_from_db()
    assert webhook.failing_since
    receiver.answers(Page(b"", 200))
    due_now(made)
    deliver(webhook.pk)
    made.refresh_from_db()
    assert (made.state, made.tries, made.status_code) == ("delivered", 2, 200)
    assert receiver.ids() == [made.message] * 2
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_nothing_is_sent_before_its_time(webhook, receiver, boss):
    receiver.answers(Page(b"", 500))
    tried(webhook, boss)
    deliver(webhook.pk)
    assert len(receiver.ids()) == 1


def test_a_redirect_is_a_failure(webhook, receiver, boss):
    receiver.answers(redirect("/elsewhere"))
    made = tried(webhook, boss)
    assert (made.state, made.status_code) == ("waiting", 302)
    assert receiver.site.paths == ["/in"]


def test_the_last_attempt_ends_it(webhook, receiver, boss):
    receiver.answers(Page(b"", 500))
    made = send_test(webhook=webhook, by=boss)
    Delivery.objects.update(tries=MOST - 1)
    deliver(webhook.pk)
    made.refresh_from_db()
    assert (made.state, made.next_at) == ("failed", None)


def test_a_receiver_that_is_gone_is_told_nothing_more(webhook, receiver, boss):
    receiver.answers(Page(b"", 410))
    made = tried(webhook, boss)
    webhook.refresh_from_db()
    assert made.state == "failed"
    assert not webhook.active
    assert "gone (410)" in webhook.stopped_because
    assert list(Webhook.objects.stopped()) == [webhook]


def test_a_webhook_is_stopped_after_days_without_a_success(webhook, receiver, boss):
    receiver.answers(Page(b"", 503))
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=5, minutes=1))
    tried(webhook, boss)
    webhook.refresh_from_db()
    assert not webhook.active
    assert "5 days" in webhook.stopped_because


def test_a_receiver_that_does_not_answer_holds_a_worker_for_one_attempt(
    webhook, receiver, boss, monkeypatch
):
    monkeypatch.setattr("claims.actions.delivering.TOTAL", 0.3)
    receiver.answers(Raw((b"",), pause=5))
    made = [send_test(webhook=webhook, by=boss) for _ in range(3)]
    deliver(webhook.pk)
    assert [one.tries for one in Delivery.objects.order_by("pk")] == [1, 0, 0]
    made[0].refresh_from_db()
    assert made[0].status_code is None
    assert "no answer" in made[0].answer


def test_one_message_that_is_refused_does_not_hold_up_the_others(webhook, receiver, boss):
    answers = [Page(b"", 500), Page(b"", 200)]
    receiver.answers(lambda handler: answers.pop(0)(handler))
    for _ in range(2):
        send_test(webhook=webhook, by=boss)
    deliver(webhook.pk)
    assert {one.state for one in Delivery.objects.all()} == {"waiting", "delivered"}


def test_an_attempt_whose_worker_was_killed_is_made_again_a_minute_later(
    webhook, receiver, boss, monkeypatch
):
    made = send_test(webhook=webhook, by=boss)
    monkeypatch.setattr("claims.actions.delivering.send", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deliver(webhook.pk)
    monkeypatch.undo()
    deliver(webhook.pk)
    assert not receiver.ids()
    due_now(made)
    deliver(webhook.pk)
    assert receiver.ids() == [made.message]


def test_the_clock_finds_what_is_due(webhook, boss):
    send_test(webhook=webhook, by=boss)
    deliver_late()
    deliver_late()
    [job] = ProcrastinateJob.objects.filter(task_name="webhook")
    assert job.args == {"webhook_id": webhook.pk}


def test_a_first_failure_is_tried_again_in_seconds(webhook, receiver, boss):
    receiver.answers(Page(b"", 500))
    tried(webhook, boss)
    [job] = ProcrastinateJob.objects.filter(task_name="webhook")
    assert job.scheduled_at - timezone.now() < timedelta(seconds=7)


def test_a_paused_webhook_keeps_what_waits_until_it_is_resumed(webhook, receiver, boss):
    send_test(webhook=webhook, by=boss)
    set_webhook_active(webhook=webhook, active=False, by=boss)
    deliver(webhook.pk)
    assert not receiver.ids()
    set_webhook_active(webhook=webhook, active=True, by=boss)
    deliver(webhook.pk)
    assert len(receiver.ids()) == 1


def test_a_message_can_be_sent_again(webhook, receiver, boss):
    made = tried(webhook, boss)
    send_again(delivery=made, by=boss)
    deliver(webhook.pk)
    assert receiver.ids() == [made.message] * 2


def test_a_new_secret_signs_beside_the_old_one_for_a_day(webhook, receiver, boss):
    renewed = rotate_secret(webhook=webhook, by=boss)
    tried(webhook, boss)
    for secret in (webhook.secret, renewed.secret):
        assert receiver.messages(secret)
    WebhookSecret.objects.filter(expires_at__isnull=False).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    receiver.site.received.clear()
    tried(webhook, boss)
    assert receiver.messages(renewed.secret)
    with pytest.raises(WebhookVerificationError):
        receiver.messages(webhook.secret)


def test_the_old_secret_ends_a_day_after_the_new_one_was_made(webhook, boss):
    rotate_secret(webhook=webhook, by=boss)
    old, new = WebhookSecret.objects.order_by("pk")
    assert abs(old.expires_at - new.made_at - OVERLAP) < timedelta(seconds=5)
    assert new.expires_at is None


def test_a_body_that_was_tampered_with_does_not_verify(webhook, receiver, boss):
    tried(webhook, boss)
    [(sent, body)] = receiver.site.received
    receiver.site.received[:] = [(sent, body.replace(b"test", b"best"))]
    with pytest.raises(WebhookVerificationError):
        receiver.messages(webhook.secret)


def test_secrets_are_not_to_be_read_in_the_database(webhook):
    stored = WebhookSecret.objects.get().sealed
    assert webhook.secret not in stored
    assert webhook.secret.removeprefix("whsec_") not in stored


def test_an_earlier_secret_key_still_opens_them(webhook, receiver, boss, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert tried(webhook, boss).state == "delivered"
    assert receiver.messages(webhook.secret)


def test_a_secret_that_no_key_opens_sends_nothing_and_says_what_to_do(
    webhook, receiver, boss, settings
):
    settings.SECRET_KEY = "another"
    made = tried(webhook, boss)
    assert "Make a new one" in made.answer
    assert not receiver.ids()


def test_a_host_that_is_allowed_no_longer_is_not_sent_to(webhook, receiver, boss, settings):
    settings.CAPTURE_PRIVATE_HOSTS = []
    made = tried(webhook, boss)
    assert "https://" in made.answer
    assert receiver.site.connections == 0


def test_old_deliveries_are_forgotten(webhook, boss):
    old, young = (send_test(webhook=webhook, by=boss) for _ in range(2))
    Delivery.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=31))
    forget_old()
    assert list(Delivery.objects.all()) == [young]


def test_the_clock_does_both():
    names = {periodic.task.name for periodic in tasks.app.periodic_registry.periodic_tasks.values()}
    assert {"webhooks", "forget_deliveries"} <= names
    tasks.webhooks(timestamp=0)
    tasks.forget_deliveries(timestamp=0)


def test_the_daily_mail_tells_administrators_of_one_that_was_stopped(webhook, receiver, boss):
    receiver.answers(Page(b"", 410))
    tried(webhook, boss)
    mail = written(boss, agenda(boss))
    assert "WEBHOOKS THAT WERE STOPPED" in mail
    assert f"http://127.0.0.1:8000/webhooks/{webhook.pk}/" in mail
    assert agenda(make.user("ed", role="editor")).empty


def test_a_message_that_is_just_being_sent_is_known_as_such(webhook, receiver, boss, monkeypatch):
    seen = []

    def spied(*given):
        seen.append(Delivery.objects.get().under_way)
        return send(*given)

    monkeypatch.setattr("claims.actions.delivering.send", spied)
    assert not tried(webhook, boss).under_way
    assert seen == [True]
