"""How a capture goes, and what came of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.capturing import try_again
from claims.models import Capture, User


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
            "results": found.results.select_related("article__publisher", "snapshot").defer(
                "snapshot__text"
            ),
        },
    )
    patch_vary_headers(response, ["HX-Request"])
    return response
