"""What an editor found about an origin, for one claim."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import typed
from claims.models.rules import Rule, has_words, one_of, touches, tracked
from claims.vocabulary import VERDICTS, Verdict, choices


@tracked()
class OriginMark(models.Model):
    """A finding that a source speaks on this claim from its own knowledge, does not, or is another."""

    claim = models.ForeignKey(
        "claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="marks"
    )
    source = models.ForeignKey(
        "claims.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="marks"
    )
    verdict = models.CharField(_("finding"), max_length=20, choices=choices(VERDICTS))
    same_as = models.ForeignKey(
        "claims.Source",
        verbose_name=_("the same as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only for “is the same origin as”."),
    )
    reason = models.TextField(
        _("reason"), validators=[typed.words], help_text=_("What you know, and how you know it.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("verdict", Verdict, "mark_verdict_is_known"),
            has_words("reason", "mark_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.SAME_AS, same_as__isnull=False)
                | (~models.Q(verdict=Verdict.SAME_AS) & models.Q(same_as__isnull=True)),
                name="mark_names_the_same_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(same_as=models.F("source")), name="mark_names_another_source"
            ),
            models.UniqueConstraint(
                "claim",
                "source",
                condition=~models.Q(verdict=Verdict.SAME_AS),
                name="mark_finds_once",
            ),
            models.UniqueConstraint(
                "claim",
                "source",
                "same_as",
                condition=models.Q(verdict=Verdict.SAME_AS),
                name="mark_joins_once",
            ),
        ]
        triggers = [
            Rule(
                "mark_of_a_living_claim",
                pgtrigger.Insert | pgtrigger.UpdateOf("claim_id"),
                "claims_claim_must_live",
            ),
            Rule(
                "mark_of_a_living_source",
                pgtrigger.Insert | pgtrigger.UpdateOf("source_id", "same_as_id"),
                "claims_source_must_live",
            ),
            touches("mark", "claims_touch_by_own_claim"),
        ]

    def __str__(self) -> str:
        tail = f" {self.same_as}" if self.same_as_id else ""
        return f"{self.source} {self.get_verdict_display()}{tail}"
