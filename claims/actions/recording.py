"""What every write to the record goes through."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

import pghistory
from django.db import transaction
from pghistory.runtime import Context, _tracker

from claims.actions import embedding
from claims.actions.assessing import settle
from claims.models import User

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def recording(*, by: User | None, reason: str = "") -> Iterator[None]:
    """Write in one transaction, noted in the trail with who and why; at its end the claims that it
    touched are assessed again.

    Inside another `recording` it is a part of that one, which notes its own reason and assesses.
    """
    if _writing.get():
        with transaction.atomic():
            yield
        return
    token = _writing.set(True)
    try:
        with transaction.atomic(), noted(user=by.pk if by else None, reason=reason):
            yield
            settle()
            transaction.on_commit(embedding.ask, robust=True)
    finally:
        _writing.reset(token)


@contextmanager
def noted(**metadata: object) -> Iterator[None]:
    """Who and why, for what is written inside.

    django-pghistory lets all that one request writes share one note, in which the last reason would
    stand for all. Inside such a request this is a note of its own.
    """
    request = getattr(_tracker, "value", None)
    if request is None:
        with pghistory.context(**metadata):
            yield
        return
    _tracker.value = Context(uuid4(), {**request.metadata, **metadata})
    try:
        yield
    finally:
        _tracker.value = request
