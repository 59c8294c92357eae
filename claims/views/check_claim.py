"""A claim beside a draft: its status, its origins, its quotes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from claims.access import Act, HtmxHttpRequest, claims_for, only_for
from claims.evidence import graph_of
from claims.models import Claim
from claims.origins import assess
from claims.views.claim import shown_whole
from claims.vocabulary import DIFFERENCES, FLAGS, Difference

QUOTES_SHOWN = 5


@only_for(Act.CHECK)
@require_safe
def check_claim(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """What stands behind a claim, in short; `differs` names in what it differs from a sentence of a draft.
    A claim that is gone by now is said to be."""
    found = _found(request, claim_id)
    context: dict[str, object] = {"claim": found, "asked_for": claim_id}
    if found:
        assessment = assess(graph_of(found))
        context |= {
            "assessment": assessment,
            "flags": [(FLAGS[flag.code], flag) for flag in assessment.flags],
            "quotes": shown_whole(found.appearances, QUOTES_SHOWN),
            "more": found.appearances.count() - QUOTES_SHOWN,
            "differs": [
                (one.value, DIFFERENCES[one])
                for one in Difference
                if one in request.GET.getlist("differs")
            ],
        }
    # htmx shows nothing of an answer that is an error.
    status = 200 if found or request.htmx else 404
    part = "#beside" if request.htmx else ""
    response = render(request, f"claims/check_claim.html{part}", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _found(request: HtmxHttpRequest, claim_id: int) -> Claim | None:
    """The claim, or the one that it was merged into; None if it is gone, or not to be seen."""
    seen = claims_for(request.user).defer("search")
    found = seen.filter(pk=claim_id).first()
    if found is None:
        merged = Claim.with_merged.filter(pk=claim_id).exclude(merged_into=None).first()
        found = seen.filter(pk=merged.survivor.pk).first() if merged else None
    return found
