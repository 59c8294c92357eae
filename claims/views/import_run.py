"""What a spreadsheet would record, recording it, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.importing import FIRST_ROWS, begin, read_again
from claims.forms import BeginForm, EncodingForm
from claims.importing.columns import COLUMNS, field_of
from claims.importing.record import claims_that_say
from claims.models import ImportRow, ImportRun, User
from claims.spreadsheets.reading import UNREAD

SIZE = 50
SHOWN_APART = {"statement", "quote", "article URL"}
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
    """How far it is, and its rows by what becomes of them. POST records them, or has the file read in
    another encoding. Nobody but whoever chose the file sees it."""
    assert isinstance(request.user, User)
    run = get_object_or_404(ImportRun.objects.of(request.user), pk=import_id)
    if request.method == "POST":
        _do(run, request)
        return redirect(run)
    template = "claims/import_run.html" + ("#progress" if request.htmx else "")
    response = render(request, template, {"run": run, **_shown(run, request)})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _do(run: ImportRun, request: HtmxHttpRequest) -> None:
    """What was asked for, if it is something that there is."""
    assert isinstance(request.user, User)
    encoding, form = EncodingForm(request.POST), BeginForm(request.POST)
    if encoding.is_valid():
        read_again(run=run, encoding=encoding.cleaned_data["encoding"], by=request.user)
    elif form.is_valid():
        begin(run=run, mode=form.cleaned_data["mode"], by=request.user)


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
        "rows": _told(rows[:SIZE]),
        "encoding": EncodingForm(initial={"encoding": run.encoding}) if run.encoding else None,
        "next": rows[SIZE - 1].number if len(rows) > SIZE else None,
        "after": after,
        "only_first": show not in ("refused", "warned") and run.counts.get(show, 0) > FIRST_ROWS,
        "most": FIRST_ROWS,
    }


def _told(rows: list[ImportRow]) -> list[dict[str, Any]]:
    """What each row says, what is told of it, and which claim on record says the same, if one does."""
    said = [_words(row) for row in rows]
    claims = claims_that_say({words["statement"] for words in said if words["statement"]})
    return [
        {
            "number": row.number,
            "outcome": row.outcome,
            "told": row.told,
            "claim": claims.get(words["statement"].lower()),
            **words,
        }
        for row, words in zip(rows, said, strict=True)
    ]


def _words(row: ImportRow) -> dict[str, Any]:
    """What a row says: the claim, the quote, which article it is, and every other cell by its column."""
    cells = {field_of(name): value for name, value in row.cells.items()}
    others = [(one.name, cells[one.field]) for one in COLUMNS if cells.get(one.field)]
    return {
        "statement": " ".join(cells.get("statement", "").split()),
        "quote": cells.get("quote", ""),
        "article": cells.get("url", ""),
        "others": [other for other in others if other[0] not in SHOWN_APART],
        "unread": row.cells.get(UNREAD, ""),
    }
