"""Recording a correction or a retraction of an article."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms import CorrectionForm
from claims.models import Article, Claim, User


@only_for(Act.ENTER_DATA)
@require_http_methods(["GET", "HEAD", "POST"])
def article_correct(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the outlet took back or put right: date, kind, text and link."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.record(article=found, by=request.user)
        if told := _became_of_claims(found):
            messages.success(request, told)
        return redirect(found)
    return render(
        request,
        "claims/article_correct.html",
        {"article": found, "form": form},
        status=400 if form.is_bound else 200,
    )


def _became_of_claims(article: Article) -> str:
    """What became of the claims that the article makes; empty if it makes none."""
    claims = Claim.objects.appearing_in(article.pk)
    number, back = claims.count(), claims.published().waiting().count()
    if not number:
        return ""
    told = [
        ngettext("%(number)s claim assessed again.", "%(number)s claims assessed again.", number)
        % {"number": number}
    ]
    if back:
        told.append(
            ngettext(
                "%(number)s published claim is with the editors.",
                "%(number)s published claims are with the editors.",
                back,
            )
            % {"number": back}
        )
    return " ".join(told)
