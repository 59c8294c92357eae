"""The article in a web page: trafilatura's text, and what the page declares of itself.

Only words are taken. Scripts, styles, event handlers and hidden markup stay behind in the page's bytes,
and nothing of a page is ever shown as HTML.

PURE.
"""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from claims.capture import dates, linked
from claims.capture.decoding import decoded
from claims.capture.extracted import Extracted, Limits
from claims.capture.normal import one_line
from claims.capture.plain import kept
from claims.capture.refusals import Reason, refusal
from claims.capture.stubs import SHORT, stands_in_for

LABEL = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
LABEL_WITHIN = 4_096  # bytes
CANONICAL = XPath("(.//link[@rel='canonical']/@href)[1]")
SHARED_AS = XPath("(.//meta[@property='og:url']/@content)[1]")
LANGUAGE = XPath(
    "(/html/@lang | .//meta[@http-equiv='content-language']/@content"
    " | .//meta[@property='og:locale']/@content)[1]"
)
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SEEN = XPath(".//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")

# Readers' comments are nobody's article. The date is read by `dates`, so trafilatura need not search.
SETTINGS: dict[str, Any] = {
    "with_metadata": True,
    "include_comments": False,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}


def from_html(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """The text of the page's article, without menus, comments and the like, and its particulars."""
    markup, notes = decoded(content, charset or label(content))
    tree = parsed(markup)
    document = bare_extraction(tree, url=url or None, **SETTINGS) or Document()
    described = linked.articles(tree)
    address = canonical(tree, url)
    return Extracted(
        text=_article(tree, document.text or "", limits),
        title=one_line(document.title),
        byline=one_line(document.author),
        outlet=one_line(document.sitename),
        canonical_url=address,
        published_on=dates.published(tree, described, address or url),
        modified_on=dates.modified(tree, described),
        language=language(tree),
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
    """The page as a tree. A fragment is given the page around it that trafilatura insists on."""
    tree = load_html(markup)
    if tree is None:
        tree = load_html(f"<html><head></head><body>{markup}</body></html>")
    if tree is None:
        raise refusal(Reason.DAMAGED)
    return tree


def canonical(tree: HtmlElement, url: str) -> str:
    """The address by which the page wants to be known; empty if it names none on the web."""
    for path in (CANONICAL, SHARED_AS):
        for found in path(tree):
            address = _on_the_web(urljoin(url, found.strip()))
            if address:
                return address
    return ""


def language(tree: HtmlElement) -> str:
    """The language that the page declares, as a tag such as en-GB."""
    found = next((str(value).strip().replace("_", "-") for value in LANGUAGE(tree)), "")
    return found if TAG.fullmatch(found) and len(found) <= 35 else ""


def _on_the_web(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""


def _article(tree: HtmlElement, text: str, limits: Limits) -> str:
    """The text, unless there is none or another page stands in its place."""
    shown = text or " ".join(SEEN(tree))[: SHORT + 1]
    if what := stands_in_for(shown):
        raise refusal(Reason.STUB, what=what)
    return kept(text, limits)


def _doubts(described: list[dict[str, Any]], address: str, url: str) -> list[str]:
    """What a person should know who takes the text for the whole article of that outlet."""
    doubts = []
    if any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in described):
        doubts.append(
            "The page says that the article is not free to read: this may be only its beginning."
        )
    if url and address and _site(address) != _site(url):
        doubts.append(
            f"The page names {_site(address)} as the site it belongs to: it may be a copy from there."
        )
    return doubts


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
