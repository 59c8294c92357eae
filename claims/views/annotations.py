"""The quotes of an article as a collection of Web Annotations, page by page."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from claims.access import articles_for, claims_for, may_read
from claims.models import Appearance
from claims.paging import MOST_DIGITS
from claims.publish import web_annotation
from claims.publish.answers import ANNOTATION, answer, link, to_read, written
from claims.publish.site import Site

TYPES = (link("http://www.w3.org/ns/ldp#Resource", "type"),)


@to_read
def annotations(request: HttpRequest, article_id: int) -> HttpResponseBase:
    """The collection, or the page of it that begins after the id in `after`."""
    article = get_object_or_404(articles_for(request.user), pk=article_id)
    claims = claims_for(request.user)
    seen = Appearance.objects.filter(snapshot__article=article, claim__in=claims)
    site, after = Site.of(request), request.GET.get("after")
    document: web_annotation.Document | None
    if after is None:
        document = web_annotation.collection(article, seen, site)
    else:
        document = web_annotation.page(article, seen, _key(after), site)
    if document is None:
        raise Http404("There is no such page.")
    private = may_read(request.user)
    return answer(request, written(document), ANNOTATION, private=private, links=TYPES)


def _key(after: str) -> int:
    """The id in an address. A page that no collection gave out is not found."""
    if not (after.isascii() and after.isdecimal() and len(after) <= MOST_DIGITS):
        raise Http404("A page begins after a number.")
    return int(after)
