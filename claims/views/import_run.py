"""What a spreadsheet would record, recording it, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.importing import FIRST_ROWS, begin
from claims.forms import BeginForm
from claims.importing.columns import field_of
from claims.models import ImportRow, ImportRun, User

SIZE = 50
# Refused rows first: they are what somebody has to do something about.
OUTCOMES = {
    "refused": _("refused"),
    "new": _("new"),
    "linked": _("linked to a claim that is there"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
}


@only_for(Act.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def import_run(request: HtmxHttpRequest, import_id: int) -> HttpResponse:
    """How far it is, and its rows by what becomes of them. POST records them. Nobody but whoever chose the
    file sees it."""
    assert isinstance(request.user, User)
    run = get_object_or_404(ImportRun.objects.of(request.user), pk=import_id)
    if request.method == "POST":
        form = BeginForm(request.POST)
        if form.is_valid():
            run = begin(run=run, mode=form.cleaned_data["mode"], by=request.user)
        return redirect(run)
    template = "claims/import_run.html" + ("#progress" if request.htmx else "")
    response = render(request, template, {"run": run, **_shown(run, request)})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _shown(run: ImportRun, request: HtmxHttpRequest) -> dict[str, Any]:
    """The outcomes that rows have, and the rows of the one that is looked at, a page at a time. Rows to look
    at again are among those of their outcomes too."""
    tabs = [(name, words, run.counts.get(name, 0)) for name, words in OUTCOMES.items()]
    tabs.insert(
        1, ("warned", _("of the good ones to look at again"), run.found.filter(warned=True).count())
    )
    tabs = [tab for tab in tabs if tab[2]]
    asked = request.GET.get("show", "")
    names = [name for name, _words, _count in tabs]
    show = asked if asked in names else next(iter(names), "")
    key = request.GET.get("after", "")
    after = int(key) if key.isascii() and key.isdecimal() and len(key) < 10 else 0
    which = {"warned": True} if show == "warned" else {"outcome": show}
    rows = list(run.found.filter(**which, number__gt=after).order_by("number")[: SIZE + 1])
    return {
        "doubtful": next((count for name, _words, count in tabs if name == "warned"), 0),
        "tabs": tabs,
        "show": show,
        "rows": [{"number": row.number, "told": row.told, **_words(row)} for row in rows[:SIZE]],
        "next": rows[SIZE - 1].number if len(rows) > SIZE else None,
        "after": after,
        "only_first": show not in ("refused", "warned") and run.counts.get(show, 0) > FIRST_ROWS,
        "most": FIRST_ROWS,
    }


def _words(row: ImportRow) -> dict[str, str]:
    """What a row says: the claim, the quote, and which article it is."""
    cells = {field_of(name): value for name, value in row.cells.items()}
    said = {name: cells.get(name, "") for name in ("statement", "quote")}
    named = [cells[name] for name in ("title", "outlet", "published_on") if cells.get(name)]
    return {**said, "article": cells.get("url", "") or ", ".join(named)}
