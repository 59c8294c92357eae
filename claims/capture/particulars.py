"""What a web page says of itself: title, author, outlet, address and language.

Title, author and outlet are trafilatura's, found by the same steps as in its `extract_metadata`, which a
test compares. Called here one by one, because half the time of that function goes into dates (which
`dates` reads more strictly), categories, tags and licences, which nobody needs.

PURE.
"""

import re
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import metadata
from trafilatura.settings import Document

from claims.capture.finding import strings
from claims.capture.normal import one_line
from claims.capture.web_address import on_the_web

CANONICAL = XPath("(.//link[@rel='canonical']/@href)[1]")
SHARED_AS = XPath("(.//meta[@property='og:url']/@content)[1]")
LANGUAGE = XPath(
    "(/html/@lang | .//meta[@http-equiv='content-language']/@content"
    " | .//meta[@property='og:locale']/@content)[1]"
)
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_TAG = 35


def named(tree: HtmlElement, url: str) -> tuple[str, str, str]:
    """Title, byline and outlet; empty where trafilatura finds none."""
    document = metadata.examine_meta(tree)
    if document.author and " " not in document.author:
        document.author = None
    document = _described(tree, document)
    document.title = document.title or metadata.extract_title(tree)
    document.author = document.author or metadata.extract_author(tree)
    outlet = document.sitename or metadata.extract_sitename(tree)
    document.sitename = _outlet(outlet) if outlet else _host(canonical(tree, url) or url)
    document.clean_and_trim()
    return one_line(document.title), one_line(document.author), one_line(document.sitename)


def canonical(tree: HtmlElement, url: str) -> str:
    """The address by which the page wants to be known; empty if it names none on the web."""
    found = strings(CANONICAL, tree) + strings(SHARED_AS, tree)
    return next((address for name in found if (address := on_the_web(name, url))), "")


def language(tree: HtmlElement) -> str:
    """The language that the page declares, as a tag such as en-GB."""
    found = "".join(strings(LANGUAGE, tree)).strip().replace("_", "-")
    return found if TAG.fullmatch(found) and len(found) <= LONGEST_TAG else ""


def site(url: str) -> str:
    """The host in an address, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _described(tree: HtmlElement, document: Document) -> Document:
    """What JSON-LD adds; trafilatura's reader of it stumbles over some."""
    try:
        return metadata.extract_meta_json(tree, document)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return document


def _outlet(name: str) -> str:
    """A name without the sign of a Twitter account, and with a capital unless it is a host."""
    name = name.lstrip("@")
    return name if "." in name or name[:1].isupper() else name.title()


def _host(url: str) -> str | None:
    found = metadata.META_URL.match(url)
    return found[1] if found else None
