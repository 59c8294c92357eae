"""Merging a claim with another that says the same: find it, look at what would become of both, agree."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.claim_plan import after
from claims.actions.plan import Plan
from claims.forms.merging import ALIKE_SHOWN
from claims.matching import means, proposals
from claims.models import Appearance, Claim
from claims.models.claim import ClaimQuerySet
from claims.views.merging import Merging, number_of


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """Claims to choose from; with `other`, what merging that one into this would do. POST does it."""
    return CLAIMS.answer(request, claim_id)


def _others() -> ClaimQuerySet:
    """Claims, with what stands behind each."""
    quotes = number_of(Appearance.objects.all(), "claim")
    return Claim.objects.defer("search").annotate(quote_count=quotes)


def _alike(others: ClaimQuerySet, kept: Claim) -> Mapping[str, object]:
    """The claims that look most like this one, each with its match, and by which means they were found."""
    near = {
        one.claim.pk: one.match for one in proposals(kept.statement, ALIKE_SHOWN, within=others)
    }
    rows: dict[int, Any] = others.in_bulk(near)
    for key, row in rows.items():
        row.match = near[key]
    found = [rows[key] for key in near if key in rows]
    return {"found": found, "means": means(kept.statement)}


def _would_be(plan: Plan) -> Mapping[str, object]:
    return {"would_be": after(plan)}


CLAIMS = Merging(
    page="claim_merge",
    kept="claim",
    rows=lambda: Claim.with_merged.defer("search"),
    others=_others,
    alike=_alike,
    found=lambda others, words: others.matching(words).order_by("-pk"),
    would_be=_would_be,
    most=ALIKE_SHOWN,
)
