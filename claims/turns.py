"""How many requests are worked on at once, how many wait for their turn, and what becomes of the others.

More at once would not be done sooner: they would share the same cores and connections, and all would be
late. So a few are worked on, some wait a while, and the rest are told at once to come again.
"""

import logging
from collections import deque
from collections.abc import Callable
from threading import BoundedSemaphore, Event, Lock

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.busy import CROWDED, DOWNLOADS, busy, trouble

log = logging.getLogger(__name__)

AT_ONCE = ("/healthz", "/readyz", "/metrics")  # for programs that see whether the site lives


class Line:
    """So many at a time, some more in line, and who came first is first.

    A semaphore of `threading` lets whoever comes at the moment of a release overtake all that wait, and
    whoever it woke for nothing goes to the end: on a busy site a few would wait many times as long.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self.free, self.most = at_once, waiting
        self.waiting: deque[Event] = deque()
        self.lock = Lock()

    def joined(self, seconds: float) -> bool:
        """Whether it is one's turn, within so many seconds. Not if too many wait already."""
        with self.lock:
            if self.free:
                self.free -= 1
                return True
            if len(self.waiting) >= self.most:
                return False
            mine = Event()
            self.waiting.append(mine)
        return mine.wait(seconds) or not self._left(mine)

    def _left(self, mine: Event) -> bool:
        """Whether somebody who waited for too long has left; not if it became their turn just now."""
        with self.lock:
            if mine.is_set():
                return False
            self.waiting.remove(mine)
            return True

    def done(self) -> None:
        """Hand the turn to the first in line."""
        with self.lock:
            if self.waiting:
                self.waiting.popleft().set()
            else:
                self.free += 1


class Turns:
    """A turn for each request; of answers that are made while they are sent, some at a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.line = Line(settings.REQUESTS_AT_WORK, settings.REQUESTS_WAITING)
        self.streams = BoundedSemaphore(settings.DOWNLOADS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Work on it when it is its turn, or say that it has to come again."""
        if request.path in AT_ONCE:
            return self.get_response(request)
        if not self.line.joined(settings.REQUEST_WAIT):
            log.warning("Too many requests at once: one was told to come again")
            return busy(request, CROWDED)
        try:
            return self._bounded(request, self.get_response(request))
        finally:
            self.line.done()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The answer to what could not be done for now; anything else is for others."""
        why = trouble(error)
        if why is None:
            return None
        log.warning("Not done for now: %s", type(error.__cause__ or error).__name__)
        return busy(request, why)

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
