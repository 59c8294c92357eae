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
    touched are assessed again. Inside another `recording`, the outer one assesses."""
    noted = {"user": by.pk if by else None, "reason": reason}
    with transaction.atomic(), pghistory.context(**noted):
        if _writing.get():
            yield
            return
        token = _writing.set(True)
        try:
            yield
            settle()
        finally:
            _writing.reset(token)
