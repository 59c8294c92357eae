"""What happened to a claim and to all that hangs on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.history import history
from claims.models import Claim
from claims.paging import UnknownPage


@only_for(Act.READ_TRAIL)
@require_safe
def claim_history(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Who did what, when, from which page and why, also of a claim that is gone."""
    try:
        page = history(Claim, claim_id, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404("This page of the history does not exist.") from error
    found = Claim.with_merged.defer("search").filter(pk=claim_id).first()
    if not (found or page.rows):
        raise Http404(_("There is no such claim."))
    return render(request, "claims/claim_history.html", {"claim": found, "page": page})
