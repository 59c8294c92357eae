"""One figure: which measure it is of, or may be."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, may, only_for
from claims.comparing import opposite
from claims.forms.measures import PutUnderForm, SetApartForm, TakeOutForm
from claims.models import Comparison, Figure, User
from claims.vocabulary import Finding


@only_for(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """The figure beside those proposed for its measure. POST puts them under one, or sets them apart."""
    if request.method == "POST" and not may(request.user, Act.COMPARE):
        raise PermissionDenied
    rows = Figure.objects.select_related("claim", "measure").defer("claim__search")
    found = get_object_or_404(rows, pk=figure_id)
    proposed = proposed_for(found)
    forms = _forms(request, found, proposed)
    bound = next((form for form in forms.values() if form.is_bound), None)
    if (
        bound
        and bound.is_valid()
        and isinstance(request.user, User)
        and bound.record(by=request.user)
    ):
        found.refresh_from_db()
        return redirect(found.measure or found)
    context = {
        "figure": found,
        "proposed": proposed,
        "apart_from": Comparison.objects.filter(
            Q(one=found) | Q(other=found), finding=Finding.OTHER_MEASURE
        ).select_related("one__claim", "other__claim", "found_by"),
        "looked_for": found.compared_at is not None,
        **forms,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "claims/figure.html", context, status=status)


def proposed_for(figure: Figure) -> list[Figure]:
    """The figures of other claims that are proposed to be of its measure."""
    rows = Comparison.objects.proposed().filter(Q(one=figure) | Q(other=figure))
    keys = {key for pair in rows.values_list("one", "other") for key in pair} - {figure.pk}
    others = Figure.objects.filter(pk__in=keys).select_related("claim", "measure")
    found = list(others.defer("claim__search").order_by("pk"))
    for other in found:
        other.opposite = opposite(figure, other)  # type: ignore[attr-defined]
    return found


def _forms(request: HttpRequest, found: Figure, proposed: list[Figure]) -> dict[str, Any]:
    """The forms of those who may compare; what was sent stands in the one that it was sent with."""
    if not may(request.user, Act.COMPARE):
        return {}
    sent = request.POST if request.method == "POST" else None
    act = sent.get("act", "") if sent else ""
    forms: dict[str, Any] = {
        "under": PutUnderForm(sent if act == "under" else None, figure=found, proposed=proposed)
    }
    if proposed:
        forms["apart"] = SetApartForm(
            sent if act == "apart" else None, figure=found, proposed=proposed
        )
    if found.measure_id:
        forms["out"] = TakeOutForm(sent if act == "out" else None, figure=found)
    return forms
