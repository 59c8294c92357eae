"""Figures that a claim carries."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import figures
from claims.models.rules import ANY_CHANGE, Rule, one_of, touches, tracked


@tracked(exclude=["compared_at"])
class Figure(models.Model):
    """A value with its unit, as the claim states it. What is not known stays unrecorded."""

    claim = models.ForeignKey(
        "claims.Claim", verbose_name=_("claim"), on_delete=models.CASCADE, related_name="figures"
    )
    comparator = models.CharField(
        _("comparator"),
        max_length=20,
        choices=list(figures.COMPARATOR_LABELS.items()),
        default=figures.Comparator.EXACT,
    )
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    upper = models.DecimalField(
        _("upper end"),
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("The higher number of a range; “value” is the lower one."),
    )
    unit = models.CharField(
        _("unit"), max_length=60, blank=True, help_text=_("Such as %, hours, arrests/day.")
    )
    period = models.CharField(_("period"), max_length=100, blank=True)
    population = models.CharField(
        _("population"), max_length=200, blank=True, help_text=_("Who or what was counted.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=list(figures.FIGURE_KIND_LABELS.items()),
        default=figures.FigureKind.UNRECORDED,
        help_text=_("How the figure came about. Leave unrecorded unless the article says."),
    )

    measure = models.ForeignKey(
        "claims.Measure",
        verbose_name=_("measure"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="figures",
    )
    # When figures like it were looked for. PostgreSQL empties it when they are to be looked for again.
    compared_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [
            # figures that may be of one measure: those of one unit
            models.Index(Lower("unit"), name="figure_by_unit"),
            # the job that looks for figures alike: what is to be done
            models.Index(
                fields=["id"], condition=models.Q(compared_at=None), name="figure_to_compare"
            ),
        ]
        constraints = [
            one_of("kind", figures.FigureKind, "figure_kind_is_known"),
            one_of("comparator", figures.Comparator, "figure_comparator_is_known"),
            models.CheckConstraint(
                # NULL > 1 is unknown, which a check lets pass: that there is an upper end is said apart.
                condition=models.Q(
                    comparator=figures.Comparator.RANGE,
                    upper__isnull=False,
                    upper__gt=models.F("value"),
                )
                | ~models.Q(comparator=figures.Comparator.RANGE) & models.Q(upper__isnull=True),
                name="figure_range_has_two_ends",
            ),
        ]
        triggers = [
            Rule(
                "figure_of_a_living_claim",
                pgtrigger.Insert | pgtrigger.UpdateOf("claim_id"),
                "claims_claim_must_live",
            ),
            Rule("figure_of_its_measure", ANY_CHANGE, "claims_figure_of_its_measure"),
            touches(
                "figure",
                "claims_touch_by_figure",
                pgtrigger.Insert
                | pgtrigger.Delete
                | pgtrigger.UpdateOf(
                    "claim_id",
                    "comparator",
                    "value",
                    "upper",
                    "unit",
                    "period",
                    "population",
                    "kind",
                    "measure_id",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page that says which measure it is of, or may be."""
        return reverse("figure", args=[self.pk])

    @property
    def shown_value(self) -> str:
        """The value without idle zeros, thousands apart: "3,000", "0.5"; "20 and 30" for a range."""
        return self.as_evidence().shown_value

    @property
    def label(self) -> str:
        """The figure in a few characters: "807%", "more than 5,000 officers"."""
        return self.as_evidence().label

    def as_evidence(self) -> figures.Figure:
        """The figure as the assessment takes it."""
        return figures.Figure(
            value=Decimal(self.value),
            upper=None if self.upper is None else Decimal(self.upper),
            unit=self.unit,
            comparator=figures.Comparator(self.comparator),
            period=self.period,
            population=self.population,
            kind=figures.FigureKind(self.kind),
        )
