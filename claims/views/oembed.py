"""oEmbed 1.0 (oembed.com): the card of a claim, for systems that turn an address into something to embed."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.problems import Fault, Problem, plain
from claims.publish.embedding import card
from claims.publish.site import Site
from claims.views.claim_card import shown

FRESH = 3600  # seconds for which the size may be kept; the card itself is always current
PAGES = {"claim", "claim_cite", "claim_card"}  # whose addresses stand for a claim


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The card for `url`, within `maxwidth` and `maxheight`. 404 for what is no claim that anybody may
    read, 501 for another format than JSON."""
    if request.GET.get("format", "json") != "json":
        return plain(Problem(501, _("Only format=json is provided.")))
    try:
        wide, high = (_pixels(request, name) for name in ("maxwidth", "maxheight"))
    except ValueError as error:
        told = _("This is a whole number of pixels, 1 or more.")
        return plain(Problem(400, _("The size cannot be read."), [Fault(str(error), told)]))
    site = Site.of(request)
    claim = shown(_claim_at(request.GET.get("url", ""), site))
    if claim is None:
        raise Http404(_("There is no published claim at this address."))
    address = site.named("claim_card", claim.pk)
    found = card(address, claim.statement, claim.caveat, wide, high)
    response = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": claim.statement,
            "provider_name": site.newsroom,
            "provider_url": site.home,
            "cache_age": FRESH,
            "html": found.code,
            "width": found.width,
            "height": found.height,
        }
    )
    patch_cache_control(response, public=True, max_age=60)
    return response


def _pixels(request: HttpRequest, name: str) -> int | None:
    """A limit in pixels, if the other side sets one. Raises ValueError for what is none."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and int(asked[:9]) > 0):
        raise ValueError(name)
    return int(asked[:9])


def _claim_at(address: str, site: Site) -> int:
    """The number of the claim at an address of this site; 0 if there is none."""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return 0
    here = (
        parts.scheme in ("http", "https")
        and parts.netloc.lower() == urlsplit(site.base).netloc.lower()
    )
    key = found.kwargs.get("claim_id", 0) if here and found.url_name in PAGES else 0
    return key if key < 2**63 else 0
