"""The number of the request that this process answers, or that asked for the job it does.

A request that comes with a number keeps it, so that the lines of a proxy and of the site can be laid side by
side; else it is given one. Jobs that it asks for carry it along, and their lines say it too.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# What proxies and tracers make: UUIDs and other hexadecimal numbers. Nothing that could spell a name.
SANE = re.compile(r"[0-9a-fA-F][0-9a-fA-F-]{14,62}[0-9a-fA-F]", re.ASCII)
BYTES = 16

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The number of the request at hand; empty if there is none, as in a command."""
    return _current.get()


def taken_or_made(sent: str) -> str:
    """The number that came with a request if it is one, or a new one."""
    return sent.lower() if SANE.fullmatch(sent) else secrets.token_hex(BYTES)


@contextmanager
def at_work_for(number: str) -> Iterator[None]:
    """What is done inside is done for the request of this number."""
    before = _current.set(number)
    try:
        yield
    finally:
        _current.reset(before)


def carried() -> dict[str, str]:
    """What a job is given besides its own arguments; nothing if no request asks for it."""
    number = current()
    return {"request_id": number} if number else {}
