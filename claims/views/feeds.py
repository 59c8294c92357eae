"""The newsroom's feeds: of what everybody may read, whoever asks."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from claims.access import EVERYBODY, articles_for, claims_for
from claims.publish import feeds
from claims.publish.answers import ATOM, answer, to_read
from claims.publish.site import Site


@to_read
def feed_claims(request: HttpRequest) -> HttpResponseBase:
    """The claims published last."""
    return _answer(request, "feed_claims", lambda site: feeds.claims(claims_for(EVERYBODY), site))


@to_read
def feed_status(request: HttpRequest) -> HttpResponseBase:
    """What became better or worse founded."""
    return _answer(request, "feed_status", lambda site: feeds.statuses(claims_for(EVERYBODY), site))


@to_read
def feed_corrections(request: HttpRequest) -> HttpResponseBase:
    """What outlets put right or took back."""
    return _answer(
        request, "feed_corrections", lambda site: feeds.corrections(articles_for(EVERYBODY), site)
    )


def _answer(
    request: HttpRequest, name: str, entries: Callable[[Site], list[feeds.Entry]]
) -> HttpResponseBase:
    """The feed; none where nothing is open to everybody."""
    if not settings.PUBLIC:
        raise Http404(_("Nothing of this record is open to everybody."))
    site = Site.of(request)
    return answer(request, feeds.feed(entries(site), name, site), ATOM, private=False)
