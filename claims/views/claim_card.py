"""The card of a claim, for pages of other sites: what the record says now, in an iframe without script.

It knows nobody: the same for all, it neither reads nor sets a cookie, and shows only what is open to anybody.
"""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from claims.access import EVERYBODY, claims_for
from claims.models import Claim
from claims.publish.site import Site

FRESH = 60  # seconds for which others may show what they have
# Nothing but its style sheet, and in whatever page.
ALLOWED = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}


@require_safe
@xframe_options_exempt
@csp(ALLOWED)  # type: ignore[arg-type]
@conditional_page
def claim_card(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The card; of a claim that was merged into another, the card of that one."""
    found = shown(claim_id)
    site = Site.of(request)
    html = render_to_string("claims/claim_card.html", {"claim": found, "site": site})
    response = HttpResponse(html, status=200 if found else 404)
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def shown(claim_id: int) -> Claim | None:
    """The claim that stands at this number for anybody, if one does."""
    merged = Claim.with_merged.filter(pk=claim_id).values("merged_into")
    found = claims_for(EVERYBODY).defer("search")
    return found.filter(pk=claim_id).first() or found.filter(pk__in=merged).first()
