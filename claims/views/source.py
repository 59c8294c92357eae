"""One source: its family, what it publishes, and what rests on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.access import Act, may, may_enter_data
from claims.models import Claim, Source

SHOWN = 20


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page of a source, with the claims that rest on it alone before all others."""
    found = get_object_or_404(Source.objects.select_related("owner"), pk=source_id)
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
            "may_enter_data": may_enter_data(request.user),
            "may_read_trail": may(request.user, Act.READ_TRAIL),
        },
    )
