"""The sentences of an article that are worth checking: to be recorded, or dismissed for good."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.suggesting import dismiss_suggestion, restore_suggestion
from claims.matching import THRESHOLD, language
from claims.matching.suggesting import suggested
from claims.models import Article, Snapshot

SHOWN_BESIDE = 10
SHOWN = 200


@only_for(Act.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def article_suggestions(request: HtmxHttpRequest, article_id: int) -> HttpResponse:
    """The suggestions of the latest capture, on a page of their own or for htmx beside the text; POST
    dismisses one, or takes that back."""
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    latest = found.snapshots.order_by("-captured_at", "-pk").first()
    if request.method == "POST":
        refused = _decide(request, found)
        if not request.htmx:
            (messages.error if refused else messages.success)(request, refused or _("Done."))
            return redirect("article_suggestions", found.pk)
    else:
        refused = ""
    response = _shown(request, found, latest, refused)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _shown(
    request: HtmxHttpRequest, article: Article, latest: Snapshot | None, refused: str
) -> HttpResponse:
    """The list. In a page of its own it is longer."""
    context: dict[str, object] = {"article": article, "snapshot": latest, "refused": refused}
    if latest:
        found = suggested(latest)
        most = SHOWN_BESIDE if request.htmx else SHOWN
        context |= {
            "suggested": found,
            "shown": found.open[:most],
            "left_out": max(0, len(found.open) - most),
            "show_recorded": "recorded" in request.GET,
            "spoken": language(latest.text),
            "threshold": THRESHOLD,
        }
    part = "#list" if request.htmx else ""
    return render(request, f"claims/article_suggestions.html{part}", context)


def _decide(request: HtmxHttpRequest, article: Article) -> str:
    """Dismiss what was sent, or suggest it again; why not, if it was refused."""
    user = request.user
    assert user.is_authenticated
    if key := request.POST.get("restore", ""):
        dismissed = article.dismissed.filter(pk=_number(key)).first()
        if dismissed:  # a second press finds nothing left to do
            restore_suggestion(dismissed=dismissed, by=user)
        return ""
    snapshot = article.snapshots.filter(pk=_number(request.POST.get("snapshot", ""))).first()
    if snapshot is None:
        return _("That is no capture of this article. Open the suggestions again and choose.")
    start, end = (_number(request.POST.get(name, "")) for name in ("start", "end"))
    try:
        dismiss_suggestion(snapshot=snapshot, start=start, end=end, by=user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _number(typed: str) -> int:
    """A number that came along, or -1: nothing has that number and nothing stands there."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1
