"""Asking the storage that keeps captured files and spreadsheets, which may be another machine's."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

WORDS = _(
    "The storage in which Provenance keeps captured files does not answer. Try again in a few minutes. If "
    "it goes on, tell whoever runs Provenance."
)


class StorageAway(Exception):
    """The storage does not answer, or refuses. Nothing was kept. As text: what to tell somebody."""

    def __init__(self) -> None:
        """The reason is the exception's cause, and in the log."""
        super().__init__(WORDS)

    def __reduce__(self) -> tuple[type["StorageAway"], tuple[()]]:
        """So that another process can raise it here."""
        return StorageAway, ()


@contextmanager
def storage() -> Iterator[None]:
    """Ask the storage inside. What is not there stays a FileNotFoundError.

    Raises StorageAway.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        log.warning("The storage of files cannot be used: %s", error.strerror)
        raise StorageAway from error
