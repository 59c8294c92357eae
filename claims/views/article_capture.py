"""Capturing an article again: from its address, a file or a text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms import CaptureForm
from claims.models import Article, User


@only_for(Act.CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def article_capture(request: HttpRequest, article_id: int) -> HttpResponse:
    """A form for the article's address, which the button on its page sends at once, or for a file."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    form = CaptureForm(request.POST or None, request.FILES or None, initial={"url": found.url})
    if form.is_bound and form.is_valid():
        return redirect(form.ask(by=request.user, article=found))
    return render(
        request,
        "claims/article_capture.html",
        {"article": found, "form": form},
        status=400 if form.is_bound else 200,
    )
