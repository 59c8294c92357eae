"""What became of a quote in a later capture of its article."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of
from claims.vocabulary import QUOTE_STATES, QuoteState, choices


class Anchoring(models.Model):
    """Where a quote stands in a later snapshot, and how it differs.

    The appearance keeps the snapshot in which it was recorded; this says what a later one made of it.
    """

    appearance = models.ForeignKey(
        "claims.Appearance", on_delete=models.CASCADE, related_name="anchorings"
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot", on_delete=models.PROTECT, related_name="anchorings"
    )
    state = models.CharField(_("state"), max_length=10, choices=choices(QUOTE_STATES))
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    score = models.FloatField()
    differs = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("state", QuoteState, "anchoring_state_is_known"),
            models.UniqueConstraint("appearance", "snapshot", name="anchoring_is_made_once"),
            models.CheckConstraint(
                condition=models.Q(state=QuoteState.GONE, start=None, end=None)
                | (~models.Q(state=QuoteState.GONE) & models.Q(end__gt=models.F("start"))),
                name="anchoring_has_a_place_unless_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appearance}: {self.get_state_display()}"
