"""Who an article says said so."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.rules import CHANGE_OR_REMOVE, Rule, of_new_rows, touches, tracked
from claims.models.written import ANY, Written


@tracked()
class Attribution(models.Model):
    """One link of a chain (PROV `wasAttributedTo`). The end of a chain is an origin.

    "A former officer told Hollywood Unlocked" is two rows: Hollywood Unlocked, and the former officer
    `via` it. PostgreSQL refuses a chain that leaves its appearance or goes in a ring.
    """

    appearance = models.ForeignKey(
        "claims.Appearance",
        verbose_name=_("appearance"),
        on_delete=models.CASCADE,
        related_name="attributions",
        db_index=False,  # attribution_is_recorded_once begins with it
    )
    source = models.ForeignKey(
        "claims.Source",
        verbose_name=_("who said so"),
        on_delete=models.PROTECT,
        related_name="attributions",
    )
    via = models.ForeignKey(
        "self",
        verbose_name=_("passed on by"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relayed",
        help_text=_(
            "The attribution that passed these words on, if the article had them from there."
        ),
    )
    self_interested = models.BooleanField(
        _("speaks about itself"),
        default=False,
        help_text=_("A party speaking about itself does not count until an editor confirms it."),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "appearance",
                "source",
                "via",
                name="attribution_is_recorded_once",
                nulls_distinct=False,
            ),
        ]
        triggers = [
            Rule(
                "chain_must_stay",
                pgtrigger.Update,
                "claims_chain_must_stay",
            ),
            of_new_rows("chains_must_stay", "claims_chains_must_stay"),
            Rule(
                "attribution_to_a_living_source",
                pgtrigger.UpdateOf("source_id"),
                "claims_source_must_live",
            ),
            of_new_rows("attributions_to_living_sources", "claims_sources_must_live"),
            touches("attribution", "claims_touch_by_attribution", CHANGE_OR_REMOVE),
            of_new_rows("attributions_touch_claims", "claims_touch_by_attributions"),
        ]

    def __str__(self) -> str:
        return self.source.name


SAID_BY = Written(
    lambda: Attribution.objects.filter(appearance__among=[ANY]).select_related("source")
)
