"""Webhooks: other systems that are told what changes, and what became of each message to them."""

import json
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of, tracked

LATE = timedelta(minutes=1)  # after which an attempt that has begun is taken for broken off
OVERLAP = timedelta(hours=24)  # for which an old secret holds beside the new one


class Event(models.TextChoices):
    """What other systems may be told of. The values are the types of messages."""

    STATUS_CHANGED = "claim.status_changed", _("The status of a claim changed")
    DECISION_STALE = "decision.stale", _("A decision went out of date")
    PUBLISHED = "claim.published", _("A claim was published")
    WITHDRAWN = "claim.withdrawn", _("A claim is no longer published")


TEST = "test"  # the type of a message that only shows that messages arrive


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about webhooks, to be combined."""

    def working(self) -> Self:
        """Those to which messages go."""
        return self.filter(active=True)

    def stopped(self) -> Self:
        """Those that the program stopped, and nobody has looked after yet."""
        return self.filter(active=False).exclude(stopped_because="")


@tracked(exclude=["failing_since"])
class Webhook(models.Model):
    """An address of another system, and what it is told of.

    One that is paused is not `active`; one that the program stopped says why in `stopped_because`.
    `failing_since` is set by the first failure after a success.
    """

    address = models.CharField(_("address"), max_length=2_000)
    told_of = ArrayField(
        models.CharField(max_length=40, choices=Event.choices), verbose_name=_("is told of")
    )
    published_only = models.BooleanField(_("published claims only"), default=True)
    active = models.BooleanField(_("active"), default=True)
    stopped_because = models.TextField(_("stopped because"), blank=True, default="")
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    secret = ""  # on the object that made the secret, until it is gone

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(told_of__contained_by=Event.values, told_of__len__gt=0),
                name="webhook_events_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        """The webhook's page."""
        return reverse("webhook", args=[self.pk])

    def wants(self, event: str, published: bool) -> bool:
        """Whether it is told of such an event on a claim that is published, or is not."""
        return event in self.told_of and (published or not self.published_only)

    @property
    def event_labels(self) -> list[Any]:
        """The events in words."""
        return [Event(event).label for event in self.told_of]


class WebhookSecretQuerySet(models.QuerySet["WebhookSecret"]):
    """Questions about secrets."""

    def holding(self) -> Self:
        """Those that sign, the newest first."""
        unexpired = models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now())
        return self.filter(unexpired).order_by("-pk")


@tracked(exclude=["sealed"])
class WebhookSecret(models.Model):
    """A secret of a webhook, sealed (`claims.sealing`). The one without an end is the current one."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField(editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = WebhookSecretQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "webhook",
                condition=models.Q(expires_at=None),
                name="webhook_has_one_current_secret",
            ),
        ]

    def __str__(self) -> str:
        return f"secret of {self.webhook}"


class DeliveryState(models.TextChoices):
    """Where a delivery is."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about deliveries, to be combined."""

    def due(self) -> Self:
        """Those whose next attempt is due, to webhooks that are not paused, the oldest first."""
        waiting = self.filter(state=DeliveryState.WAITING, next_at__lte=timezone.now())
        return waiting.filter(webhook__active=True).order_by("next_at", "pk")


class Delivery(models.Model):
    """A message to one webhook, and what became of it.

    `message` is its id, the same at each attempt, by which a receiver knows one that it has had. `body`
    is what is signed and sent, to the letter. While an attempt is under way, `next_at` is when it is
    taken for broken off. `duration` is in milliseconds; `answer` is the beginning of what was answered,
    or why there was no answer.
    """

    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    message = models.CharField(max_length=40)
    event = models.CharField(_("event"), max_length=40)
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True, default="")
    duration = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", DeliveryState, "delivery_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", next_at__isnull=False)
                | ~models.Q(state="waiting") & models.Q(next_at=None),
                name="delivery_waits_for_a_moment",
            ),
        ]
        indexes = [
            # /webhooks/<id>/: its messages, the newest first
            models.Index(fields=["webhook", "-id"], name="delivery_by_webhook"),
            # what is due
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(next_at__isnull=False),
                name="delivery_by_next_attempt",
            ),
            # what is old enough to be forgotten
            models.Index(fields=["made_at"], name="delivery_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"

    @property
    def under_way(self) -> bool:
        """Whether an attempt has begun, and has not come to an end that is noted."""
        return self.tried_at is not None and self.next_at == self.tried_at + LATE

    @property
    def told(self) -> dict[str, Any]:
        """What it tells, as the receiver reads it."""
        data: dict[str, Any] = json.loads(self.body)["data"]
        return data
