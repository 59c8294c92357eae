"""The flags that the latest assessment of a claim raised."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of
from claims.vocabulary import FLAGS, FlagCode, choices


class FlagQuerySet(models.QuerySet["Flag"]):
    """Questions about flags."""

    def standing(self) -> Self:
        """Flags that have not been cleared."""
        return self.filter(cleared_at=None)


class Flag(models.Model):
    """One reason why a claim needs a person. Raised and cleared by assessments alone."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="flags")
    code = models.CharField(_("flag"), max_length=30, choices=choices(FLAGS))
    explanation = models.TextField(_("why"))
    clears = models.TextField(_("what would clear it"))
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now)
    cleared_at = models.DateTimeField(_("cleared at"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("code", FlagCode, "flag_code_is_known"),
            models.UniqueConstraint(
                "claim", "code", condition=models.Q(cleared_at=None), name="flag_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()
