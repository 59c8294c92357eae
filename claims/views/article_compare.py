"""Two captures of an article, compared word by word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims import differences
from claims.access import Act, only_for
from claims.models import Article, Snapshot


@only_for(Act.READ_FULL_TEXTS)
@require_safe
def article_compare(request: HttpRequest, article_id: int) -> HttpResponse:
    """From one capture to another; left out, from the one before the latest to the latest."""
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    snapshots = list(found.snapshots.defer("text").latest_first())
    now = _chosen(snapshots, request.GET.get("to", ""), 0)
    was = _chosen(snapshots, request.GET.get("from", ""), 1)
    way = differences.compare(was.text, now.text) if was and now else []
    return render(
        request,
        "claims/article_compare.html",
        {
            "article": found,
            "snapshots": snapshots,
            "was": was,
            "now": now,
            "stretches": differences.folded(way),
            "count": differences.differ(way),
        },
    )


def _chosen(snapshots: list[Snapshot], key: str, usual: int) -> Snapshot | None:
    """The capture of this number, or the usual one; the only one, if there is no other."""
    if key:
        chosen = next((one for one in snapshots if str(one.pk) == key), None)
        if chosen is None:
            raise Http404("The article has no such capture.")
        return chosen
    return snapshots[min(usual, len(snapshots) - 1)] if snapshots else None
