"""One source: its family, what it publishes, and what rests on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.access import articles_for, claims_for, may_enter_data, may_read, sources_for

SHOWN = 20


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page of a source, with the claims that rest on it alone before all others."""
    found = get_object_or_404(sources_for(request.user).select_related("owner"), pk=source_id)
    claims = claims_for(request.user).defer("search").order_by("-pk")
    articles = articles_for(request.user).filter(publisher=found)
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
            "owned": sources_for(request.user).filter(owner=found).order_by("name", "pk")[:SHOWN],
            "alone": alone[:SHOWN],
            "alone_count": alone.count(),
            "among": among[:SHOWN],
            "relayed": relayed.distinct()[:SHOWN],
            "articles": articles.order_by("-pk")[:SHOWN],
            "article_count": articles.count(),
            "may_read": may_read(request.user),
            "may_enter_data": may_enter_data(request.user),
        },
    )
