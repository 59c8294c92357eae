"""What is answered when a write could not be done now and may be in a moment.

Two people saved at the same moment, and PostgreSQL broke one of the two off: actions that are likely to meet
try again by themselves (`claims.actions.recording.patient`); this is for every other write, such as a form
of the admin. Or the storage of files is away.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.actions.recording import broken_off
from claims.busy import may_be_sent_again, typed
from claims.storing import StorageAway

log = logging.getLogger(__name__)

AGAIN = 503  # htmx leaves what was typed where it is, and its page says that nothing was saved


class NotNow:
    """Answers such a write with a page from which all that was typed is sent again by one button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do until something goes wrong."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page, for a write that was broken off; anything else is for others."""
        if isinstance(error, StorageAway):
            return self.answer(request, "storage_away.html", {"why": str(error)})
        if not broken_off(error):
            return None
        match = request.resolver_match
        route = match.view_name if match else "a request"
        log.warning("Two writes waited for each other: %s was broken off", route)
        return self.answer(request, "saved_at_once.html", {})

    def answer(self, request: HttpRequest, page: str, context: dict[str, str]) -> HttpResponse:
        """A page with what was typed."""
        held = {"typed": typed(request), "again": may_be_sent_again(request)}
        return render(request, page, held | context, status=AGAIN)
