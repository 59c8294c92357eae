"""Checking a draft before it is printed."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, claims_for, may, only_for
from claims.drafts import words
from claims.drafts.checking import Checked, steps
from claims.drafts.privacy import nobodys_business, note
from claims.forms.check import CheckForm, KeepForm
from claims.models import Draft, User

SLOT = "<!-- what came of it -->"  # no text gets here unescaped, so it stands once
KEPT_SHOWN = 30


@only_for(Act.CHECK)
@nobodys_business
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HtmxHttpRequest) -> HttpResponseBase:
    """The form; POST checks what it holds, or keeps it for named people."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return form_page(request, CheckForm())
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return form_page(request, form, status=400)
    keep = KeepForm(request.POST if "keep" in request.POST else None, by=request.user)
    if keep.is_valid():
        return redirect(keep.save(form.cleaned_data["text"]))
    context = {"form": form, "keep": keep}
    return streamed(request, form.cleaned_data["text"], "claims/check.html", context, form.notes)


def form_page(request: HttpRequest, form: CheckForm, status: int = 200) -> HttpResponse:
    """The form alone, with the drafts that whoever asks may read."""
    assert isinstance(request.user, User)
    kept = Draft.objects.open_to(request.user).select_related("author").defer("text")
    context = {"form": form, "kept": kept[:KEPT_SHOWN]}
    return render(request, "claims/check.html", context, status=status)


def streamed(
    request: HttpRequest,
    text: str,
    template: str,
    context: dict[str, Any],
    notes: tuple[str, ...] = (),
) -> StreamingHttpResponse:
    """A page that says how far the check is while it goes on, and ends with what came of it. It is one
    answer to one request, so nothing has to be kept in between, and no script is needed."""
    around = {**context, "slot": SLOT, "checking": True}
    head, tail = render_to_string(template, around, request).split(SLOT)
    answer = StreamingHttpResponse(_stream(request, head, tail, text, context, notes))
    answer["X-Accel-Buffering"] = "no"  # a proxy that waits for the end would hide the progress
    return answer


def _stream(
    request: HttpRequest,
    head: str,
    tail: str,
    text: str,
    context: dict[str, Any],
    notes: tuple[str, ...],
) -> Iterator[str]:
    yield head
    try:
        for step in steps(text, claims_for(request.user)):
            shown = {**context, "step": step}
            part = "progress"
            if step.checked:
                part = "result"
                shown |= told(request, step.checked, notes)
            yield render_to_string(f"claims/check.html#{part}", shown, request)
    except Exception as error:  # the page has begun: it must say what happened, and the log where
        note(error)
        yield render_to_string("claims/check.html#failed", {}, request)
    yield tail


def told(request: HttpRequest, checked: Checked, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the page says of a checked draft."""
    return {
        "summary": words.summary(checked),
        "notes": [*notes, *checked.notes],
        "pieces": checked.pieces,
        "marked": [(one, words.why(one.verdict)) for one in checked.marked],
        "may_record": may(request.user, Act.RECORD),
    }
