"""Sends what waits for webhooks, and notes what became of it.

    take ── one attempt ──▸ delivered
                       └──▸ waiting, until the next attempt ──▸ failed, after the last

An attempt is taken in a transaction of its own, so that none is held while a receiver thinks. One whose
worker was killed is due again a minute later: a receiver may have a message twice, and knows it by its id.
"""

import logging
from datetime import timedelta
from random import random
from time import monotonic

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.notifying import ask
from claims.actions.recording import recording
from claims.capture.policy import Policy
from claims.models import Delivery, Webhook
from claims.models.webhook import LATE, DeliveryState
from claims.sealing import box
from claims.webhooks.retrying import GIVE_UP, wait
from claims.webhooks.sending import CONNECT, TOTAL, Answer, NotSent, send
from claims.webhooks.signing import headers

log = logging.getLogger(__name__)

PURPOSE = "webhooks"  # part of the key under which secrets are stored
KEPT = timedelta(days=30)  # for which a delivery can be looked up
RUN = 60  # seconds after which a job makes way for others
SOON = 60  # seconds: what is due later than that is found by the clock
ANSWER = 1_000  # characters of an answer that are kept


def policy() -> Policy:
    """The terms on which a message is sent."""
    hosts = frozenset(settings.CAPTURE_PRIVATE_HOSTS)
    return Policy(private_hosts=hosts, connect_timeout=CONNECT, total_timeout=TOTAL)


def deliver(webhook_id: int) -> None:
    """Send what is due to a webhook, the oldest first, until nothing is, or its receiver does not answer
    at all: the rest then waits for the clock, so that a dead receiver takes little of a worker's time."""
    end = monotonic() + RUN
    while delivery := _take(webhook_id):
        if not _attempt(delivery):
            return
        if monotonic() > end:
            ask(webhook_id)
            return


def deliver_late() -> None:
    """Have everything sent that is due and that no job was asked for: later attempts, and what was broken
    off."""
    due = Delivery.objects.due().order_by().values_list("webhook", flat=True)
    for webhook_id in sorted(set(due.distinct())):
        ask(webhook_id)


def forget_old() -> None:
    """Forget the deliveries that nobody looks up any more."""
    Delivery.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


@transaction.atomic
def _take(webhook_id: int) -> Delivery | None:
    """The next delivery that is due, noted as being attempted; nobody else takes it for a while."""
    due = Delivery.objects.due().filter(webhook=webhook_id).select_related("webhook")
    delivery = due.select_for_update(skip_locked=True, of=("self",)).first()
    if delivery is not None:
        now = timezone.now()
        delivery.tries += 1
        delivery.tried_at, delivery.next_at = now, now + LATE
        delivery.status_code, delivery.duration, delivery.answer = None, None, ""
        delivery.save()
    return delivery


def _attempt(delivery: Delivery) -> bool:
    """Send it once and note what came of it; say whether there was an answer at all."""
    webhook, body = delivery.webhook, delivery.body
    try:
        signed = headers(delivery.message, timezone.now(), body, _secrets(webhook))
        answer = send(webhook.address, body, signed, policy())
    except NotSent as error:
        _note_failure(delivery, error.message)
        return False
    if answer.received:
        _note(delivery, answer.text, answer, state=DeliveryState.DELIVERED, next_at=None)
        Webhook.objects.filter(pk=webhook.pk, failing_since__isnull=False).update(
            failing_since=None
        )
    else:
        _note_failure(delivery, answer.text, answer)
    return True


def _secrets(webhook: Webhook) -> list[str]:
    """The secrets that sign, the newest first. Raises NotSent if none of them can be opened."""
    opened = []
    for secret in webhook.secrets.holding():
        try:
            opened.append(box(PURPOSE).decrypt(secret.sealed.encode()).decode())
        except InvalidToken:
            log.error("A secret of webhook %s was stored under another secret key", webhook.pk)
    if not opened:
        raise NotSent(_("The secret was stored under another secret key. Make a new one."))
    return opened


def _note_failure(delivery: Delivery, text: str, answer: Answer | None = None) -> None:
    """Note an attempt that failed and when the next is; stop the webhook where that is called for."""
    pause = wait(delivery.tries, random(), answer.retry_after if answer else None)  # noqa: S311
    gone = answer is not None and answer.gone
    waits = pause is not None and not gone
    state = DeliveryState.WAITING if waits else DeliveryState.FAILED
    now = timezone.now()
    next_at = now + pause if waits and pause else None
    _note(delivery, text, answer, state=state, next_at=next_at)
    failing = Webhook.objects.filter(pk=delivery.webhook_id)
    failing.filter(failing_since=None).update(failing_since=now)
    if gone:
        _stop(delivery.webhook_id, _("The receiver answered that it is gone (410)."))
    elif failing.filter(failing_since__lt=now - GIVE_UP).exists():
        told = _("No message has arrived for %(days)s days.") % {"days": GIVE_UP.days}
        _stop(delivery.webhook_id, told)
    elif waits and pause and pause.total_seconds() < SOON:
        ask(delivery.webhook_id, wait=pause.total_seconds())


def _note(delivery: Delivery, text: str, answer: Answer | None, **fields: object) -> None:
    """Note what came of an attempt. The delivery may be gone by now, with its webhook."""
    Delivery.objects.filter(pk=delivery.pk).update(
        status_code=answer.status if answer else None,
        duration=answer.duration if answer else None,
        answer=text[:ANSWER],
        **fields,
    )


def _stop(webhook_id: int, because: str) -> None:
    """Send nothing more to a webhook until an administrator has looked after it."""
    with recording(by=None, reason=because):
        held = Webhook.objects.select_for_update().filter(pk=webhook_id, active=True)
        held.update(active=False, stopped_because=because)
