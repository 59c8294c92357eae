"""Sources by name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import claims_for, may_read, sources_for
from claims.filters import SourceFilter
from claims.models import Source
from claims.paging import BY_NAME, UnknownPage, page, state
from claims.publish import about
from claims.publish.site import Site


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """A page of sources, filtered by words and kind."""
    found = SourceFilter(request.GET, sources_for(request.user))
    valid = found.is_valid()
    rows = found.qs if valid else Source.objects.none()
    counted = None if may_read(request.user) else claims_for(request.user).values("pk")
    try:
        listed = page(rows.for_list(counted), BY_NAME, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404("This page of the list does not exist.") from error
    told = about.listed("sources", request.GET, found.filters, Site.of(request)) if valid else None
    context = {"filter": found, "page": listed, "state": state(request.GET), "about": told}
    response = render(request, "claims/source_list.html", context, status=200 if valid else 400)
    return told.links(response) if told else response
