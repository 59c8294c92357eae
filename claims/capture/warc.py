"""The web pages in a web archive (WARC, compressed or not).

Only whole answers to requests, with status 200 and labelled as HTML, are pages. One that cannot be read is
named in the notes of the first that can; if none can, the archive is refused.

PURE.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from claims.capture.extracted import Extracted, Limits
from claims.capture.html import from_html
from claims.capture.refusals import NotExtracted, Reason, refusal
from claims.capture.sniff import HTML, essence
from claims.capture.web_address import on_the_web

HTML_TYPES = {HTML, "application/xhtml+xml"}
GZIP = b"\x1f\x8b"
# What warcio raises, and what it stumbles over, in an archive that is damaged.
STUMBLES = (ValueError, AttributeError, TypeError, LookupError)
BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, *STUMBLES)
SHARE = 8  # of the memory allowed, what the bytes of one page may take
NAMED = 5  # pages that could not be read, each with its reason

ALTERED = "The page is not what the archive's checksum says: it was altered or damaged since."
CUT_OFF = "The web archive is damaged or was cut off: pages may be missing from it. Get it again."
FIRST_ONLY = "The web archive holds more pages: only the first"


@dataclass(frozen=True)
class Response:
    """A page as the archive holds it. `whole` is false if bytes are missing, `intact` is false if they
    do not match the archive's own checksum."""

    url: str
    recorded: str
    content_type: str
    payload: bytes
    whole: bool
    intact: bool


def from_warc(content: bytes, charset: str, url: str, limits: Limits) -> tuple[Extracted, ...]:
    """Each page of the archive, with the address that it was recorded from."""
    pages: list[Extracted] = []
    troubles: list[NotExtracted] = []
    try:
        for tried, response in enumerate(responses(content, limits.memory // SHARE)):
            if tried == limits.responses:
                troubles.append(NotExtracted(Reason.TOO_LONG, f"{FIRST_ONLY} {tried} were read."))
                break
            _read(response, limits, pages, troubles)
    except BROKEN:
        troubles.append(NotExtracted(Reason.DAMAGED, CUT_OFF))
    if not pages:
        raise _nothing(troubles)
    pages[0] = replace(pages[0], notes=(*pages[0].notes, *_shortened(troubles)))
    return tuple(pages)


def responses(content: bytes, most: int) -> Iterator[Response]:
    """The archive's answers that are web pages, their transfer and compression undone."""
    for record in ArchiveIterator(BytesIO(_members(content, most)), check_digests=True):
        if record.rec_type == "response" and _is_page(record):
            yield _response(record, most)


def _read(
    response: Response, limits: Limits, pages: list[Extracted], troubles: list[NotExtracted]
) -> None:
    """Add the page, or what was the trouble with it."""
    try:
        if not response.whole:
            raise refusal(Reason.DAMAGED)
        charset = _charset(response.content_type)
        page = from_html(response.payload, charset, response.url, limits)
    except NotExtracted as error:
        where = response.url or "A page without an address"
        troubles.append(NotExtracted(error.reason, f"{where}: {error.message}"))
    else:
        notes = [f"Recorded in a web archive at {response.recorded}."] if response.recorded else []
        notes += [] if response.intact else [ALTERED]
        pages.append(replace(page, notes=(*notes, *page.notes)))


def _nothing(troubles: list[NotExtracted]) -> NotExtracted:
    """Why an archive gave no page: its one trouble, or the first of several."""
    if not troubles:
        return refusal(Reason.NO_WEB_PAGE)
    reasons = {trouble.reason for trouble in troubles}
    reason = reasons.pop() if len(reasons) == 1 else Reason.NO_WEB_PAGE
    opening = ["No page of the web archive could be read."]
    return NotExtracted(reason, " ".join(opening + _shortened(troubles)))


def _shortened(troubles: list[NotExtracted]) -> list[str]:
    """The first few troubles, and how many there are besides."""
    told = [trouble.message for trouble in troubles[:NAMED]]
    more = len(troubles) - NAMED
    return told + ([f"{more:,} more could not be read."] if more > 0 else [])


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    return essence(headers.get_header("Content-Type", "")) in HTML_TYPES


def _response(record: Any, most: int) -> Response:
    payload = record.content_stream().read(most + 1) or b""
    if len(payload) > most:
        raise refusal(Reason.MEMORY)
    while record.raw_stream.read(65_536):
        pass
    return Response(
        url=on_the_web((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")),
        recorded=record.rec_headers.get_header("WARC-Date") or "",
        content_type=record.http_headers.get_header("Content-Type", ""),
        payload=payload,
        whole=getattr(record.raw_stream, "limit", 0) <= 0,
        intact=record.digest_checker is None or record.digest_checker.passed is not False,
    )


def _charset(content_type: str) -> str:
    """The charset parameter of a Content-Type header."""
    parameters = (part.partition("=") for part in content_type.split(";")[1:])
    named = (value for name, _, value in parameters if name.strip().lower() == "charset")
    return next(named, "").strip(" \"'")


def _members(content: bytes, most: int) -> bytes:
    """The archive with one gzip member a record, as readers of WARC want it; one that was compressed
    whole is decompressed."""
    if not content.startswith(GZIP):
        return content
    whole = zlib.decompressobj(31)
    try:
        plain = whole.decompress(content, most + 1)
    except zlib.error:
        return content
    single = whole.eof and not whole.unused_data and len(plain) <= most
    return plain if single else content
