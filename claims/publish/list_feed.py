"""A list as an Atom feed (RFC 4287): its newest rows, each with when the trail last saw it change."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Model
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from claims.access import Person
from claims.models import Appearance, Article, Claim, Figure, Source
from claims.publish.tables import chains, figures_seen_by

SHOWN = 50

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """What a feed says of a row."""

    title: str
    told: str
    categories: Iterable[str] = field(default=())


def atom(*, title: str, page: str, address: str, site: str, rows: Iterable[Model]) -> str:
    """A feed of `rows`, all of one model. `page` is where the list is read, `address` the feed's own,
    which with its filters is its lasting id; `site` is what addresses begin with."""
    feed = Atom1Feed(
        title=title,
        link=page,
        description="",
        feed_url=address,
        feed_guid=address,
        author_name="Provenance",  # without one of the feed, each entry would have to have its own
    )
    shown = list(rows)
    times = _times(shown)
    for row in shown:
        entry = TOLD[type(row)](row)
        path = row.get_absolute_url()  # type: ignore[attr-defined]
        made, changed = times.get(row.pk, (None, None))
        feed.add_item(
            title=_plain(entry.title),
            link=site + path,
            unique_id=site + path,
            description=escape(_plain(entry.told)),  # readers take it as HTML
            categories=[str(one) for one in entry.categories],
            pubdate=made,
            updateddate=changed,
        )
    return feed.writeString("utf-8")


def newest_claims(found: Any, user: Person) -> Iterable[Claim]:
    """The claims of the list that were recorded last."""
    return found.qs.defer("search").order_by("-pk")[:SHOWN]


def most_urgent(found: Any, user: Person) -> Iterable[Claim]:
    """The claims that wait, the most urgent first."""
    return found.order.sorted(found.qs.defer("search"))[:SHOWN]


def newest_articles(found: Any, user: Person) -> Iterable[Article]:
    """The articles of the list that were recorded last."""
    return found.qs.select_related("publisher").order_by("-pk")[:SHOWN]


def newest_sources(found: Any, user: Person) -> Iterable[Source]:
    """The sources of the list that were recorded last."""
    return found.qs.select_related("owner").order_by("-pk")[:SHOWN]


def newest_figures(found: Any, user: Person) -> Iterable[Figure]:
    """The figures under measures that were recorded last."""
    rows = figures_seen_by(user).filter(measure__isnull=False)
    return rows.select_related("claim", "measure").defer("claim__search").order_by("-pk")[:SHOWN]


def newest_appearances(found: Any, user: Person) -> Iterable[Appearance]:
    """The quotes of the list's claims that were recorded last."""
    rows = Appearance.objects.with_evidence().select_related("claim").defer("claim__search")
    wanted = rows.filter(claim__in=found.qs.order_by().values("pk"))
    return wanted.defer("snapshot__text", "claim__search").order_by("-pk")[:SHOWN]


def _times(rows: list[Model]) -> dict[int, tuple[datetime, datetime]]:
    """When each row came and when it last changed, as the trail says."""
    if not rows:
        return {}
    events = type(rows[0])._meta.get_field("events").related_model
    assert events is not None and not isinstance(events, str)
    found = events._default_manager.filter(pgh_obj__in=[row.pk for row in rows])
    times = (
        found.order_by()
        .values_list("pgh_obj")
        .annotate(Min("pgh_created_at"), Max("pgh_created_at"))
    )
    return {key: (first, last) for key, first, last in times}


def _plain(text: str) -> str:
    """A text without what XML does not hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _claim(row: Claim) -> Entry:
    told = f"{row.get_status_display()}. {row.sentence}"
    return Entry(row.statement, _with_caveat(told, row), row.flag_labels)


def _article(row: Article) -> Entry:
    day = f", {row.published_on}" if row.published_on else ""
    return Entry(row.label, f"{row.publisher.name}{day}")


def _source(row: Source) -> Entry:
    return Entry(row.name, row.get_kind_display() + (f", {row.owner.name}" if row.owner else ""))


def _figure(row: Figure) -> Entry:
    assert row.measure is not None
    told = _with_caveat(row.claim.statement, row.claim)
    return Entry(f"{row.measure.name}: {row.label}", told)


def _appearance(row: Appearance) -> Entry:
    said = ", ".join(chain[0].source.name for chain in chains(row))
    by = f"{row.snapshot.article.publisher.name}{f' ({said})' if said else ''}"
    return Entry(row.claim.statement, _with_caveat(f"“{row.exact}” {by}", row.claim), [row.stance])


def _with_caveat(told: str, claim: Claim) -> str:
    """What is told, and the caveat that readers are to see wherever the claim is."""
    return f"{told} {_('Caveat:')} {claim.caveat}" if claim.caveat else told


TOLD: dict[type[Model], Callable[[Any], Entry]] = {
    Claim: _claim,
    Article: _article,
    Source: _source,
    Figure: _figure,
    Appearance: _appearance,
}
