"""Taking a published claim back, with a reason."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.forms.review import WithholdForm
from claims.models import Claim, User
from claims.vocabulary import State


@only_for(Act.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_withhold(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """A form for the reason; POST unpublishes the claim, which is a decision to withhold it."""
    assert isinstance(request.user, User)
    claim = get_object_or_404(Claim.objects.defer("search"), pk=claim_id)
    latest = claim.decisions.first()
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if not form.is_bound and claim.state != State.PUBLISHED:
        return redirect(claim)
    if form.is_bound and form.is_valid():
        try:
            form.save(claim=claim, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(claim)
    return render(
        request,
        "claims/claim_withhold.html",
        {"claim": claim, "form": form, "latest": latest},
        status=400 if form.is_bound else 200,
    )
