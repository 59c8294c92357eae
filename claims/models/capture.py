"""Requests to capture something, each attempt at it, and what came of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of
from claims.models.snapshot import Snapshot


def upload_path(capture: "Capture", filename: str) -> str:
    """Where what was sent is kept until it has been read. The name that it was sent under is noted
    in the row and plays no part here."""
    return f"captures/{timezone.now():%Y/%m}/{capture.key}"


class CaptureQuerySet(models.QuerySet["Capture"]):
    """Questions about captures."""

    def of_article(self, article_id: int) -> Self:
        """Captures that were asked for of one article, or that brought it."""
        # One OR over both tables would read both whole; each half has its index.
        asked = self.filter(article=article_id).values("pk")
        return self.filter(
            pk__in=asked.union(self.filter(results__article=article_id).values("pk"))
        )

    def under_way(self) -> Self:
        """Captures that wait, and those that somebody is at work on."""
        return self.filter(state__in=Capture.UNDER_WAY)

    def unhurried(self) -> Self:
        """Captures that nobody waits for: no person asked."""
        return self.filter(asked_by=None)

    def with_words_for(self, article_id: int, key: str) -> "Capture | None":
        """The capture of this number, as it stands in an address, if it brought this article and words
        to record came along with it."""
        if not key.isascii() or not key.isdecimal() or len(key) > 18:
            return None
        return self.filter(pk=int(key), results__article=article_id).exclude(quote="").first()


class Capture(models.Model):
    """Somebody asked for a page, a file or a text to be captured. A job does it.

    The row is its own log: who asked for what, when, and what came of it.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being captured")
        DONE = "done", _("captured")
        FAILED = "failed", _("failed")

    UNDER_WAY = (State.WAITING, State.RUNNING)

    key = models.UUIDField(unique=True, editable=False)
    method = models.CharField(_("how"), max_length=10, choices=Snapshot.Method)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    file = models.FileField(_("file"), upload_to=upload_path, max_length=200, blank=True)
    filename = models.CharField(_("name of the file"), max_length=255, blank=True)
    quote = models.TextField(_("words to record"), blank=True)
    article = models.ForeignKey(
        "claims.Article",
        verbose_name=_("capture of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="captures",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("method", ["url", "upload", "pasted"], "capture_method_is_known"),
            one_of("state", ["waiting", "running", "done", "failed"], "capture_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(url="") | ~models.Q(file=""),
                name="capture_has_something_to_read",
            ),
        ]
        indexes = [
            # those under way, a few among very many: is there room for more, has one lost its job?
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="capture_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.filename or str(_("pasted text"))

    def get_absolute_url(self) -> str:
        """The page that shows how it goes."""
        return reverse("capture_progress", args=[self.pk])

    @property
    def over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in self.UNDER_WAY


class CaptureAttempt(models.Model):
    """One attempt that failed: when, why, and when the next one is made by itself, if ever."""

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="attempts")
    failed_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=40)
    message = models.TextField()
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.message


class CaptureResult(models.Model):
    """What a capture brought: a snapshot of an article, new, or unchanged since an earlier one."""

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="results")
    article = models.ForeignKey(
        "claims.Article", on_delete=models.PROTECT, related_name="capture_results"
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot", on_delete=models.PROTECT, related_name="capture_results"
    )
    unchanged = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [
            # /articles/<id>/: "unchanged since", the latest check of an article
            models.Index(fields=["article", "-id"], name="capture_result_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.capture} → {self.article}"

    @property
    def onward(self) -> str:
        """Where the words that came along are recorded; without any, where the article is read."""
        words = {"capture": self.capture_id} if self.capture.quote else None
        return reverse("article", args=[self.article_id], query=words)
