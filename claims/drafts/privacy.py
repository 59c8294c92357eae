"""What keeps a draft out of files, logs, caches and error reports.

A draft is nobody's business (docs/adr/0013): whoever sends one gets an answer, and nothing else of it stays.
"""

import logging
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from pathlib import Path
from traceback import extract_tb
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from claims.drafts.reading import MOST_BYTES

View = Callable[..., HttpResponseBase]
logger = logging.getLogger(__name__)
MEANT = (Http404, PermissionDenied, SuspiciousOperation)


class CheckFailed(Exception):
    """Something broke over a draft. What it was, and where, has been logged without a word of the draft."""


class InMemory(FileUploadHandler):
    """Keeps what is sent in memory, where Django would write a large file to disk. Of more than is read
    only the size is taken."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece."""
        if start <= MOST_BYTES:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file; its size is what was sent."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


def nobodys_business(view: View) -> View:
    """A view that is sent a draft: nothing that it answers is cached, files stay in memory, and a fault is
    logged by its place alone, since its message may quote what it was about."""

    @sensitive_variables()
    @sensitive_post_parameters()
    @csrf_protect
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except MEANT:
            raise
        except Exception as error:
            note(error)
        raise CheckFailed

    @csrf_exempt  # until the handler stands: the check for forgery reads the form, and `guarded` makes it
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemory(request)]
        return guarded(request, *args, **kwargs)

    return entered


def note(error: Exception) -> None:
    """Log a fault: what kind, and where."""
    places = [f"{Path(at.filename).name}:{at.lineno}" for at in extract_tb(error.__traceback__)]
    logger.error("A draft could not be checked: %s at %s", type(error).__name__, " > ".join(places))
