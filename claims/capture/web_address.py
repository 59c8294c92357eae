"""Which of the addresses that a document names may be kept as an article's.

PURE.
"""

from urllib.parse import urljoin, urlsplit

from claims.capture.normal import INVISIBLE

LONGEST = 2_000  # bytes: what the record keeps, and what its index holds
LONGEST_HOST = 253  # characters


def on_the_web(address: str, page: str = "") -> str:
    """An address made whole as it stands on a page; empty if it leads nowhere on the web, is longer than
    is kept, or hides characters."""
    try:
        whole = urljoin(page, address.strip())
        parts = urlsplit(whole)
        fits = len(whole.encode()) <= LONGEST and 0 < len(parts.hostname or "") <= LONGEST_HOST
        web = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return ""
    plain = whole.isprintable() and " " not in whole and not INVISIBLE.search(whole)
    return whole if fits and web and plain else ""
