"""Merging a source with another that is the same: find it, look at what would change, agree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.actions.source_plan import after
from claims.forms.merging import MergeForm, number_in
from claims.models import Source, User

SHOWN = 12


@only_for(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def source_merge(request: HttpRequest, source_id: int) -> HttpResponse:
    """Sources to choose from; with `other`, what merging that one into this would do. POST does it."""
    assert isinstance(request.user, User)
    kept = get_object_or_404(Source.with_merged.select_related("owner"), pk=source_id)
    if kept.merged_into_id and request.method != "POST":
        return redirect("source_merge", kept.merged_into_id)
    sent = request.POST if request.method == "POST" else None
    key = number_in((sent or request.GET).get("other", ""))
    if key is None:
        return _choosing(request, kept)
    gone = get_object_or_404(Source.with_merged.select_related("owner"), pk=key)
    form = MergeForm(sent, kept=kept, gone=gone)
    if sent and "look" in sent:
        form.look_again()
    elif form.is_bound and form.is_valid() and (made := form.record(by=request.user)):
        return redirect(made)
    context = {"source": kept, "other": gone, "form": form}
    if form.plan:
        found, looked_at, more = after(form.plan)
        context |= {"consequences": found, "looked_at": looked_at, "more": more}
    status = 400 if form.is_bound and "look" not in request.POST else 200
    return render(request, "claims/source_merge.html", context, status=status)


def _choosing(request: HttpRequest, kept: Source) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    number = number_in(typed)
    others = Source.objects.exclude(pk=kept.pk).select_related("owner").order_by("name", "pk")
    if number is not None:
        found = others.filter(pk=number)
    elif typed:
        found = others.named_like(typed)
    else:
        found = others.like(kept.name)
    context = {"source": kept, "typed": typed, "found": found[:SHOWN]}
    return render(request, "claims/source_merge.html", context)
