"""What people say to one another about a claim."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import Rule, has_words, tracked

MOST_CHARACTERS = 5_000


@tracked()
class Note(models.Model):
    """A note on a claim. Its words never change; its author may withdraw it, which hides them."""

    claim = models.ForeignKey(
        "claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        related_name="notes",
    )
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            has_words("text", "note_has_words"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MOST_CHARACTERS), name="note_is_short"
            ),
        ]
        triggers = [
            Rule(
                "note_never_changes",
                pgtrigger.UpdateOf("text", "written_by_id", "written_at"),
                "claims_refuse_change",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def get_absolute_url(self) -> str:
        """The claim's page, at the note."""
        return f"{self.claim.get_absolute_url()}#note-{self.pk}"


class Mention(models.Model):
    """A person named in a note, and when the daily mail told them."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("note", "person", name="mention_is_made_once")]
        indexes = [
            # the daily mail: what somebody has not been told yet
            models.Index(
                fields=["person"], condition=models.Q(told_at=None), name="mention_untold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.note}"
