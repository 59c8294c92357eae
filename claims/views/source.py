"""One source: its family, what it publishes, and what rests on it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.access import (
    Act,
    Person,
    articles_for,
    claims_for,
    may,
    may_read,
    may_see,
    sources_for,
)
from claims.models import Claim, Merge, Source
from claims.models.written import ANY, Written
from claims.paging import MOST_DIGITS, Newest, counted, newest
from claims.publish import about
from claims.publish.site import Site

SHOWN = 20
OPEN_COUNTED = (
    100  # articles that are looked at for whether they make a claim that everybody may read
)
ROW = ("statement", "status", "sentence", "caveat", "rating")  # what a list shows of a claim
ARTICLE = ("title", "opening_words", "published_on")  # and of an article


@dataclass(frozen=True)
class Resting:
    """Some claims, the newest first, and how many there are."""

    claims: list[Claim]
    found: Newest


def _whole() -> QuerySet[Source]:
    """A source, with whether it owns any and took any in: what there is none of is not asked for."""
    owned = Source.objects.filter(owner=OuterRef("pk"))
    merges = Merge.objects.standing().filter(kept_source=OuterRef("pk"))
    found = Source.objects.select_related("owner")
    return found.annotate(owns=Exists(owned), took_in=Exists(merges)).filter(pk=ANY)


WHOLE = Written(_whole)


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page of a source, with the claims that rest on it alone before all others."""
    found = next(iter(WHOLE.about(source_id)), None) if source_id < 10**MOST_DIGITS else None
    if found is None or not may_see(request.user, found):
        gone = get_object_or_404(Source.with_merged.exclude(merged_into=None), pk=source_id)
        return redirect(get_object_or_404(sources_for(request.user), pk=gone.merged_into_id))
    family = found.with_owned() if found.owns else [found.pk]  # type: ignore[attr-defined]
    alone, among, named = _resting(request.user, found, family)
    # What the public sees is open; to whoever sees more, nothing need be told.
    told = None if may_read(request.user) else about.source(found, Site.of(request))
    response = render(
        request,
        "claims/source.html",
        {
            "about": told,
            "source": found,
            "owned": _owned(request.user, found) if len(family) > 1 else [],
            "alone": alone,
            "among": among,
            "named": named,
            **_published(request.user, found),
            "may_read": may_read(request.user),
            "merges": _merges(found) if found.took_in and may_read(request.user) else [],  # type: ignore[attr-defined]
            "may_merge": may(request.user, Act.MERGE),
            "may_enter_data": may(request.user, Act.ENTER_DATA),
            "may_read_trail": may(request.user, Act.READ_TRAIL),
        },
    )
    return told.links(response) if told else response


def _owned(reader: Person, source: Source) -> QuerySet[Source]:
    """The first of what belongs to it."""
    return sources_for(reader).filter(owner=source).order_by("name", "pk")[:SHOWN]


def _published(reader: Person, source: Source) -> dict[str, object]:
    """The latest of what it publishes, and how much that is."""
    rows = articles_for(reader).filter(publisher=source)
    shown = list(rows.only(*ARTICLE).order_by("-pk")[:SHOWN])
    most = None if may_read(reader) else OPEN_COUNTED
    number = Newest([], len(shown)) if len(shown) < SHOWN else counted(rows, most)
    return {"articles": shown, "article_count": number}


def _resting(reader: Person, source: Source, family: list[int]) -> list[Resting]:
    """The claims that rest on it and its family alone, on it among others, and those that it passed on
    or disputes."""
    claims = claims_for(reader)
    lists = [
        newest(claims.resting_on(*family), SHOWN, walk=len(family) == 1),
        newest(claims.resting_among_others_on(source.pk), SHOWN),
        newest(claims.naming(source.pk), SHOWN),
    ]
    keys = {key for found in lists for key in found.keys}
    rows = {claim.pk: claim for claim in Claim.objects.filter(pk__among=keys).only(*ROW)}
    return [Resting([rows[key] for key in found.keys if key in rows], found) for found in lists]


def _merges(source: Source) -> QuerySet[Merge]:
    """What it took in."""
    return Merge.objects.into(source).select_related("gone_source", "merged_by")
