"""Drafts that their authors keep for named people."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import has_words

if TYPE_CHECKING:
    from claims.models.user import User

OPENING = 80  # characters by which a list names a draft


class DraftQuerySet(models.QuerySet["Draft"]):
    """Questions about drafts."""

    def open_to(self, person: "User") -> Self:
        """The drafts that somebody wrote or was named for. There is no other way to a draft: what
        somebody is in the newsroom does not enter."""
        named = self.model.readers.through._default_manager.filter(user=person).values("draft")
        return self.filter(models.Q(author=person) | models.Q(pk__in=named))

    def forgotten(self) -> Self:
        """Those that nobody has opened for so long that they are to be deleted."""
        days = settings.DRAFT_DAYS
        if not days:
            return self.none()
        return self.filter(opened_on__lt=timezone.localdate() - timedelta(days=days))


# Not tracked, on purpose: the trail keeps a copy of every row that it follows, for good, and a draft that
# its author deletes is to be gone. For the same reason it is not in the admin.
class Draft(models.Model):
    """A text that is not published yet, as its author kept it. Its author and the readers see it, and
    nobody else; its author deletes it."""

    text = models.TextField(_("text"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    readers: models.ManyToManyField = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="drafts_to_read"
    )
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)
    opened_on = models.DateField(_("last opened"), default=timezone.localdate)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [has_words("text", "draft_has_a_text")]

    def __str__(self) -> str:
        return f"draft {self.pk}"  # never its words: this ends up in logs

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("draft", args=[self.pk])

    @property
    def kept_until(self) -> date | None:
        """The last day of it, if nobody opens it any more; None if it is kept until it is deleted."""
        days = settings.DRAFT_DAYS
        return self.opened_on + timedelta(days=days) if days else None

    @property
    def opening(self) -> str:
        """Its first words."""
        words = " ".join(self.text[: 2 * OPENING].split())
        return words if len(words) <= OPENING else f"{words[: OPENING - 1]}…"
