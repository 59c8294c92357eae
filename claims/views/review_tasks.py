"""Origins that editors have asked for: somebody takes a task, and the capture clears it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.asking import give_back, take
from claims.models import CaptureRequest, User

SHOWN = 100
DONE_SHOWN = 10


@only_for(Act.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review_tasks(request: HtmxHttpRequest) -> HttpResponse:
    """What is open, the oldest first, and what was cleared of late; POST takes one or gives it back."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        return _taken(request, by=request.user)
    rows = CaptureRequest.objects.select_related("claim", "source", "asked_by", "taken_by")
    rows = rows.defer("claim__search")
    return render(
        request,
        "claims/review_tasks.html",
        {
            "tasks": rows.open().order_by("pk")[:SHOWN],
            "cleared": rows.exclude(cleared_at=None)
            .select_related("cleared_by")
            .order_by("-cleared_at")[:DONE_SHOWN],
        },
    )


def _taken(request: HtmxHttpRequest, by: User) -> HttpResponse:
    """Take the task and go to where it is captured, or give it back."""
    key = request.POST.get("task", "")
    task = get_object_or_404(CaptureRequest, pk=int(key) if key.isdecimal() else 0)
    try:
        if "give_back" in request.POST:
            give_back(task=task, by=by)
            return redirect("review_tasks")
        take(task=task, by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("review_tasks")
    return redirect(task.capture_url)
