"""What is new in the record as Atom feeds (RFC 4287): claims, changes of status, corrections of articles.

Each takes the claims or articles that everybody may read, and holds the latest `SHOWN` of its kind, the
latest first. Each entry keeps its id for good, and is never dated back. Changes of status go on, page by
page, to the first (RFC 5005).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from claims.access import EVERYBODY, claims_for
from claims.history.parts import trail
from claims.models import Article, Claim, Correction, Decision
from claims.publish.site import Site
from claims.vocabulary import PUBLISHING, STATUSES, State, Status

SHOWN = 50
LOOKED_THROUGH = 10_000  # events of claims among which a page looks for changes of status
DECISIONS = 500  # the latest decisions, of which several may be of one claim
# By the names of their addresses.
TITLES = {
    "feed_claims": _lazy("%(newsroom)s: claims"),
    "feed_status": _lazy("%(newsroom)s: changes of status"),
    "feed_corrections": _lazy("%(newsroom)s: corrections"),
}
# XML cannot hold these, and a statement may.
CONTROL = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " "
)


@dataclass(frozen=True)
class Entry:
    """One piece of news. `key` is an address that stays; `link` leads to the page."""

    key: str
    title: str
    link: str
    summary: str
    updated: datetime
    published: datetime
    categories: tuple[str, ...] = ()


def claims(found: QuerySet[Claim], site: Site) -> list[Entry]:
    """The claims published last; decided anew, a claim is news again. `found` are those that everybody
    may read: where these are the sample's, which nobody decided on, those recorded last."""
    decided = _decided(found)
    if not decided:
        latest = found.defer("search").order_by("-pk")[:SHOWN]
        return [_claim(claim, claim.created_at, claim.created_at, site) for claim in latest]
    first = _first_published([one.claim_id for one in decided])
    return [_claim(one.claim, first[one.claim_id], one.in_force_since, site) for one in decided]


def _published() -> QuerySet[Decision]:
    return Decision.objects.in_force().filter(outcome__in=PUBLISHING)


def _decided(found: QuerySet[Claim]) -> list[Decision]:
    """The decisions that published the claims as they stand, the latest first."""
    rows = (
        _published()
        .filter(claim__in=found, claim__state=State.PUBLISHED)
        .select_related("claim", "sign_off")
        .defer("assessment", "claim__search")
        .order_by("-pk")[:DECISIONS]
    )
    latest: dict[int, Decision] = {}
    for decision in rows:
        latest.setdefault(decision.claim_id, decision)
    return sorted(latest.values(), key=lambda one: one.in_force_since, reverse=True)[:SHOWN]


def _first_published(claims: list[int]) -> dict[int, datetime]:
    """When each of these claims was first decided to be published."""
    rows = _published().filter(claim__in=claims).order_by().values("claim")
    return dict(rows.annotate(first=Min("decided_at")).values_list("claim", "first"))


def _claim(claim: Claim, published: datetime, updated: datetime, site: Site) -> Entry:
    status = STATUSES[Status(claim.status)].label
    return Entry(
        key=site.page(claim),
        title=claim.statement,
        link=site.page(claim),
        summary=" ".join(filter(None, [f"{status}.", claim.sentence, claim.caveat])),
        updated=updated,
        published=published,
        categories=(status,),
    )


def statuses(
    found: QuerySet[Claim], site: Site, before: int | None = None
) -> tuple[list[Entry], int | None]:
    """The latest changes of status of claims that everybody may read, and already might at the time: those
    `before` an event, and before which event the next page goes on, if there may be more.

    What the trail knows besides, such as who caused a change, stays inside; so does what a status was
    explained with then, which may name what is no longer on record."""
    looked = _events(found, before)
    last = list(looked.values_list("pgh_id", flat=True)[LOOKED_THROUGH - 1 : LOOKED_THROUGH])
    changed = _changed(looked.filter(pgh_id__gte=last[0]) if last else looked)
    rows = list(
        changed.values_list("pgh_id", "pgh_obj_id", "pgh_created_at", "was", "status")[: SHOWN + 1]
    )
    if len(rows) > SHOWN:
        rows, last = rows[:SHOWN], [rows[SHOWN - 1][0]]
    return _changes(rows, site), last[0] if last else None


def _events(found: QuerySet[Claim], before: int | None) -> QuerySet:
    """What the trail says of changes of these claims, the latest first."""
    events = trail(Claim).filter(pgh_label="update", pgh_obj__in=found)
    if settings.PUBLIC == "published":
        events = events.filter(
            state=State.PUBLISHED
        )  # which an index holds: claimevent_of_published
    if before is not None:
        events = events.filter(pgh_id__lt=before)
    return events.order_by("-pgh_id")


