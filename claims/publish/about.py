"""What a page tells other programs of itself: its canonical address, how it looks where it is linked from,
and where the same is in other formats.

https://ogp.me/, RFC 6596 (canonical), RFC 8288 (Link)
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from claims.models import Article, Claim, Measure, Source
from claims.publish.answers import ANNOTATION, ATOM, JSON_LD, link
from claims.publish.feeds import TITLES, title
from claims.publish.site import Site

# https://www.w3.org/TR/prov-aq/#resource-accessed-by-http
PROVENANCE = "describedby http://www.w3.org/ns/prov#has_provenance"
# What would end a script element, or begin a comment in it, may not stand in one.
ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}


@dataclass(frozen=True)
class Alternative:
    """Where more of the same is, and in which format."""

    address: str
    kind: str
    rel: str = "alternate"
    title: str = ""


@dataclass(frozen=True)
class About:
    """What stands in the head of a page that everybody may read."""

    canonical: str
    title: str
    description: str
    site: Site
    kind: str = "article"  # of Open Graph
    alternatives: tuple[Alternative, ...] = ()
    data: SafeString | None = None

    def links(self, response: HttpResponse) -> HttpResponse:
        """The response with its `Link` header."""
        found = [link(one.address, one.rel, type=one.kind) for one in self.alternatives]
        response["Link"] = ", ".join([link(self.canonical, "canonical"), *found])
        return response


def claim(row: Claim, description: str, document: dict[str, Any], site: Site) -> About:
    """A claim's page. `document` is what schema.org says of it."""
    return About(
        site.page(row),
        row.statement,
        description,
        site,
        alternatives=(
            Alternative(site.named("claim_data", row.pk), JSON_LD),
            Alternative(site.named("claim_prov", row.pk), JSON_LD, PROVENANCE),
        ),
        data=script(document),
    )


def article(row: Article, site: Site) -> About:
    """An article's page."""
    description = " · ".join(filter(None, [row.publisher.name, str(row.published_on or "")]))
    notes = Alternative(site.named("annotations", row.pk), ANNOTATION)
    return About(site.page(row), row.label, description, site, alternatives=(notes,))


def source(row: Source, site: Site) -> About:
    """A source's page."""
    return About(site.page(row), row.name, row.description or row.with_kind, site)


def measure(row: Measure, description: str, site: Site) -> About:
    """The page of figures side by side."""
    return About(site.page(row), row.name, description, site)


def method(title: str, description: str, site: Site) -> About:
    """The page that says how a status is reached."""
    return About(site.named("method"), title, description, site)


# The lists, by the names of their pages and of what they are to take away.
LISTS = {
    "claims": (
        _("Claims"),
        _("Factual claims, each with whom its words come from, and whether they stand alone."),
    ),
    "articles": (
        _("Articles"),
        _("Articles that make the claims on record, the newest first."),
    ),
    "sources": (
        _("Sources"),
        _("Who publishes the claims on record, and on whose word they rest."),
    ),
    "figures": (
        _("Figures"),
        _("What figures of several claims count, side by side and never averaged."),
    ),
}


def listed(name: str, query: QueryDict, names: Iterable[str], site: Site) -> About:
    """A list. Its canonical address has the filters of these names, in their order, and no page; its feed
    has the same."""
    kept = [(one, value) for one in names for value in query.getlist(one) if value]
    asked = f"?{urlencode(kept)}" if kept else ""
    called, description = (str(words) for words in LISTS[name])
    atom = Alternative(f"{site.named('list_export', name, 'atom')}{asked}", ATOM, title=called)
    return About(f"{site.named(name)}{asked}", called, description, site, "website", (atom,))


def home(description: str, site: Site) -> About:
    """The first page, with the newsroom's feeds."""
    feeds = tuple(Alternative(site.named(name), ATOM, title=title(name, site)) for name in TITLES)
    return About(site.home, site.newsroom, description, site, "website", feeds)


def script(document: dict[str, Any]) -> SafeString:
    """A document as a script element may hold it: data, which no browser runs."""
    return mark_safe(json.dumps(document, ensure_ascii=False).translate(ESCAPED))  # noqa: S308
