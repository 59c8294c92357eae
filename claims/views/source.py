"""One source: its family, what it publishes, and what rests on it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.access import Act, may, may_enter_data
from claims.models import Claim, Merge, Source

SHOWN = 20


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page of a source, with the claims that rest on it alone before all others."""
    found = get_object_or_404(Source.with_merged.select_related("owner"), pk=source_id)
    if found.merged_into_id:
        return redirect("source", found.merged_into_id)
    claims = Claim.objects.defer("search").order_by("-pk")
    alone = claims.resting_on(*found.with_owned())
    among = claims.originating_with(found.pk).exclude(pk__in=alone.values("pk"))
    relayed = claims.filter(appearances__attributions__in=found.attributions.all()).exclude(
        origin_ids__contains=[found.pk]
    )
    return render(
        request,
        "claims/source.html",
        {
            "source": found,
            "owned": found.owned.order_by("name", "pk")[:SHOWN],
            "alone": alone[:SHOWN],
            "alone_count": alone.count(),
            "among": among[:SHOWN],
            "relayed": relayed.distinct()[:SHOWN],
            "articles": found.articles.order_by("-pk")[:SHOWN],
            "article_count": found.articles.count(),
            "merges": _merges(found) if may(request.user, Act.READ) else [],
            "may_merge": may(request.user, Act.MERGE),
            "may_enter_data": may_enter_data(request.user),
        },
    )


def _merges(source: Source) -> QuerySet[Merge]:
    """What it took in."""
    return Merge.objects.into(source).select_related("gone_source", "merged_by")
