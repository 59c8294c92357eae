"""What each error of the API is, as a problem: `claims.problems` says what those look like.

400 means that a request is not as the description says; 422 that it is, and that the record does not
allow it. Both name the fields, in `errors`.
"""

import html
import logging
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response

from claims.actions.claims import AlreadyRecorded, FiguresDiffer
from claims.actions.entering import SaidAlready
from claims.busy import as_problem, trouble
from claims.problems import MEDIA_TYPE, Fault, Problem, content, forbidden, not_found
from claims.refusals import refusal

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
SIGNS = {"del": ("[-", "-]"), "ins": ("{+", "+}")}  # those of `git diff --word-diff`
logger = logging.getLogger(__name__)


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
        return not_found()
    if isinstance(error, PermissionDenied):
        return forbidden()
    return _of_record(error)


def _of_record(error: Exception) -> Problem | None:
    """What the record refuses."""
    if isinstance(error, ValidationError):
        return refused(*of_validation(error))
    if isinstance(error, AlreadyRecorded):
        told = _("These words are on record for this claim: appearance %(number)s.")
        return Problem(409, told % {"number": error.appearance.pk})
    if isinstance(error, SaidAlready):
        return _said_already(error.claim)
    if isinstance(error, FiguresDiffer):
        told = _("%(told)s If it is meant so, send meant as true.")
        return refused(Fault("meant", told % {"told": error}))
    if isinstance(error, IntegrityError):
        meant = refusal(error)
        return refused(Fault(meant.field or "", str(meant.words)))
    if why := trouble(error):
        return as_problem(why)
    return None


def _said_already(claim: int) -> Problem:
    """A new claim of a statement that is on record."""
    address = reverse("api_claim", args=[claim])
    told = _(
        "This statement is on record as claim %(number)s: %(address)s. Use that one. If another claim "
        "is meant by the same words, send meant as true."
    )
    found = told % {"number": claim, "address": address}
    return Problem(409, found, [Fault("statement", found)], headers={"Location": address})


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
