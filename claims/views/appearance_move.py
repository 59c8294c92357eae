"""Moving quotes that were linked to the wrong claim; several that say something else split a claim."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms.merging import MoveForm
from claims.models import Appearance, User


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def appearance_move(request: HttpRequest, appearance_id: int) -> HttpResponse:
    """The quotes of the claim, this one chosen, and where to; POST moves those that are chosen."""
    assert isinstance(request.user, User)
    rows = Appearance.objects.select_related("claim").defer("claim__search")
    found = get_object_or_404(rows, pk=appearance_id)
    form = MoveForm(request.POST if request.method == "POST" else None, appearance=found)
    if form.is_bound and form.is_valid() and (claim := form.record(by=request.user)):
        return redirect(f"{claim.get_absolute_url()}?quote={found.pk}#appearance-{found.pk}")
    return render(
        request,
        "claims/appearance_move.html",
        {"claim": found.claim, "appearance": found, "form": form},
        status=400 if form.is_bound else 200,
    )
