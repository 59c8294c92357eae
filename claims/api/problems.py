"""Every error of the API as `application/problem+json` (RFC 9457).

400 means that a request is not as the description says; 422 that it is, and that the record does not
allow it. Both name the fields, in `errors`.
"""

import html
import logging
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import server_error as page_of_500
from rest_framework import exceptions
from rest_framework.response import Response

from claims.actions.claims import AlreadyRecorded, FiguresDiffer
from claims.actions.recording import broken_off
from claims.busy import busy, trouble
from claims.refusals import refusal

MEDIA_TYPE = "application/problem+json"
# What the framework says in words of its own, in ours: they say what to do next.
IN_OUR_WORDS: dict[type[exceptions.APIException], Any] = {
    exceptions.NotAuthenticated: gettext_lazy(
        "This is for people with an account. Send “Authorization: Bearer” with a token of /me/tokens/."
    ),
    exceptions.MethodNotAllowed: gettext_lazy(
        "This cannot be done at this address. The header Allow says what can."
    ),
    exceptions.UnsupportedMediaType: gettext_lazy(
        "Send JSON, and say so: Content-Type: application/json."
    ),
}
ADDRESSES = "/api/"
SIGNS = {"del": ("[-", "-]"), "ins": ("{+", "+}")}  # those of `git diff --word-diff`
logger = logging.getLogger(__name__)


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


def malformed(*faults: Fault) -> Problem:
    """A request that is not as the description of the API says."""
    return Problem(400, _("The request is not as the API’s description says."), faults)


def refused(*faults: Fault) -> Problem:
    """A request that is well-formed, and that the record does not allow."""
    return Problem(422, _("The record does not allow this. Nothing was saved."), faults)


def answer(problem: Problem) -> Response:
    """The problem as an answer."""
    return Response(
        content(problem), problem.status, headers=problem.headers, content_type=MEDIA_TYPE
    )


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


def handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to an error that a view raised; None for a fault of ours."""
    problem = problem_of(error)
    return None if problem is None else answer(problem)


def problem_of(error: Exception) -> Problem | None:
    """What an error is, told as a problem; None for one that nobody foresaw."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.APIException):
        return _of_framework(error)
    if isinstance(error, Http404):
        return Problem(404, _("There is nothing at this address, or nothing that you may see."))
    if isinstance(error, PermissionDenied):
        return Problem(403, _("You may not do this."))
    return _of_record(error)


def _of_record(error: Exception) -> Problem | None:
    """What the record refuses."""
    if isinstance(error, ValidationError):
        return refused(*of_validation(error))
    if isinstance(error, AlreadyRecorded):
        told = _("These words are on record for this claim: appearance %(number)s.")
        return Problem(409, told % {"number": error.appearance.pk})
    if isinstance(error, FiguresDiffer):
        told = _("%(told)s If it is meant so, send meant as true.")
        return refused(Fault("meant", told % {"told": error}))
    if isinstance(error, IntegrityError):
        meant = refusal(error)
        return refused(Fault(meant.field or "", str(meant.words)))
    if broken_off(error):
        told = _("Somebody else saved at the same moment. Nothing was saved: send it again.")
        return Problem(503, told, headers={"Retry-After": "1"})
    if why := trouble(error):
        return Problem(503, f"{why.title}. {why.told}", headers={"Retry-After": str(why.wait)})
    return None


def _of_framework(error: exceptions.APIException) -> Problem:
    """What Django REST framework raises by itself."""
    if isinstance(error, exceptions.ValidationError):
        return malformed(*_flat(error.detail))
    if isinstance(error, exceptions.Throttled):
        wait: float | None = getattr(error, "wait", None)
        told = _("That was too often. Wait for as many seconds as Retry-After says.")
        return Problem(429, told, headers={"Retry-After": str(math.ceil(wait or 1))})
    header = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": header} if header else None
    told = IN_OUR_WORDS.get(type(error), error.detail)
    return Problem(error.status_code, str(told), headers=headers)


def _flat(detail: Any, name: str = "") -> Iterator[Fault]:
    """The messages of nested fields, each with the way to its field."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = "" if key == "non_field_errors" else str(key)
            yield from _flat(inner, ".".join(filter(None, [name, own])))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(inner, name)
    else:
        yield Fault(name, str(detail))


def of_validation(error: ValidationError) -> Iterator[Fault]:
    """The messages of a form, a model or an action. Markup in them is for pages."""
    by_field = getattr(error, "error_dict", None)
    told = error.message_dict if by_field is not None else {"": error.messages}
    for name, messages in told.items():
        for message in messages:
            yield Fault("" if name == NON_FIELD_ERRORS else name, _without_markup(message))


def _without_markup(message: Any) -> str:
    """A message as plain text. Where a page strikes words out or underlines them, signs say so."""
    if not isinstance(message, SafeString):
        return str(message)
    signed = re.sub(r"<(/?)(del|ins)>", lambda tag: SIGNS[tag[2]][bool(tag[1])], message)
    return html.unescape(strip_tags(signed))


def server_error(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """A fault of ours: for programs as a problem, for people as a page. What went wrong before there was a
    view, such as finding out who asks, comes here too: it may be no fault but for now."""
    if why := trouble(sys.exc_info()[1]):
        return busy(request, why)
    if not request.path.startswith(ADDRESSES):
        return page_of_500(request, *args, **kwargs)
    told = _("Something went wrong in Provenance itself. Tell whoever runs it when that was.")
    return plain(Problem(500, told))


def plain(problem: Problem) -> HttpResponse:
    """A problem as an answer that no view of the API gives."""
    return JsonResponse(content(problem), status=problem.status, content_type=MEDIA_TYPE)
