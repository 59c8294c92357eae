"""How a capture goes, and what came of it."""

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.capturing import try_again
from claims.models import Anchoring, Capture, CaptureResult, User
from claims.vocabulary import QuoteState


@only_for(Act.CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def capture_progress(request: HtmxHttpRequest, capture_id: int) -> HttpResponse:
    """The steps, the failed attempts with their reasons, the outcome. POST tries again."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Capture.objects.select_related("article", "asked_by"), pk=capture_id)
    if request.method == "POST":
        return redirect(try_again(capture=found, by=request.user))
    template = "claims/capture_progress.html" + ("#progress" if request.htmx else "")
    response = render(
        request,
        template,
        {
            "capture": found,
            "attempts": found.attempts.all(),
            "results": _results(found),
        },
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _results(capture: Capture) -> QuerySet[CaptureResult]:
    """What the capture brought, with the quotes that no longer stand there as they were recorded."""
    lost = Anchoring.objects.filter(state__in=[QuoteState.CHANGED, QuoteState.GONE])
    lost = lost.select_related("appearance__claim").defer("appearance__claim__search")
    rows = capture.results.select_related("article__publisher", "snapshot").defer("snapshot__text")
    return rows.prefetch_related(Prefetch("snapshot__anchorings", lost, "lost"))
