"""Articles, newest first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import articles_for, claims_for, may_read
from claims.filters import ArticleFilter
from claims.paging import NEWEST, UnknownPage, page, state
from claims.publish import about
from claims.publish.site import Site


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """A page of articles, filtered by words."""
    found = ArticleFilter(request.GET, articles_for(request.user))
    counted = None if may_read(request.user) else claims_for(request.user).values("pk")
    try:
        rows = page(found.qs.for_list(counted), NEWEST, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404("This page of the list does not exist.") from error
    told = about.listed("articles", request.GET, found.filters, Site.of(request))
    context = {"filter": found, "page": rows, "state": state(request.GET), "about": told}
    return told.links(render(request, "claims/article_list.html", context))
