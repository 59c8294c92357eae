"""What search engines may find: an index, and its files."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from claims.access import EVERYBODY, articles_for, claims_for
from claims.publish import sitemap as made
from claims.publish.answers import answer, to_read
from claims.publish.site import Site

XML = "application/xml"


@to_read
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The index of the files. There is one where something is open to everybody."""
    _refuse_closed()
    site = Site.of(request)
    found = [("pages", 0)]
    found += [("claims", number) for number in made.numbers(claims_for(EVERYBODY))]
    found += [("articles", number) for number in made.numbers(articles_for(EVERYBODY))]
    addresses = [site.named("sitemap_file", section, number) for section, number in found]
    return answer(request, made.index(addresses), XML, private=False)


@to_read
def sitemap_file(request: HttpRequest, section: str, number: int) -> HttpResponseBase:
    """One file of it: the pages, or the claims or articles of a stretch of ids."""
    _refuse_closed()
    places = _places(section, number, Site.of(request))
    if not places:
        raise Http404(_("There is no such file."))
    return answer(request, made.file(places), XML, private=False)


def _places(section: str, number: int, site: Site) -> list[made.Place]:
    if section == "claims":
        return made.claims(claims_for(EVERYBODY), number, site)
    if section == "articles":
        return made.articles(articles_for(EVERYBODY), number, site)
    return made.pages(site) if (section, number) == ("pages", 0) else []


def _refuse_closed() -> None:
    if not settings.PUBLIC:
        raise Http404(_("Nothing of this record is open to everybody."))
