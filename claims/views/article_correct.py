"""Recording a correction or a retraction of an article."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import may_enter_data
from claims.forms import CorrectionForm
from claims.models import Article, User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def article_correct(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the outlet took back or put right: date, kind, text and link."""
    if not isinstance(request.user, User) or not may_enter_data(request.user):
        raise PermissionDenied
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.record(article=found, by=request.user)
        return redirect(found)
    return render(
        request,
        "claims/article_correct.html",
        {"article": found, "form": form},
        status=400 if form.is_bound else 200,
    )
