"""What search engines may find, in files of bounded size: an index, and a file for each stretch of ids.

A file is found by the ids that it holds, never by counting rows before it, so that the last is as fast as
the first. https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse

from claims.models import Article, Claim, Decision, Snapshot
from claims.publish.site import Site
from claims.publish.web_annotation import utc

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
STRETCH = 10_000  # ids of a file; the protocol allows 50,000 addresses
PAGES = ("home", "claims", "articles", "sources", "figures", "method")


@dataclass(frozen=True)
class Place:
    """An address, and when what it shows last changed, if that is known."""

    address: str
    changed: datetime | None = None


def pages(site: Site) -> list[Place]:
    """The pages that are there whatever is on record."""
    return [Place(site.named(name)) for name in PAGES]


def claims(found: QuerySet[Claim], number: int, site: Site) -> list[Place]:
    """The claims of a file. They last changed when their assessment did, or when they were decided on."""
    decided = Decision.objects.in_force().filter(claim=OuterRef("pk")).order_by("-pk")
    rows = found.annotate(
        changed=Greatest("assessed_at", Subquery(decided.values("decided_at")[:1]), "created_at")
    )
    return _places("claim", rows, number, site)


def articles(found: QuerySet[Article], number: int, site: Site) -> list[Place]:
    """The articles of a file. They last changed with their latest capture."""
    captured = Snapshot.objects.filter(article=OuterRef("pk")).order_by("-captured_at", "-pk")
    rows = found.annotate(changed=Subquery(captured.values("captured_at")[:1]))
    return _places("article", rows, number, site)


def numbers(found: QuerySet[Any]) -> Iterator[int]:
    """The numbers of the files that hold any of these rows. One query a file, each to the next row."""
    after = 0
    keys = found.order_by("pk").values_list("pk", flat=True)
    while (key := keys.filter(pk__gt=after).first()) is not None:
        number = (key - 1) // STRETCH
        yield number
        after = (number + 1) * STRETCH


def index(addresses: Iterable[str]) -> str:
    """The index of the files."""
    rows = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return _document("sitemapindex", rows)


def file(places: Iterable[Place]) -> str:
    """One file. It must hold an address at least."""
    return _document("urlset", "".join(_url(place) for place in places))


def _places(name: str, rows: QuerySet[Any], number: int, site: Site) -> list[Place]:
    first = number * STRETCH + 1
    held = rows.filter(pk__gte=first, pk__lt=first + STRETCH).order_by("pk")
    path = site.base + reverse(name, args=[0])
    start, end = path.rsplit("0", 1)
    return [Place(f"{start}{key}{end}", at) for key, at in held.values_list("pk", "changed")]


def _url(place: Place) -> str:
    changed = f"<lastmod>{utc(place.changed)}</lastmod>" if place.changed else ""
    return f"<url><loc>{escape(place.address)}</loc>{changed}</url>\n"


def _document(element: str, content: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{element} xmlns="{NAMESPACE}">\n{content}</{element}>\n'
