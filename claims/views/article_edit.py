"""Checking and putting right what is recorded of an article."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.actions.articles import ChangedMeanwhile
from claims.forms import ArticleForm
from claims.models import Article, CaptureResult, User


@only_for(Act.ENTER_DATA)
@require_http_methods(["GET", "HEAD", "POST"])
def article_edit(request: HttpRequest, article_id: int) -> HttpResponse:
    """Title, publisher, date and the like, as they were read or entered. With `capture`, the number of
    the capture that has just read them, it leads on to what that capture was asked for."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    result = _result(found, request.GET.get("capture", ""))
    form = ArticleForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid() and _recorded(form, request.user):
        messages.success(request, _("Saved. The claims that this bears on are assessed again."))
        return redirect(result.onward if result else found)
    return render(
        request,
        "claims/article_edit.html",
        {"article": found, "form": form, "result": result},
        status=400 if form.is_bound else 200,
    )


def _result(article: Article, key: str) -> CaptureResult | None:
    """What the capture of this number brought of the article, if it did."""
    if not key.isascii() or not key.isdecimal() or len(key) > 18:
        return None
    return article.capture_results.select_related("capture").filter(capture=int(key)).first()


def _recorded(form: ArticleForm, by: User) -> bool:
    """Store it; if it cannot be, the form says why."""
    try:
        form.record(by=by)
    except ChangedMeanwhile:
        form.show_changes()
    except IntegrityError:
        form.add_error(
            None,
            _(
                "Not saved: somebody recorded the same address or the same publisher in this very "
                "moment. What you typed is still here. Save again to see which."
            ),
        )
    else:
        return True
    return False
