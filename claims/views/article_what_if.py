"""What would become of the claims of an article if it were retracted. Nothing is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.evidence import consequences
from claims.models import Article, Claim
from claims.what_if import MOST_CLAIMS, without_article


@only_for(Act.READ)
@require_safe
def article_what_if(request: HttpRequest, article_id: int) -> HttpResponse:
    """The claims that would have another status or fewer origins, before and after."""
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    claims = Claim.objects.appearing_in(found.pk).defer("search").order_by("pk")
    looked_at = list(claims[:MOST_CLAIMS])
    return render(
        request,
        "claims/article_what_if.html",
        {
            "article": found,
            "consequences": consequences(looked_at, without_article(found.pk)),
            "looked_at": len(looked_at),
            "more": len(looked_at) == MOST_CLAIMS and claims.count() > MOST_CLAIMS,
        },
    )
