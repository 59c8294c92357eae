"""Origins that somebody in the newsroom is asked to capture."""

from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import tracked


class CaptureRequestQuerySet(models.QuerySet["CaptureRequest"]):
    """Questions about these tasks."""

    def open(self) -> Self:
        """Tasks that nothing has cleared yet."""
        return self.filter(cleared_at=None)


@tracked()
class CaptureRequest(models.Model):
    """A task: capture what a source itself says of a claim. Somebody asks, somebody takes it.

    It clears itself when an article of the source that makes the claim is on record, or when the
    address that it names has been captured (`claims.actions.asking`).
    """

    claim = models.ForeignKey(
        "claims.Claim",
        verbose_name=_("claim"),
        on_delete=models.CASCADE,
        related_name="capture_requests",
    )
    source = models.ForeignKey(
        "claims.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="capture_requests",
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    note = models.TextField(_("note"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="tasks",
    )
    cleared_at = models.DateTimeField(_("cleared at"), null=True, blank=True, editable=False)
    cleared_by = models.ForeignKey(
        "claims.Article",
        verbose_name=_("cleared by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = CaptureRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "claim",
                "source",
                condition=models.Q(cleared_at=None),
                name="capture_request_asks_once",
            ),
            models.CheckConstraint(
                condition=models.Q(cleared_at=None, cleared_by=None)
                | models.Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="capture_request_cleared_by_an_article",
            ),
        ]
        indexes = [
            # /review/tasks/: what is open, the oldest first
            models.Index(
                fields=["id"], condition=models.Q(cleared_at=None), name="capture_request_open"
            ),
            # whether a page that was captured was asked for
            models.Index(
                fields=["url"],
                condition=models.Q(cleared_at=None) & ~models.Q(url=""),
                name="capture_request_by_url",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.claim}"

    @property
    def capture_url(self) -> str:
        """Where whoever took it goes to capture: the address is filled in if it is known."""
        return reverse("capture") + ("?" + urlencode({"url": self.url}) if self.url else "")
