"""How many claims there are in all, as it was counted lately."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptTally(models.Model):
    """The numbers of all claims that somebody may see, by facet and value; there is one for each whom
    that is the same for, and none while the claims are so few that they are counted at once
    (`claims.tallying`)."""

    class Scope(models.TextChoices):
        """Whose view of the record it is."""

        EVERYTHING = "everything", _("those who read the record")
        PUBLISHED = "published", _("everybody, who sees what is published")

    scope = models.CharField(max_length=20, choices=Scope, primary_key=True)
    numbers = models.JSONField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=["everything", "published"]),
                name="kept_tally_scope_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.get_scope_display()
