"""Measures: what figures of several claims count, and whether they agree."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import claims_for, may_read
from claims.comparing import found_of, pairs
from claims.models import Comparison, Figure, Measure
from claims.paging import BY_NAME, UnknownPage, page, state
from claims.publish import about
from claims.publish.site import Site

SHOWN = 20  # proposals, the newest first
LABELS = 6  # figures that a row names


@dataclass(frozen=True)
class Row:
    """A measure with its figures, as far as somebody may see them, and how many pairs are open."""

    measure: Measure
    figures: list[Figure]
    open: int
    explained: int

    @property
    def labels(self) -> list[str]:
        """The first figures from the lowest, in words."""
        ordered = sorted(self.figures, key=lambda figure: (figure.value, figure.pk))
        return [figure.label for figure in ordered[:LABELS]]

    @property
    def more(self) -> int:
        """How many figures are not named."""
        return max(0, len(self.figures) - LABELS)


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    """A page of measures by name; for the newsroom, what is proposed and waits for an editor."""
    figures = Figure.objects.filter(claim__in=claims_for(request.user).values("pk"))
    measures = Measure.objects.filter(Exists(figures.filter(measure=OuterRef("pk"))))
    try:
        listed = page(measures, BY_NAME, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404("This page of the list does not exist.") from error
    waiting = Comparison.objects.proposed() if may_read(request.user) else Comparison.objects.none()
    told = about.listed("figures", request.GET, (), Site.of(request))
    context = {
        "about": told,
        "page": listed,
        "rows": _rows(listed.rows, figures),
        "state": state(request.GET),
        "proposed": waiting.select_related("one__claim", "other__claim").order_by("-pk")[:SHOWN],
    }
    return told.links(render(request, "claims/measure_list.html", context))


def _rows(measures: list[Measure], figures: QuerySet[Figure]) -> list[Row]:
    of: dict[int | None, list[Figure]] = defaultdict(list)
    rows_of = figures.filter(measure__in=measures).select_related("claim").defer("claim__search")
    for figure in rows_of.order_by("pk"):
        of[figure.measure_id].append(figure)
    found = found_of(figure.pk for members in of.values() for figure in members)
    rows = []
    for measure in measures:
        differing = pairs(of[measure.pk], found)
        unexplained = sum(pair.open for pair in differing)
        rows.append(Row(measure, of[measure.pk], unexplained, len(differing) - unexplained))
    return rows
