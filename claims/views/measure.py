"""One measure: its figures side by side, never averaged, and why they differ."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, claims_for, may, may_read
from claims.comparing import Pair, pairs
from claims.drawing.dots import plot_dots
from claims.figures import FigureKind, figures
from claims.forms.measures import AddForm, ExplainForm, RenameForm
from claims.models import Appearance, Attribution, Comparison, Figure, Measure, User
from claims.publish import about
from claims.publish.site import Site
from claims.vocabulary import Stance

LABELS = 6  # figures that the page tells other programs of
QUOTES = 20  # of a claim that are looked through for the one that holds the figure
MOST_PAIRS = 60  # that are shown, what is open first


@dataclass(frozen=True)
class Row:
    """A figure with the words that give it: the first that name its value, or else the first."""

    number: int
    figure: Figure
    appearance: Appearance | None
    more: int

    @property
    def said_by(self) -> list[Attribution]:
        """On whose word the article has it."""
        links = list(self.appearance.attributions.all()) if self.appearance else []
        relays = {link.via_id for link in links}
        return [link for link in links if link.pk not in relays]

    @property
    def illustrative(self) -> bool:
        """Whether it measures nothing."""
        return self.figure.kind == FigureKind.ILLUSTRATIVE


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, measure_id: int) -> HttpResponse:
    """The figures that the person may see. POST says why they differ, names the measure or adds to it."""
    if request.method == "POST" and not may(request.user, Act.COMPARE):
        raise PermissionDenied
    found = get_object_or_404(Measure, pk=measure_id)
    shown = _figures(request, found)
    if not shown and not may_read(request.user):
        raise Http404("There is nothing here that you may see.")
    differing = pairs(shown)
    forms = _forms(request, found, differing[:MOST_PAIRS])
    bound = next((form for form in forms.values() if form.is_bound), None)
    if (
        bound
        and bound.is_valid()
        and isinstance(request.user, User)
        and bound.record(by=request.user)
    ):
        return redirect(found)
    context = _context(request, found, shown, differing)
    told = None if may_read(request.user) else _told(found, shown, Site.of(request))
    response = render(
        request,
        "claims/measure.html",
        {
            **context,
            **forms,
            "about": told,
            "pair_form": _by_pair(forms.get("explain"), differing[:MOST_PAIRS]),
        },
        status=400 if request.method == "POST" else 200,
    )
    return told.links(response) if told else response


def _told(found: Measure, shown: list[Figure], site: Site) -> about.About:
    """What the page tells other programs of itself: the figures, from the lowest."""
    return about.measure(found, ", ".join(figure.label for figure in shown[:LABELS]), site)


def _context(
    request: HttpRequest, found: Measure, shown: list[Figure], differing: list[Pair]
) -> dict[str, Any]:
    rows = [_row(number, figure) for number, figure in enumerate(shown, start=1)]
    labelled = [(f"{row.number}. {row.figure.label}", row.figure.as_evidence()) for row in rows]
    waiting = Comparison.objects.proposed().filter(one__in=shown) | (
        Comparison.objects.proposed().filter(other__in=shown)
    )
    return {
        "measure": found,
        "rows": rows,
        "open": sum(pair.open for pair in differing),
        "explained": sum(not pair.open for pair in differing),
        "more_pairs": max(0, len(differing) - MOST_PAIRS),
        "drawings": [plot_dots(labelled, name) for name in ("wide", "narrow")] if rows else [],
        "proposed": waiting.select_related("one__claim", "other__claim").order_by("pk")
        if may_read(request.user)
        else [],
        "may_read": may_read(request.user),
    }


def _figures(request: HttpRequest, found: Measure) -> list[Figure]:
    """From the lowest; each with the first quotes of its claim."""
    quotes = (
        Appearance.objects.filter(stance=Stance.ASSERTS)
        .select_related("snapshot__article__publisher")
        .defer("snapshot__text")
        .prefetch_related(
            Prefetch("attributions", Attribution.objects.select_related("source").order_by("pk"))
        )
        .order_by("pk")[: QUOTES + 1]
    )
    rows: QuerySet[Figure] = found.figures.filter(
        claim__in=claims_for(request.user).values("pk")
    ).select_related("claim")
    return list(
        rows.defer("claim__search")
        .prefetch_related(Prefetch("claim__appearances", quotes, to_attr="quotes"))
        .order_by("value", "pk")
    )


def _row(number: int, figure: Figure) -> Row:
    quotes: list[Appearance] = figure.claim.quotes  # type: ignore[attr-defined]
    naming = (
        one for one in quotes if any(read.value == figure.value for read in figures(one.exact))
    )
    first = next(naming, quotes[0] if quotes else None)
    return Row(number, figure, first, max(0, len(quotes) - 1))


def _forms(request: HttpRequest, found: Measure, differing: list[Pair]) -> dict[str, Any]:
    """The forms of those who may compare; what was sent stands in the one that it was sent with."""
    if not may(request.user, Act.COMPARE):
        return {}
    sent = request.POST if request.method == "POST" else None
    act = sent.get("act", "") if sent else ""
    return {
        "explain": ExplainForm(sent if act == "explain" else None, measure=found, pairs=differing),
        "rename": RenameForm(sent if act == "rename" else None, measure=found),
        "add": AddForm(sent if act == "add" else None, measure=found),
    }


def _by_pair(form: ExplainForm | None, differing: list[Pair]) -> list[tuple[Pair, Any]]:
    """Each pair with its tick; without one for those who only read."""
    ticks = list(form["pairs"]) if form else [None] * len(differing)
    return list(zip(differing, ticks, strict=True))
