"""Merging a source with another that is the same: find it, look at what would change, agree."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.plan import Plan
from claims.actions.source_plan import after
from claims.models import Article, Attribution, Source
from claims.models.source import SourceQuerySet
from claims.views.merging import Merging, number_of

SHOWN = 12


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def source_merge(request: HtmxHttpRequest, source_id: int) -> HttpResponse:
    """Sources to choose from; with `other`, what merging that one into this would do. POST does it."""
    return SOURCES.answer(request, source_id)


def _others() -> SourceQuerySet:
    """Sources, with what is on record of each."""
    return Source.objects.select_related("owner").annotate(
        article_count=number_of(Article.objects.all(), "publisher"),
        attribution_count=number_of(Attribution.objects.all(), "source"),
        owned_count=number_of(Source.objects.all(), "owner"),
    )


def _would_be(plan: Plan) -> Mapping[str, object]:
    found, looked_at, more = after(plan)
    return {"consequences": found, "looked_at": looked_at, "more": more}


SOURCES = Merging(
    page="source_merge",
    kept="source",
    rows=lambda: Source.with_merged.select_related("owner"),
    others=_others,
    alike=lambda others, kept: {"found": others.like(kept.name)[:SHOWN]},
    found=lambda others, words: others.named_like(words).order_by("name", "pk"),
    would_be=_would_be,
    most=SHOWN,
)
