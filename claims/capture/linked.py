"""What a page says of itself in JSON-LD, as search engines read it.

PURE.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from claims.capture.finding import elements

SCRIPTS = XPath(".//script[@type='application/ld+json']")
ARTICLE = re.compile(r"(Article|Posting|Report|Review)$")
INSIDE = (
    "@graph",
    "mainEntity",
)  # where the page's own article may stand; lists of others are left out


def articles(tree: HtmlElement) -> list[dict[str, Any]]:
    """The articles that the page says it is."""
    return [thing for thing in _things(tree) if any(map(ARTICLE.search, _types(thing)))]


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Everything described at the top of the page's scripts, and what stands inside that."""
    waiting = [_parsed(script.text) for script in elements(SCRIPTS, tree)]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[name] for name in INSIDE if name in thing)


def _parsed(script: str | None) -> Any:
    """A script's content; None if it is not JSON."""
    try:
        return json.loads(script or "null", strict=False)
    except (ValueError, RecursionError):
        return None


def _types(thing: dict[str, Any]) -> list[str]:
    found = thing.get("@type")
    return [
        name for name in (found if isinstance(found, list) else [found]) if isinstance(name, str)
    ]
