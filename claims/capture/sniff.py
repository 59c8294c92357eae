"""What a file is, from its own bytes. The header or the file's name is heard, never believed alone.

PURE. In the spirit of the MIME Sniffing standard, for the few kinds that can be captured. The answer is
one of `text/html`, `application/pdf`, `text/plain`, `application/warc` (compressed or not),
`application/gzip` and `application/octet-stream`.
"""

import re
import zlib

HTML, PDF, TEXT = "text/html", "application/pdf", "text/plain"
WARC, GZIP, OTHER = "application/warc", "application/gzip", "application/octet-stream"

LOOKED_AT = 1445  # bytes, as in the standard
UTF8, UTF16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
PREAMBLE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+"
OPENS_HTML = re.compile(
    PREAMBLE
    + rb"<(?:!--|(?:!doctype html|html|head|body|title|meta|link|script|style|iframe|table|div|font"
    rb"|article|main|section|header|h1|p|a|b|br)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def essence(content_type: str) -> str:
    """The type in a Content-Type header, without its parameters."""
    return re.split("[;,]", content_type)[0].strip().lower()


def sniff(content: bytes, declared: str) -> str:
    """What some content is. `declared` decides only among kinds of text: HTML that is labelled plain text
    stays plain text, as browsers show it, and text that is labelled HTML is HTML."""
    head = _head(content)
    if head.lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"WARC/"):
        return WARC
    if head.startswith(b"\x1f\x8b"):
        return WARC if _gzip_opening(head).startswith(b"WARC/") else GZIP
    if BINARY.search(head):
        return OTHER
    return _kind_of_text(head, essence(declared))


def _head(content: bytes) -> bytes:
    """The first bytes, with a byte order mark removed and UTF-16 made readable."""
    head = content[:LOOKED_AT]
    if head.startswith(UTF16):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(UTF8)


def _gzip_opening(head: bytes) -> bytes:
    """The first bytes of what is packed in a gzip file."""
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _kind_of_text(head: bytes, declared: str) -> str:
    """HTML or plain text."""
    if declared == TEXT:
        return TEXT
    if declared in {HTML, "application/xhtml+xml"} or OPENS_HTML.match(head):
        return HTML
    return TEXT
