"""Recording a claim from the words of a captured article."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget, trigger_client_event

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.claims import AlreadyRecorded, record_quote
from claims.forms import RecordForm
from claims.models import Appearance, Article, Capture, Snapshot, User
from claims.quotes import plain, trimmed
from claims.views.article import captured
from claims.vocabulary import Basis

# Fields that say where the words stand: they are worked out, or asked for when they are needed.
PLACED = {"snapshot", "start", "end", "claim"}
# What of the form htmx asks for by itself.
PARTS = {"alike", "figures"}


@only_for(Act.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HtmxHttpRequest, article_id: int) -> HttpResponse:
    """The form, alone on its page or for htmx beside the text; POST records what it holds."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    latest = found.snapshots.order_by("-captured_at", "-pk").first()
    if latest is None:
        return render(request, "claims/record.html", {"article": found})
    if request.method == "POST":
        response = _recorded(request, latest, by=request.user)
    else:
        response = _opened(request, latest)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _opened(request: HtmxHttpRequest, latest: Snapshot) -> HttpResponse:
    """The form as it opens, or the part of it with claims that look alike."""
    target = request.htmx.target
    part = f"#{target}" if target in PARTS else "#panel" if request.htmx else ""
    return _form(request, _filled(request.GET, latest), part)


def _filled(asked: QueryDict, latest: Snapshot) -> RecordForm:
    """The form with what was typed or came along, before it is checked."""
    form = RecordForm(latest=latest, initial=_initial(asked, latest), before=asked)
    if not form.initial.get("end"):
        form.look_for_words()
    return form


def _form(request: HtmxHttpRequest, form: RecordForm, part: str, status: int = 200) -> HttpResponse:
    context = {"article": form.latest.article, "snapshot": form.latest, "form": form}
    return render(request, f"claims/record.html{part}", context, status=status)


def _initial(asked: QueryDict, latest: Snapshot) -> dict[str, Any]:
    """The words that were selected, or those that came along in the address, with what was typed."""
    words: dict[str, Any] = {name: asked[name] for name in RecordForm.base_fields if name in asked}
    if capture := Capture.objects.with_words_for(latest.article_id, asked.get("capture", "")):
        words["quote"] = capture.quote
    words = {name: value for name, value in words.items() if name not in PLACED}
    keys = [asked.get(name, "") for name in ("snapshot", "start", "end")]
    if not all(key.isdecimal() and len(key) < 10 for key in keys):
        return {**words, "snapshot": latest.pk}
    snapshot, start, end = map(int, keys)
    shown = get_object_or_404(latest.article.snapshots, pk=snapshot)
    if start < end <= len(shown.text):
        start, end = trimmed(shown.text, start, end)
    quote = shown.text[start:end]
    if plain(words.get("quote", quote)) != plain(quote):  # typed over
        return {**words, "snapshot": latest.pk}
    return {**words, "snapshot": snapshot, "start": start, "end": end, "quote": quote}


def _recorded(request: HtmxHttpRequest, latest: Snapshot, by: User) -> HttpResponse:
    """Record what the form holds, or show it again with what is wrong. Without JavaScript a button asks
    for the figures of the quote."""
    if "read_figures" in request.POST:
        return _form(request, _filled(request.POST, latest), "")
    form = RecordForm(request.POST, latest=latest)
    if form.is_valid():
        try:
            quoted = form.quoted()
            appearance = record_quote(quoted=quoted, by=by)
        except AlreadyRecorded as error:
            form.add_error("quote", _on_record(error.appearance))
        else:
            return _done(request, appearance, latest, linked=quoted.claim is not None)
    if not request.htmx:
        return _form(request, form, "", status=400)
    return reswap(retarget(_form(request, form, "#panel", status=400), "#panel"), "innerHTML")


def _on_record(appearance: Appearance) -> SafeString:
    """That these words are recorded, with the way there."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("These words are on record for this claim already:"),
        appearance.get_absolute_url(),
        appearance.claim.statement,
    )


def _done(
    request: HtmxHttpRequest, appearance: Appearance, latest: Snapshot, linked: bool
) -> HttpResponse:
    """Back to the text, at the new mark; for htmx the text with the mark, and what was recorded."""
    appearance.claim.refresh_from_db(fields=["status"])
    told = _told(appearance, linked)
    if not request.htmx:
        messages.success(request, told)
        return redirect(appearance)
    context = {
        "article": latest.article,
        "appearance": appearance,
        "told": told,
        **captured(latest, request.user),
    }
    response = render(request, "claims/record.html#recorded", context)
    return trigger_client_event(response, "recorded")


def _told(appearance: Appearance, linked: bool) -> SafeString:
    """What was recorded, or to which claim the words were linked, with its status, and what is missing."""
    nobody = appearance.basis == Basis.ATTRIBUTED and not appearance.attributions.exists()
    to_one = _("Linked to claim %(number)s:") % {"number": appearance.claim_id}
    missing = _("It is not recorded who said so: until then it does not count.") if nobody else ""
    return format_html(
        '{} <a href="{}">{}</a>. {}. {}',
        to_one if linked else _("Recorded:"),
        appearance.claim.get_absolute_url(),
        appearance.claim.statement.rstrip("."),
        appearance.claim.get_status_display(),
        missing,
    )
