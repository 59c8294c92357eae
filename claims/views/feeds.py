"""The newsroom's feeds: of what everybody may read, whoever asks."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from claims.access import EVERYBODY, articles_for, claims_for
from claims.paging import MOST_DIGITS
from claims.publish import feeds
from claims.publish.answers import ATOM, answer, to_read
from claims.publish.site import Site


@to_read
def feed_claims(request: HttpRequest) -> HttpResponseBase:
    """The claims published last."""
    site = _open(request)
    return _answer(
        request, feeds.feed(feeds.claims(claims_for(EVERYBODY), site), "feed_claims", site)
    )


@to_read
def feed_status(request: HttpRequest) -> HttpResponseBase:
    """What became better or worse founded; with `before`, what had done so earlier."""
    site, before = _open(request), _key(request.GET.get("before"))
    entries, following = feeds.statuses(claims_for(EVERYBODY), site, before)
    return _answer(request, feeds.feed(entries, "feed_status", site, before, following))


@to_read
def feed_corrections(request: HttpRequest) -> HttpResponseBase:
    """What outlets put right or took back."""
    site = _open(request)
    entries = feeds.corrections(articles_for(EVERYBODY), site)
    return _answer(request, feeds.feed(entries, "feed_corrections", site))


def _open(request: HttpRequest) -> Site:
    """The site, whose feeds there are only where something is open to everybody."""
    if not settings.PUBLIC:
        raise Http404(_("Nothing of this record is open to everybody."))
    return Site.of(request)


def _key(before: str | None) -> int | None:
    """The key in an address. A page that no feed gave out is not found."""
    if before is None:
        return None
    if not (before.isascii() and before.isdecimal() and len(before) <= MOST_DIGITS):
        raise Http404(_("There is no such page."))
    return int(before)


def _answer(request: HttpRequest, document: str) -> HttpResponseBase:
    return answer(request, document, ATOM, private=False)