def _changed(events: QuerySet) -> QuerySet:
    """Those that changed the status of a claim that was open before and after, each with what it `was`."""
    # Before the act as a whole: what is recorded and assessed in one go has changed nothing.
    another = Q(pgh_created_at__lt=OuterRef("pgh_created_at")) | ~Q(
        pgh_context=OuterRef("pgh_context")
    )
    earlier = trail(Claim).filter(
        another, pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    )
    then = earlier.order_by("-pgh_id")
    known = events.annotate(
        was=Subquery(then.values("status")[:1]), stood=Subquery(then.values("state")[:1])
    )
    # Among claims that everybody may read, those that are not published are the sample's: always open.
    open_then = Q(state=State.PUBLISHED, stood=State.PUBLISHED) | ~Q(pgh_obj__state=State.PUBLISHED)
    return known.filter(open_then).exclude(was=None).exclude(was=F("status"))


def _changes(rows: list[Any], site: Site) -> list[Entry]:
    claims = Claim.objects.defer("search").in_bulk([claim for _key, claim, *_rest in rows])
    return [
        _change(key, claims[claim], at, Status(was), Status(now), site)
        for key, claim, at, was, now in rows
    ]


def _change(key: int, claim: Claim, at: datetime, was: Status, now: Status, site: Site) -> Entry:
    told = {"was": STATUSES[was].label, "now": STATUSES[now].label, "claim": claim.statement}
    return Entry(
        key=f"{site.page(claim)}#status-{key}",
        title=_("%(now)s, was %(was)s: %(claim)s") % told,
        link=site.page(claim),
        summary=" ".join(filter(None, [STATUSES[now].meaning, claim.caveat])),
        updated=at,
        published=at,
        categories=(STATUSES[now].label,),
    )


def corrections(found: QuerySet[Article], site: Site) -> list[Entry]:
    """The corrections and retractions recorded last of articles that everybody may read of."""
    events = trail(Correction).filter(pgh_obj_id=OuterRef("pk"))
    rows = (
        Correction.objects.filter(article__in=found)
        .select_related("article__publisher")
        .annotate(
            recorded_at=Subquery(events.order_by("pgh_id").values("pgh_created_at")[:1]),
            changed_at=Subquery(events.order_by("-pgh_id").values("pgh_created_at")[:1]),
        )
        .order_by("-pk")[:SHOWN]
    )
    return [_correction(row, site) for row in rows]


def _correction(row: Any, site: Site) -> Entry:
    return Entry(
        key=f"{site.page(row.article)}#correction-{row.pk}",
        title=f"{row.get_kind_display().capitalize()}: {row.article.label}",
        link=site.page(row.article),
        summary=row.text,
        updated=row.changed_at,
        published=row.recorded_at,
        categories=(row.get_kind_display(),),
    )


def quiet_since() -> datetime:
    """Since when a feed without entries stands as it is: since the newest decision to publish, else since the
    record began."""
    open_to_all = claims_for(EVERYBODY)
    newest = _published().filter(claim__in=open_to_all).select_related("sign_off").order_by("-pk")
    if decision := newest.defer("assessment").first():
        return decision.in_force_since
    began = MigrationRecorder.Migration.objects.aggregate(at=Min("applied"))["at"]
    return began or timezone.now()


class Feed(Atom1Feed):
    """Django's feed, of which an empty one has not just been changed, and which may go on (RFC 5005, 3)."""

    def add_root_elements(self, handler: Any) -> None:
        """What stands before the entries, with the way to the next page and back to the first."""
        super().add_root_elements(handler)
        for rel in ("first", "next"):
            if address := self.feed.get(rel):
                handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def latest_post_date(self) -> datetime:
        """When the newest of its entries was."""
        return max((item["updateddate"] for item in self.items), default=None) or quiet_since()


def title(name: str, site: Site) -> str:
    """What the feed of this name is called."""
    return str(TITLES[name]) % {"newsroom": site.newsroom}


def feed(
    entries: Iterable[Entry],
    name: str,
    site: Site,
    before: int | None = None,
    following: int | None = None,
) -> str:
    """The feed of this name as a document: the page of what is `before` an event, and the key of the next."""
    address = site.named(name)
    made = Feed(
        title=_plain(title(name, site)),
        link=site.home,
        description="",
        feed_url=address if before is None else f"{address}?before={before}",
        feed_guid=address,
        author_name=_plain(site.newsroom),
        author_link=site.home,
        first=None if before is None else address,
        next=None if following is None else f"{address}?before={following}",
    )
    for entry in sorted(entries, key=lambda one: one.updated, reverse=True):
        made.add_item(
            title=Truncator(_plain(entry.title)).chars(300),
            link=entry.link,
            description=escape(_plain(entry.summary)),  # its type is html
            unique_id=entry.key,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
        )
    return made.writeString("utf-8")


def _plain(text: str) -> str:
    return text.translate(CONTROL)
