"""What is read by what. This runs in a child process: see `child`.

PURE.
"""

from claims.capture.drafts import VERBATIM, from_verbatim
from claims.capture.extracted import Extracted, Limits
from claims.capture.html import from_html
from claims.capture.pdf import from_pdf
from claims.capture.plain import from_plain
from claims.capture.refusals import Reason, refusal
from claims.capture.sniff import GZIP, HTML, PDF, WARC
from claims.capture.warc import from_warc
from claims.capture.word import WORD, from_word

READERS = {
    HTML: from_html,
    "application/xhtml+xml": from_html,
    PDF: from_pdf,
    VERBATIM: from_verbatim,
    WORD: from_word,
}
WARCS = {WARC, "application/warc+gzip", "application/x-warc"}


def read(
    content: bytes, media_type: str, charset: str, url: str, limits: Limits
) -> tuple[Extracted, ...]:
    """The documents in some content. A type that nothing here reads is tried as text, which refuses what
    is none and says why."""
    if not content:
        raise refusal(Reason.EMPTY)
    if media_type == GZIP:
        raise refusal(Reason.COMPRESSED)
    if media_type in WARCS:
        return from_warc(content, charset, url, limits)
    return (READERS.get(media_type, from_plain)(content, charset, url, limits),)
