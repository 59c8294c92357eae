"""The first page: search, what needs attention, and what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.filters import flag_counts, status_counts
from claims.models import Article, Claim
from claims.vocabulary import BY_ATTENTION, FLAGS

LATEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Counts by status and by flag, the latest claims and the latest articles."""
    by_status = status_counts(Claim.objects.all())
    by_flag = flag_counts(Claim.objects.all())
    return render(
        request,
        "claims/home.html",
        {
            "statuses": [(code.value, by_status.get(code, 0)) for code in BY_ATTENTION],
            "flags": [
                (code, term, by_flag[code]) for code, term in FLAGS.items() if code in by_flag
            ],
            "claims": Claim.objects.order_by("-pk")[:LATEST],
            "articles": Article.objects.select_related("publisher").order_by("-pk")[:LATEST],
        },
    )
