"""What happened to an article and to all that hangs on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.history import history
from claims.models import Article
from claims.paging import UnknownPage


@only_for(Act.READ_TRAIL)
@require_safe
def article_history(request: HttpRequest, article_id: int) -> HttpResponse:
    """Who did what, when, from which page and why, also of an article that is gone."""
    try:
        page = history(Article, article_id, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404("This page of the history does not exist.") from error
    found = Article.objects.filter(pk=article_id).first()
    if not (found or page.rows):
        raise Http404(_("There is no such article."))
    return render(request, "claims/article_history.html", {"article": found, "page": page})
