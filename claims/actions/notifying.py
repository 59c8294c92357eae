"""Messages to other systems, written in the transaction of the change that they tell of.

They are thin: which claim, where it is to be read, and what stands on its row. Nobody is named in them.
Jobs send them afterwards (`claims.actions.delivering`).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from claims.models import Claim, Delivery, Webhook
from claims.models.webhook import Event
from claims.vocabulary import FlagCode, State
from provenance.request_id import carried

JOB = "webhook"

_queue = JobManager(DjangoConnector())


@dataclass(frozen=True)
class Happened:
    """Something that other systems may be told of, with what it adds to what is told of the claim."""

    event: Event
    claim: Claim
    adds: dict[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> bool:
        """Whether it is on a claim that is, or was until now, published."""
        return self.claim.state == State.PUBLISHED or self.event == Event.WITHDRAWN


def reassessed(claim: Claim, status: str, flags: Iterable[str]) -> list[Happened]:
    """What happened to a claim that had this status and these flags before it was assessed again."""
    found = []
    if claim.status != status:
        found.append(Happened(Event.STATUS_CHANGED, claim, {"status_before": status}))
    stale = FlagCode.DECISION_STALE.value
    if stale in claim.flag_codes and stale not in flags:
        found.append(Happened(Event.DECISION_STALE, claim))
    return found


def led(claim: Claim, before: str) -> list[Happened]:
    """What happened to a claim that was in this state before a decision led it to another."""
    was, published = before == State.PUBLISHED, claim.state == State.PUBLISHED
    if was == published:
        return []
    return [Happened(Event.PUBLISHED if published else Event.WITHDRAWN, claim)]


def note(happened: Sequence[Happened]) -> None:
    """Write the messages that webhooks are to have of what happened, and have workers send them.

    One query where there is no webhook, none where nothing happened.
    """
    webhooks = list(Webhook.objects.working()) if happened else []
    bodies = [(one, body(one.event, told(one))) for one in happened] if webhooks else []
    now = timezone.now()
    messages = [
        Delivery(webhook=webhook, message=fresh_id(), event=one.event, body=text, next_at=now)
        for one, text in bodies
        for webhook in webhooks
        if webhook.wants(one.event, one.public)
    ]
    Delivery.objects.bulk_create(messages, batch_size=500)
    for key in sorted({one.webhook_id for one in messages}):
        transaction.on_commit(partial(ask, key), robust=True)


def told(one: Happened) -> dict[str, Any]:
    """What is told of a claim; of one that is no longer published, only which it is."""
    claim = one.claim
    known = {"claim": claim.pk, "address": settings.SITE_URL + claim.get_absolute_url()}
    if one.event == Event.WITHDRAWN:
        return known
    flags = set(claim.flag_codes)
    if one.event == Event.PUBLISHED:
        flags.discard(FlagCode.DECISION_STALE)  # of the decision before, until it is assessed again
    return {
        **known,
        "statement": claim.statement,
        "published": claim.state == State.PUBLISHED,
        "status": claim.status,
        "origins": claim.counted_origins,
        "articles": claim.article_count,
        "flags": sorted(flags),
        **one.adds,
    }


def body(event: str, data: dict[str, Any]) -> str:
    """A message as it is signed and sent."""
    content = {"type": event, "timestamp": timezone.now().isoformat(), "data": data}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def fresh_id() -> str:
    """The id of a message."""
    return f"msg_{uuid4().hex}"


def ask(webhook_id: int, wait: float = 0) -> None:
    """Have a worker send what is due to a webhook, one worker at a time.

    Of what is to be done at once, one job waits at most; one for later (`wait` in seconds) stands beside it.
    """
    name = f"{JOB}-{webhook_id}"
    try:
        with transaction.atomic():
            configure_task(
                name=JOB,
                job_manager=_queue,
                queue=JOB,
                lock=name,
                queueing_lock=None if wait else name,
                schedule_in={"seconds": int(wait) or 1} if wait else None,
            ).defer(webhook_id=webhook_id, **carried())
    except AlreadyEnqueued:
        pass
