"""The queue to take away."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.filters import ReviewFilter
from claims.models import User
from claims.publish import list_feed, tables
from claims.views.list_export import Listed, taken_away


def _filter(request: HttpRequest) -> ReviewFilter:
    assert isinstance(request.user, User)
    return ReviewFilter(request.GET, me=request.user)


QUEUE = Listed(
    _("Provenance: what waits for an editor"),
    "review",
    _filter,
    tables.REVIEW,
    list_feed.most_urgent,
)


@only_for(Act.REVIEW)
@require_safe
def review_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What waits for an editor, with the filters of the queue."""
    return taken_away(request, QUEUE, form)
