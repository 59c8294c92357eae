"""Errors as programs read them: `application/problem+json` (RFC 9457).

What goes wrong at an address for programs is told so to all who do not ask for a page: a JSON-LD reader, a
spreadsheet, a feed reader. People, whose browsers do ask, get the pages of errors.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseServerError,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

MEDIA_TYPE = "application/problem+json"
API = "/api/"
# Documents, lists to take away and feeds, by the ends of their addresses; and what oEmbed asks.
DOCUMENTS = re.compile(r"(\.(jsonld|csl\.json|csv|xlsx|jsonl|atom)|^/oembed)$")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, by its name: "sort", "attributions.0.source". Empty: the whole."""

    field: str
    message: str


class Problem(Exception):
    """An error that is answered as it stands."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`headers` are those of the answer."""
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, tuple(errors)
        self.headers = dict(headers or {})


def content(problem: Problem) -> dict[str, Any]:
    """The members of the object. Without a type of its own, a problem is what its status says."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        told["errors"] = [asdict(fault) for fault in problem.errors]
    return told


def plain(problem: Problem) -> HttpResponse:
    """A problem as an answer that no view of the API gives."""
    return JsonResponse(
        content(problem), status=problem.status, headers=problem.headers, content_type=MEDIA_TYPE
    )


def not_found() -> Problem:
    """There is nothing, or nothing for whoever asks: which of the two is not told."""
    return Problem(404, _("There is nothing at this address, or nothing that you may see."))


def forbidden() -> Problem:
    """What somebody may not do."""
    return Problem(403, _("You may not do this."))


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program asks: at an address of the API, or at one of a document and not for a page."""
    if request.path.startswith(API):
        return True
    wanted = request.get_preferred_type([MEDIA_TYPE, "text/html"])
    return bool(DOCUMENTS.search(request.path)) and wanted != "text/html"


def page_of_400(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """What cannot be read, or is refused before a view sees it."""
    if not is_for_programs(request):
        return defaults.bad_request(request, exception)
    return plain(Problem(400, _("The request cannot be read.")))


def page_of_403(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """What somebody may not do: for programs as a problem, for people as a page."""
    if not is_for_programs(request):
        return defaults.permission_denied(request, exception)
    return plain(forbidden())


def page_of_404(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """What is not there: for programs as a problem, for people as a page."""
    if not is_for_programs(request):
        return defaults.page_not_found(request, exception)
    return plain(not_found())


def page_of_500(request: HttpRequest) -> HttpResponseBase:
    """A fault of ours, with the number under which the log tells more: for programs as a problem, for
    people as a page."""
    number = getattr(request, "request_id", "")  # provenance/request_id.py
    if not is_for_programs(request):
        return HttpResponseServerError(render_to_string("500.html", {"request_id": number}))
    told = _(
        "Something went wrong in Provenance itself. Tell whoever runs it this number: %(number)s."
    )
    return plain(Problem(500, told % {"number": number}))
