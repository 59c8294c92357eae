"""Merging a claim with another that says the same: find it, look at what would become of both, agree."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, may
from claims.actions.claim_plan import after
from claims.forms.merging import ALIKE_SHOWN, MergeForm, number_in
from claims.matching import means, proposals
from claims.models import Claim, User
from claims.models.claim import ClaimQuerySet


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Claims to choose from; with `other`, what merging that one into this would do. POST does it."""
    if not isinstance(request.user, User) or not may(request.user, Act.MERGE):
        raise PermissionDenied
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
        return _alike(request, kept, others)
    context = {"claim": kept, "typed": typed, "found": found[:ALIKE_SHOWN]}
    return render(request, "claims/claim_merge.html", context)


def _alike(request: HttpRequest, kept: Claim, others: ClaimQuerySet) -> HttpResponse:
    """Claims that look alike, with how each differs, before anybody has typed anything."""
    found = proposals(kept.statement, ALIKE_SHOWN, within=others)
    context = {"claim": kept, "proposals": found, "means": means(kept.statement)}
    return render(request, "claims/claim_merge.html", context)
