"""XPath on a page's tree, with types: an expression that finds elements, and one that finds strings.

PURE.
"""

from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement


def elements(path: XPath, tree: HtmlElement) -> list[HtmlElement]:
    """The elements that the expression finds."""
    found: Any = path(tree)
    return found


def strings(path: XPath, tree: HtmlElement) -> list[str]:
    """The attributes or texts that the expression finds."""
    return list(map(str, elements(path, tree)))
