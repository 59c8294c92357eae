"""What every write to the record goes through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import uuid4

import pghistory
import psycopg
from django.db import OperationalError, connection, transaction
from pghistory.runtime import Context, _tracker

from claims.actions import embedding
from claims.actions.assessing import settle
from claims.models import User

ATTEMPTS = 4  # at what PostgreSQL breaks off because two people wait for each other

P = ParamSpec("P")
T = TypeVar("T")

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def recording(*, by: User | None, reason: str = "", savepoint: bool = True) -> Iterator[None]:
    """Write in one transaction, noted in the trail with who and why; at its end the claims that it
    touched are assessed again.

    Inside another `recording` it is a part of that one, which notes its own reason and assesses. What
    fails inside is undone alone, for whoever goes on in spite of it; without a `savepoint` the other
    fails with it.
    """
    if _writing.get():
        with transaction.atomic(savepoint=savepoint):
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


def broken_off(error: BaseException) -> bool:
    """Whether PostgreSQL ended one of two writes that waited for each other. Nothing of it was saved,
    and the same once more is likely to go well."""
    return isinstance(error, OperationalError) and isinstance(
        error.__cause__, psycopg.errors.DeadlockDetected
    )


def patient(write: Callable[P, T]) -> Callable[P, T]:
    """Try an action again that PostgreSQL broke off. Inside another transaction that is for whoever
    began it: all of it has to be done again."""

    @wraps(write)
    def patiently(*args: P.args, **kwargs: P.kwargs) -> T:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return write(*args, **kwargs)
            except OperationalError as error:
                if not broken_off(error) or connection.in_atomic_block:
                    raise
        return write(*args, **kwargs)

    return patiently
