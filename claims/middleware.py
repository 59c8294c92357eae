"""What is answered when two people saved at the same moment and PostgreSQL broke one of the two off.

Actions that are likely to meet try again by themselves (`claims.actions.recording.patient`); this is for
every other write, such as a form of the admin.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.actions.recording import broken_off
from claims.busy import may_be_sent_again, typed

log = logging.getLogger(__name__)

AGAIN = 503  # htmx leaves what was typed where it is, and its page says that nothing was saved


class SavedAtOnce:
    """Answers such a write with a page from which all that was typed is sent again by one button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do until something goes wrong."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page, for a write that was broken off; anything else is for others."""
        if not broken_off(error):
            return None
        log.warning("Two writes waited for each other: %s was broken off", request.path)
        context = {"typed": typed(request), "again": may_be_sent_again(request)}
        return render(request, "saved_at_once.html", context, status=AGAIN)
