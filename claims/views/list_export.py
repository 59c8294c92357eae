"""A list to take away: as CSV, an Excel workbook, JSON Lines or an Atom feed, with the list's filters.

It is streamed: rows are read from the database as they are written, some at a time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import spreadsheets
from claims.access import Person, articles_for, claims_for, sources_for
from claims.filters import (
    AppearanceFilter,
    ArticleFilter,
    ClaimFilter,
    MeasureFilter,
    SourceFilter,
    complaints,
)
from claims.models import Measure
from claims.problems import Problem, plain
from claims.publish import list_feed, tables

WRITERS = {
    "csv": spreadsheets.csv_lines,
    "xlsx": spreadsheets.workbook,
    "jsonl": spreadsheets.json_lines,
}
FORMS = ("csv", "xlsx", "jsonl", "atom")


@dataclass(frozen=True)
class Listed:
    """A list that can be taken away: the name of its page, its filters, its rows, the newest of them."""

    title: str | Promise
    page: str
    filter: Callable[[HttpRequest], Any]
    table: tables.Table
    newest: Callable[[Any, Person], Iterable[Model]]


LISTS = {
    "claims": Listed(
        _("Provenance: claims"),
        "claims",
        lambda request: ClaimFilter(request.GET, claims_for(request.user), request=request),
        tables.CLAIMS,
        list_feed.newest_claims,
    ),
    "appearances": Listed(
        _("Provenance: quotes"),
        "claims",
        lambda request: AppearanceFilter(request.GET, claims_for(request.user), request=request),
        tables.APPEARANCES,
        list_feed.newest_appearances,
    ),
    "articles": Listed(
        _("Provenance: articles"),
        "articles",
        lambda request: ArticleFilter(request.GET, articles_for(request.user)),
        tables.ARTICLES,
        list_feed.newest_articles,
    ),
    "sources": Listed(
        _("Provenance: sources"),
        "sources",
        lambda request: SourceFilter(request.GET, sources_for(request.user)),
        tables.SOURCES,
        list_feed.newest_sources,
    ),
    "figures": Listed(
        _("Provenance: figures"),
        "figures",
        lambda request: MeasureFilter(request.GET, Measure.objects.all()),
        tables.FIGURES,
        list_feed.newest_figures,
    ),
}


@require_safe
def list_export(request: HttpRequest, listed: str, form: str) -> HttpResponseBase:
    """One of the lists that anybody may ask for; the public gets what it may see of it."""
    return taken_away(request, LISTS[listed], form)


def taken_away(request: HttpRequest, listed: Listed, form: str) -> HttpResponseBase:
    """A list in a form, or 400 with what is wrong with the filters."""
    found = listed.filter(request)
    if wrong := complaints(found):
        return plain(Problem(400, gettext("The list cannot be filtered so."), wrong))
    if form == "atom":
        return _feed(request, listed, found)
    return _file(request, listed, found, form)


def _feed(request: HttpRequest, listed: Listed, found: Any) -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    text = list_feed.atom(
        title=str(listed.title),
        page=request.build_absolute_uri(reverse(listed.page) + query),
        address=request.build_absolute_uri(),
        site=_site(request),
        rows=listed.newest(found, request.user),
    )
    response = HttpResponse(text, content_type="application/atom+xml")
    # A reader of feeds may keep what it has, as long as it asks each time.
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _file(request: HttpRequest, listed: Listed, found: Any, form: str) -> HttpResponseBase:
    rows = listed.table.told(found, request.user, _site(request))
    pieces = WRITERS[form](listed.table.header(), rows) if request.method != "HEAD" else ()
    response = StreamingHttpResponse(pieces, content_type=spreadsheets.MEDIA_TYPES[form])
    name = f"{request.path.strip('/').partition('.')[0]}-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)  # it holds what whoever asks may see
    return response


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
