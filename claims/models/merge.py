"""Two claims, or two sources, that became one."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.rules import Rule, has_words
from claims.models.source import Source
from claims.typed import WORDS

WRITTEN_ONCE = (
    "kept_claim_id",
    "gone_claim_id",
    "kept_source_id",
    "gone_source_id",
    "reason",
    "merged_by_id",
    "merged_at",
    "changes",
    "assessed",
)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Questions about merges."""

    def standing(self) -> Self:
        """Merges that have not been undone."""
        return self.filter(undone_at=None)

    def into(self, kept: Claim | Source) -> Self:
        """What this claim or source took in, the latest first."""
        into = {"kept_claim" if isinstance(kept, Claim) else "kept_source": kept}
        return self.standing().filter(**into).order_by("-pk").defer("changes", "assessed")


class Merge(models.Model):
    """One claim went into another, or one source: the one that is `kept` holds all that was of both.

    `changes` are the rows that were moved or removed for it, each as it was and as it became;
    `assessed` is what the assessments at its end did to flags and to what waits. Undoing goes by them.
    Nothing of a merge changes but that it is undone, once.
    """

    kept_claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    gone_claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    kept_source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    gone_source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now)
    changes = models.JSONField(default=list, editable=False)
    assessed = models.JSONField(default=list, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_reason = models.TextField(_("why it was undone"), blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kept_claim__isnull=False,
                    gone_claim__isnull=False,
                    kept_source=None,
                    gone_source=None,
                )
                | models.Q(
                    kept_claim=None,
                    gone_claim=None,
                    kept_source__isnull=False,
                    gone_source__isnull=False,
                ),
                name="merge_joins_two_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept_claim=models.F("gone_claim"))
                & ~models.Q(kept_source=models.F("gone_source")),
                name="merge_joins_two",
            ),
            has_words("reason", "merge_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None, undone_reason="")
                | (
                    models.Q(undone_at__isnull=False, undone_by__isnull=False)
                    & models.Q(undone_reason__regex=WORDS)
                ),
                name="merge_undone_with_a_reason",
            ),
            models.UniqueConstraint(
                "gone_claim", condition=models.Q(undone_at=None), name="merge_of_a_claim_once"
            ),
            models.UniqueConstraint(
                "gone_source", condition=models.Q(undone_at=None), name="merge_of_a_source_once"
            ),
        ]
        triggers = [
            Rule(
                "merge_never_changes",
                pgtrigger.UpdateOf(*WRITTEN_ONCE) | pgtrigger.Delete,
                "claims_refuse_change",
            ),
            Rule(
                "merge_never_emptied",
                pgtrigger.Truncate,
                "claims_refuse_change",
                level=pgtrigger.Statement,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"

    def get_absolute_url(self) -> str:
        """Its page, where it can be undone."""
        return reverse("merge", args=[self.pk])

    @property
    def kept(self) -> Claim | Source:
        """What both became."""
        found = self.kept_claim or self.kept_source
        assert found
        return found

    @property
    def gone(self) -> Claim | Source:
        """What went into it."""
        found = self.gone_claim or self.gone_source
        assert found
        return found
