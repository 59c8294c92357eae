"""The queue as an Atom feed, under a private address: any filter of it may be added."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import Act, may
from claims.filters import ReviewFilter
from claims.models import Claim, FeedToken, User
from claims.urgency import Standing, explained

SHOWN = 50


@require_safe
def review_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What waits for an editor, the most urgent first, for whoever holds the token."""
    found = ReviewFilter(request.GET, me=_reader(token))
    if not found.is_valid():
        words = _("Some of the filters in this address cannot be used: %(names)s.")
        names = ", ".join(sorted(found.errors))
        return HttpResponse(words % {"names": names}, content_type="text/plain", status=400)
    rows = found.order.sorted(found.qs.defer("search"))[:SHOWN]
    response = HttpResponse(_feed(request, list(rows)), content_type="application/atom+xml")
    patch_cache_control(response, private=True, max_age=60)
    return response


def _reader(token: str) -> User:
    """Whose token it is. Without one, or without the right to see the queue, there is no page."""
    held = FeedToken.objects.of(token).first()
    if held is None or not may(held.person, Act.REVIEW):
        raise Http404(_("There is no such feed. Its address may have been revoked."))
    return held.person


def _feed(request: HttpRequest, claims: list[Claim]) -> str:
    site = request.build_absolute_uri("/").rstrip("/")
    feed = Atom1Feed(
        title=_("Provenance: what waits for an editor"),
        link=site + reverse("home"),
        description="",
        feed_guid=f"{site}/review/feed/?{request.GET.urlencode()}",
    )
    for claim in claims:
        address = site + claim.get_absolute_url()
        feed.add_item(
            title=claim.statement,
            link=address,
            # Waiting anew, it is news again.
            unique_id=f"{address}#{claim.waits_since:%Y-%m-%dT%H:%M:%S}",
            description=f"{claim.sentence} ({_why(claim)})",
            pubdate=claim.waits_since,
            updateddate=max(filter(None, [claim.assessed_at, claim.waits_since])),
            categories=claim.flag_labels,
        )
    return feed.writeString("utf-8")


def _why(claim: Claim) -> str:
    standing = Standing(claim.state, claim.status, claim.flag_codes, claim.article_count)
    return "; ".join(explained(standing))
