"""What was merged, by whom and why, and undoing it."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.actions.changes import from_json, model_of
from claims.forms.merging import UndoForm
from claims.models import Merge, User


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """The page of a merge; POST undoes it."""
    assert isinstance(request.user, User)
    people = ("merged_by", "undone_by")
    sides = ("kept_claim", "gone_claim", "kept_source", "gone_source")
    rows = Merge.objects.select_related(*people, *sides)
    made = get_object_or_404(rows.defer("kept_claim__search", "gone_claim__search"), pk=merge_id)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.record(made=made, by=request.user):
        return redirect(made)
    return render(
        request,
        "claims/merge.html",
        {"merge": made, "form": form, "moved": _moved(made)},
        status=400 if form.is_bound else 200,
    )


def _moved(made: Merge) -> list[tuple[str, int, int]]:
    """What was moved, and what was dropped because it was there twice: name, how many of each."""
    moved: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for change in from_json(made.changes):
        (moved if change.now else dropped)[change.model] += 1
    return [
        (capfirst(str(model_of(name)._meta.verbose_name_plural)), moved[name], dropped[name])
        for name in sorted(moved.keys() | dropped.keys())
        if name not in ("claim", "source") or moved[name] > 1
    ]
