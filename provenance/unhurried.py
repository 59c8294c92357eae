"""Between the web server and Django: who sends or reads slowly waits here, and holds nothing others need.

    a thread of granian ── the whole request ── Django ── the whole answer ── the client
                           (a slow sender)                (a slow reader)

Threads that wait for a client cost little, so there are many of them. A connection to the database is held
while Django works, and never while a byte comes in or goes out.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import copy_context
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Condition, Thread
from typing import IO, Any

from django.db import connections
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

IN_MEMORY = 1_000_000  # bytes of a request or a download, beyond which they go by way of a file
PIECE = 64 * 1024
MOST = 110_000_000  # bytes of a request: a spreadsheet to be imported may have a hundred million
MOST_IN_MEMORY = 25_000_000  # bytes of a draft, of which twenty million are checked
# What is sent to these addresses, and what is answered there, is written to no file (docs/adr/0015).
DRAFTS = "/check/"

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class NotTaken(Exception):
    """A request that is not given to Django."""

    def __init__(self, status: str, told: str) -> None:
        super().__init__(told)
        self.status, self.told = status, told


class Unhurried:
    """A WSGI application that gives another one whole requests, and takes its answers whole."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Nothing is asked of the database before the request is there."""
        drafts = environ.get("PATH_INFO", "").startswith(DRAFTS)
        try:
            environ["wsgi.input"] = whole(environ, in_memory=drafts)
        except NotTaken as refusal:
            start_response(refusal.status, [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{refusal.told}\n".encode()]
        answer = self.application(environ, start_response)
        if not getattr(answer, "streaming", False):
            return [b"".join(taken(answer))]
        connections.close_all()
        if hasattr(
            answer, "file_to_stream"
        ):  # bytes of a file, for which nothing is asked any more
            return answer
        return Ahead(answer, in_memory=drafts)


def whole(environ: dict[str, Any], in_memory: bool) -> IO[bytes]:
    """The body of a request, once all of it has come. Raises NotTaken: half a form is none."""
    length = environ.get("CONTENT_LENGTH") or "0"
    left = int(length) if length.isascii() and length.isdecimal() else 0
    if left > (MOST_IN_MEMORY if in_memory else MOST):
        raise NotTaken("413 Content Too Large", _("This is too large. Nothing was saved."))
    body = kept(in_memory)
    while left and (piece := environ["wsgi.input"].read(min(left, PIECE))):
        body.write(piece)
        left -= len(piece)
    if left:
        raise NotTaken(
            "400 Bad Request", _("The end of this request is missing. Nothing was saved.")
        )
    body.seek(0)
    return body


def kept(in_memory: bool) -> IO[bytes]:
    """Where bytes wait: in memory, and if there are many in a file without a name, gone when it is closed."""
    return BytesIO() if in_memory else SpooledTemporaryFile(IN_MEMORY)


def taken(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of an answer, which is closed after them."""
    try:
        yield from answer
    finally:
        if hasattr(answer, "close"):
            answer.close()


class Ahead:
    """An answer that is made while it is sent, and does not wait for its reader: a thread of its own makes
    it, as fast as the database gives, and its reader follows."""

    def __init__(self, answer: Iterable[bytes], in_memory: bool) -> None:
        self.answer = answer
        self.bytes = kept(in_memory)
        self.written = self.read = 0
        self.over = self.left = False  # made to its end; given up by its reader
        self.error: BaseException | None = None
        self.turn = Condition()
        Thread(target=copy_context().run, args=(self.make,), daemon=True).start()

    def make(self) -> None:
        """Write the answer; runs in a thread of its own, and so with a database connection of its own."""
        try:
            for piece in self.answer:
                with self.turn:
                    if self.left:
                        break
                    self.bytes.seek(self.written)
                    self.bytes.write(piece)
                    self.written += len(piece)
                    self.turn.notify()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()
            with self.turn:
                self.over = True
                self.turn.notify()

    def __iter__(self) -> Iterator[bytes]:
        """The pieces as they come; raises what went wrong where they were made."""
        while piece := self.next_piece():
            yield piece
        if self.error:
            raise self.error

    def next_piece(self) -> bytes:
        """What has been written by now; nothing at the end."""
        with self.turn:
            self.turn.wait_for(lambda: self.over or self.written > self.read)
            self.bytes.seek(self.read)
            piece = self.bytes.read(PIECE)
            self.read += len(piece)
        return piece

    def close(self) -> None:
        """The reader has all of it, or has gone."""
        with self.turn:
            self.left = True
            self.turn.wait_for(lambda: self.over)
            self.bytes.close()
        if isinstance(self.answer, HttpResponseBase):
            self.answer.close()

    def __del__(self) -> None:
        """A reader that goes in the middle may leave without a word."""
        with suppress(Exception):
            self.close()
