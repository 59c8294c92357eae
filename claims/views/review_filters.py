"""The filters of the queue that somebody keeps: saving, renaming, deleting."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.filtering import delete_filter
from claims.forms.review import FilterForm
from claims.models import User
from claims.views.review import saved_filters


@only_for(Act.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review_filters(request: HtmxHttpRequest) -> HttpResponse:
    """The list of them; POST saves the filter in `query`, or renames or deletes the one in `kept`."""
    assert isinstance(request.user, User)
    form = FilterForm(owner=request.user, initial={"query": request.GET.get("query", "")})
    wrong = None
    if request.method == "POST":
        key = request.POST.get("kept", "")
        if key:
            own = request.user.saved_filters.all()
            kept = get_object_or_404(own, pk=int(key) if key.isdecimal() else 0)
            if "delete" in request.POST:
                delete_filter(kept=kept, by=request.user)
                return redirect("review_filters")
            changed = FilterForm(
                {"name": request.POST.get("name"), "query": kept.query},
                owner=request.user,
                kept=kept,
            )
        else:
            changed = form = FilterForm(request.POST, owner=request.user)
        if changed.is_valid():
            saved = changed.save()
            return redirect(reverse("review_filters") if key else saved.get_absolute_url())
        wrong = changed if key else None
    return render(
        request,
        "claims/review_filters.html",
        {"form": form, "wrong": wrong, "saved": saved_filters(request.user)},
        status=400 if wrong or form.is_bound else 200,
    )
