"""Quotes of an excerpt: passages of an article with gaps between them."""

import re

from claims.anchoring.found import Selector

LEFT_OUT = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")  # stands between the passages


def of_excerpt(selector: Selector) -> Selector:
    """What a quote that was selected in an excerpt is found by in the whole text. An excerpt does not tell
    what stood before its passages and after them, nor where in the article they stood."""
    before, after = LEFT_OUT.split(selector.prefix), LEFT_OUT.split(selector.suffix)
    return Selector(selector.exact, before[-1], after[0])
