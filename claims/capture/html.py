"""The article in a web page: trafilatura's text, and what the page declares of itself.

Only words are taken. Scripts, styles, event handlers and hidden markup stay behind in the page's bytes,
and nothing of a page is ever shown as HTML.

PURE.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from claims.capture import dates, linked, particulars
from claims.capture.decoding import decoded
from claims.capture.extracted import Extracted, Limits
from claims.capture.finding import strings
from claims.capture.particulars import site
from claims.capture.plain import kept
from claims.capture.refusals import Reason, refusal
from claims.capture.stubs import SHORT, stands_in_for

LABEL = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
LABEL_WITHIN = 4_096  # bytes
SEEN = XPath(".//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")


def from_html(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """The text of the page's article, without menus, readers' comments and the like, and what the page
    says of itself."""
    markup, notes = decoded(content, charset or label(content))
    tree = parsed(markup)
    document: Any = bare_extraction(tree, url=url or None, include_comments=False)
    title, byline, outlet = particulars.named(tree, url)
    described = linked.articles(tree)
    address = particulars.canonical(tree, url)
    published, modified = dates.declared(tree, described, address or url)
    return Extracted(
        text=_article(tree, document.text if document else "", limits),
        title=title,
        byline=byline,
        outlet=outlet,
        canonical_url=address,
        published_on=published,
        modified_on=modified,
        language=particulars.language(tree),
        notes=notes + tuple(_doubts(described, address, url)),
        content=content,
        url=url,
        media_type="text/html",
    )


def label(content: bytes) -> str:
    """The encoding that a page names near its beginning."""
    found = LABEL.search(content[:LABEL_WITHIN])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def parsed(markup: str) -> HtmlElement:
    """The page as a tree. A fragment is given the page around it that trafilatura insists on; what is no
    tree even then ran out of memory, which trafilatura keeps to itself."""
    tree = load_html(markup)
    if tree is None:
        tree = load_html(f"<html><head></head><body>{markup}</body></html>")
    if tree is None:
        raise refusal(Reason.MEMORY)
    return tree


def _article(tree: HtmlElement, text: str, limits: Limits) -> str:
    """The text, unless there is none or another page stands in its place."""
    shown = text or " ".join(strings(SEEN, tree))[: SHORT + 1]
    if what := stands_in_for(shown):
        raise refusal(Reason.STUB, what=what)
    return kept(text, limits)


def _doubts(described: list[dict[str, Any]], address: str, url: str) -> Iterator[str]:
    """What a person should know who takes the text for the whole article of that outlet."""
    if any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in described):
        yield "The page says that the article is not free to read: this may be only its beginning."
    if url and address and site(address) != site(url):
        yield f"The page names {site(address)} as the site it belongs to: it may be a copy from there."
