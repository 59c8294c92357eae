"""Where captured files and spreadsheets are kept: a folder, or a bucket of an S3-compatible storage."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORM = "s3://bucket/prefix?endpoint=https://storage.example.org&region=eu-1"
FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
OPTIONS = {"endpoint": "endpoint_url", "region": "region_name"}
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def from_url(url: str) -> dict[str, Any]:
    """What Django is told of the storage at `url`; empty: the folder `files` of the data.

    The keys are those of AWS's own variables and files, and never stand in the address.
    """
    if not url:
        return FOLDER
    try:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise _unreadable("it cannot be read") from error
    if parts.scheme != "s3" or not BUCKET.fullmatch(parts.netloc):
        # Not repeated: somebody may have written a key into it.
        raise _unreadable("it must begin with s3:// and the name of a bucket, without keys")
    if unknown := sorted(asked.keys() - OPTIONS.keys()):
        raise _unreadable(f"it may name endpoint and region, and not {', '.join(unknown)}")
    endpoint = urlsplit(asked.get("endpoint", "https://"))
    if endpoint.scheme not in ("http", "https"):
        raise _unreadable("its endpoint must begin with https:// (or http://)")
    options = {OPTIONS[name]: value for name, value in asked.items()}
    return {
        "BACKEND": "provenance.objects.Objects",
        "OPTIONS": {"bucket_name": parts.netloc, "location": parts.path.strip("/"), **options},
    }


def _unreadable(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"PROVENANCE_FILES_URL: {why}. Write it as {FORM}")
