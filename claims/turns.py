"""How many requests are worked on at once, how many wait for their turn, and what becomes of the others.

More at once would not be done sooner: they would share the same cores and connections, and all would be
late. So a few are worked on, some wait a while, and the rest are told at once to come again.
"""

import logging
from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.busy import CROWDED, DOWNLOADS, busy, trouble

log = logging.getLogger(__name__)

AT_ONCE = ("/healthz", "/readyz", "/metrics")  # for programs that see whether the site lives


class Turns:
    """A turn for each request; of answers that are made while they are sent, some at a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.working = BoundedSemaphore(settings.REQUESTS_AT_WORK)
        self.waiting = BoundedSemaphore(settings.REQUESTS_WAITING)
        self.streams = BoundedSemaphore(settings.DOWNLOADS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Work on it when it is its turn, or say that it has to come again."""
        if request.path in AT_ONCE:
            return self.get_response(request)
        if not self._turn():
            log.warning("Too many requests at once: one was told to come again")
            return busy(request, CROWDED)
        try:
            return self._bounded(request, self.get_response(request))
        finally:
            self.working.release()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The answer to what could not be done for now; anything else is for others."""
        why = trouble(error)
        if why is None:
            return None
        log.warning("Not done for now: %s", type(error.__cause__ or error).__name__)
        return busy(request, why)

    def _turn(self) -> bool:
        """Whether it may be worked on; waits for that, unless too many do."""
        if self.working.acquire(blocking=False):
            return True
        if not self.waiting.acquire(blocking=False):
            return False
        try:
            return self.working.acquire(timeout=settings.REQUEST_WAIT)
        finally:
            self.waiting.release()

    def _bounded(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, unless it is one stream too many."""
        if not response.streaming or hasattr(response, "file_to_stream"):
            return response
        if not self.streams.acquire(blocking=False):
            response.close()
            log.warning("Too many downloads at once: one was told to come again")
            return busy(request, DOWNLOADS)
        response._resource_closers.append(self.streams.release)  # type: ignore[attr-defined]
        return response
