"""Choosing a spreadsheet to import, and one's imports of late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms import ImportForm
from claims.importing.columns import COLUMNS
from claims.importing.telling import translated
from claims.models import ImportRun, User

LATEST = 20


@only_for(Act.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """A form for a file, what its columns are, and the imports of whoever asks."""
    assert isinstance(request.user, User)
    form = ImportForm()
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid() and (run := form.ask(by=request.user)):
            return redirect(run)
    latest = ImportRun.objects.of(request.user).order_by("-pk")[:LATEST]
    return render(
        request,
        "claims/imports.html",
        {
            "form": form,
            "columns": [(column, translated(column.holds)) for column in COLUMNS],
            "latest": latest,
        },
        status=400 if form.is_bound else 200,
    )
