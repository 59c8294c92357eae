"""Merging a claim with another that says the same: find it, look at what would become of both, agree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.actions.claim_plan import after
from claims.forms.merging import ALIKE_SHOWN, MergeForm, number_in
from claims.models import Claim, User


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Claims to choose from; with `other`, what merging that one into this would do. POST does it."""
    assert isinstance(request.user, User)
    kept = get_object_or_404(Claim.with_merged.defer("search"), pk=claim_id)
    if kept.merged_into_id and request.method != "POST":
        return redirect("claim_merge", kept.merged_into_id)
    sent = request.POST if request.method == "POST" else None
    key = number_in((sent or request.GET).get("other", ""))
    if key is None:
        return _choosing(request, kept)
    gone = get_object_or_404(Claim.with_merged.defer("search"), pk=key)
    form = MergeForm(sent, kept=kept, gone=gone)
    if sent and "look" in sent:
        form.look_again()
    elif form.is_bound and form.is_valid() and (made := form.record(by=request.user)):
        return redirect(made)
    return render(
        request,
        "claims/claim_merge.html",
        {
            "claim": kept,
            "other": gone,
            "form": form,
            "would_be": after(form.plan) if form.plan else None,
        },
        status=400 if form.is_bound and "look" not in request.POST else 200,
    )


def _choosing(request: HttpRequest, kept: Claim) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    number = number_in(typed)
    others = Claim.objects.exclude(pk=kept.pk).defer("search")
    if number is not None:
        found = others.filter(pk=number)
    elif typed:
        found = others.matching(typed).order_by("-pk")
    else:
        found = others.like(kept.statement)
    context = {"claim": kept, "typed": typed, "found": found[:ALIKE_SHOWN]}
    return render(request, "claims/claim_merge.html", context)
