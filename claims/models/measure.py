"""Measures: what figures of several claims count, as a person put them together."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.rules import Rule, has_words, one_of, touches, tracked
from claims.vocabulary import FINDINGS, OF_ONE_MEASURE, Finding, choices

MOST_FIGURES = 200  # of one measure: each is compared with all others, and PostgreSQL holds it


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    """Questions about comparisons."""

    def proposed(self) -> Self:
        """Pairs of figures of two claims of which nobody has said yet whether they are of one measure."""
        both_under = models.Q(one__measure__isnull=False, other__measure__isnull=False)
        found = self.filter(finding="").exclude(both_under)
        return found.exclude(one__claim=models.F("other__claim"))


@tracked()
class Measure(models.Model):
    """What its figures count, in neutral words. They share its unit, which never changes.

    A person puts figures under it; that they are alike only proposes it.
    """

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_(
            "What is counted, in neutral words: “Assaults on city staff, change in a year”."
        ),
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)

    class Meta:
        constraints = [
            has_words("name", "measure_has_a_name"),
            models.UniqueConstraint(Lower("name"), Lower("unit"), name="measure_is_named_once"),
        ]
        indexes = [
            # /figures/: by name
            models.Index(fields=["name", "id"], name="measure_by_name"),
        ]
        triggers = [
            Rule("measure_keeps_its_unit", pgtrigger.UpdateOf("unit"), "claims_refuse_change"),
            touches("measure", "claims_touch_by_measure", pgtrigger.UpdateOf("name")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that sets its figures side by side."""
        return reverse("measure", args=[self.pk])


@tracked()
class Comparison(models.Model):
    """Two figures side by side: it is proposed that they are of one measure, or an editor has found
    why they differ. `one` is the figure that was recorded first.

    `one_was` and `other_was` are what the figures said when it was found: a finding is about those.
    """

    one = models.ForeignKey(
        "claims.Figure", verbose_name=_("figure"), on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        "claims.Figure", verbose_name=_("beside"), on_delete=models.CASCADE, related_name="+"
    )
    finding = models.CharField(
        _("why they differ"), max_length=20, choices=choices(FINDINGS), blank=True
    )
    note = models.TextField(_("how one knows"), blank=True)
    one_was = models.CharField(max_length=200, blank=True, editable=False)
    other_was = models.CharField(max_length=200, blank=True, editable=False)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("found by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    found_at = models.DateTimeField(_("found at"), null=True, blank=True, editable=False)

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("finding", ["", *Finding], "comparison_finding_is_known"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="comparison_of_two"
            ),
            # also serves: what is found of a figure, by its id
            models.UniqueConstraint("one", "other", name="comparison_is_made_once"),
            models.CheckConstraint(
                condition=models.Q(
                    finding="", note="", one_was="", other_was="", found_by=None, found_at=None
                )
                | (
                    ~models.Q(finding="")
                    & ~models.Q(one_was="")
                    & ~models.Q(other_was="")
                    & models.Q(found_by__isnull=False, found_at__isnull=False)
                ),
                name="comparison_found_by_somebody",
            ),
            has_words("note", "comparison_has_a_note", or_empty=True),
            models.CheckConstraint(
                condition=models.Q(finding="") | ~models.Q(note=""),
                name="comparison_says_how_one_knows",
            ),
        ]
        indexes = [
            # /figures/: what is proposed, the newest first
            models.Index(
                fields=["-id"], condition=models.Q(finding=""), name="comparison_proposed"
            ),
        ]
        triggers = [
            Rule(
                "comparison_holds_its_figures",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                "claims_hold_compared_figures",
            ),
            touches("comparison", "claims_touch_by_comparison"),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"

    @property
    def holds(self) -> bool:
        """Whether a finding is about the figures as they are now."""
        as_found = (self.one_was, self.other_was) == (self.one.label, self.other.label)
        return self.finding in OF_ONE_MEASURE and as_found
