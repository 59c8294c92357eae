"""One source: its family, what it publishes, and what rests on it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.access import (
    Act,
    articles_for,
    claims_for,
    may,
    may_read,
    sources_for,
)
from claims.models import Merge, Source
from claims.publish import about
from claims.publish.site import Site

SHOWN = 20


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page of a source, with the claims that rest on it alone before all others."""
    seen = sources_for(request.user).select_related("owner")
    found = seen.filter(pk=source_id).first()
    if found is None:
        gone = get_object_or_404(Source.with_merged.exclude(merged_into=None), pk=source_id)
        return redirect(get_object_or_404(seen, pk=gone.merged_into_id))
    claims = claims_for(request.user).defer("search").order_by("-pk")
    articles = articles_for(request.user).filter(publisher=found)
    alone = claims.resting_on(*found.with_owned())
    among = claims.originating_with(found.pk).exclude(pk__in=alone.values("pk"))
    relayed = claims.filter(appearances__attributions__in=found.attributions.all()).exclude(
        origin_ids__contains=[found.pk]
    )
    # What the public sees is open; to whoever sees more, nothing need be told.
    told = None if may_read(request.user) else about.source(found, Site.of(request))
    response = render(
        request,
        "claims/source.html",
        {
            "about": told,
            "source": found,
            "owned": sources_for(request.user).filter(owner=found).order_by("name", "pk")[:SHOWN],
            "alone": alone[:SHOWN],
            "alone_count": alone.count(),
            "among": among[:SHOWN],
            "relayed": relayed.distinct()[:SHOWN],
            "articles": articles.order_by("-pk")[:SHOWN],
            "article_count": articles.count(),
            "may_read": may_read(request.user),
            "merges": _merges(found) if may_read(request.user) else [],
            "may_merge": may(request.user, Act.MERGE),
            "may_enter_data": may(request.user, Act.ENTER_DATA),
            "may_read_trail": may(request.user, Act.READ_TRAIL),
        },
    )
    return told.links(response) if told else response


def _merges(source: Source) -> QuerySet[Merge]:
    """What it took in."""
    return Merge.objects.into(source).select_related("gone_source", "merged_by")
