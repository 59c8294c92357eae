"""Every request has a number, and a line in the log when it is answered.

The number goes into the header `X-Request-ID` of the answer, onto the page of a fault, into every line
that is logged meanwhile, and along with the jobs that the request asks for (provenance/request_id.py).
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from provenance import request_id, slow

log = logging.getLogger(__name__)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ASKED_BY_MACHINES = {
    "healthz",
    "readyz",
    "metrics",
}  # every few seconds; not logged while all is well


class Numbered:
    """The outermost middleware, so that it sees what all others answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say so in the log."""
        begun = time.perf_counter()
        number = request_id.taken_or_made(request.headers.get("X-Request-ID", ""))
        request.request_id = number  # type: ignore[attr-defined]
        with request_id.at_work_for(number), slow.watched():
            response = self.get_response(request)
            response["X-Request-ID"] = number
            note(request, response, time.perf_counter() - begun)
        return response


def note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The line of a request: nothing of who asked, nor of what stood in the address."""
    name = route(request)
    if name in ASKED_BY_MACHINES and response.status_code == 200:
        return
    log.info(
        "answered",
        extra={
            "method": request.method if request.method in METHODS else "other",
            "route": name,
            "status": response.status_code,
            "ms": round(seconds * 1000),
        },
    )


def route(request: HttpRequest) -> str:
    """The name of the address that was asked for, as urls.py gives it; "static" for files of the layout."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return "static" if request.path.startswith(settings.STATIC_URL) else "unknown"
