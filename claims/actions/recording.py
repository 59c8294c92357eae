"""What every write to the record goes through."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.db import transaction

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
        with transaction.atomic(), pghistory.context(user=by.pk if by else None, reason=reason):
            yield
            settle()
    finally:
        _writing.reset(token)
