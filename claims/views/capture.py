"""Asking for something to be captured, and the captures of late."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms import CaptureForm
from claims.models import Capture, User

LATEST = 20


@only_for(Act.CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: HttpRequest) -> HttpResponse:
    """A form for an address, a file or a text; a bookmarklet fills in `url` and `quote`, and a capture
    that failed, `after` its number, what it was asked for."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        form = CaptureForm(request.POST, request.FILES)
        if form.is_valid():
            return redirect(form.ask(by=request.user))
    else:
        form = CaptureForm(initial=_initial(request.GET))
    latest = Capture.objects.select_related("asked_by").order_by("-pk")[:LATEST]
    return render(
        request,
        "claims/capture.html",
        {"form": form, "latest": latest, "here": request.build_absolute_uri(request.path)},
        status=400 if form.is_bound else 200,
    )


def _initial(asked: QueryDict) -> dict[str, str]:
    """What the form opens with."""
    key = asked.get("after", "")
    if key.isascii() and key.isdecimal() and len(key) <= 18:
        before = Capture.objects.filter(pk=int(key)).first()
        if before:
            return {"url": before.url, "quote": before.quote}
    return {"url": asked.get("url", ""), "quote": asked.get("quote", "")}
