"""The first page: search, what needs attention, and what is new."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import articles_for, claims_for, scope_for
from claims.paging import NEWEST
from claims.publish import about
from claims.publish.site import Site
from claims.tallying import kept, tally
from claims.vocabulary import BY_ATTENTION, FLAGS

LATEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Counts by status and by flag, the latest claims and the latest articles."""
    claims = claims_for(request.user)
    numbers = kept(scope_for(request.user)) or tally(claims, ("status", "flag"), NEWEST)
    by_status, by_flag = numbers.of("status"), numbers.of("flag")
    site = Site.of(request)
    what = _("A newsroom’s record of factual claims, followed back to their origins.")
    told = about.home(what, site) if settings.PUBLIC else None
    response = render(
        request,
        "claims/home.html",
        {
            "about": told,
            "numbers": numbers,
            "statuses": [(code.value, by_status.get(code, 0)) for code in BY_ATTENTION],
            "flags": [
                (code, term, by_flag[code]) for code, term in FLAGS.items() if code in by_flag
            ],
            "claims": claims.order_by("-pk")[:LATEST],
            "articles": articles_for(request.user)
            .select_related("publisher")
            .order_by("-pk")[:LATEST],
        },
    )
    return told.links(response) if told else response
