"""A quote that stands nowhere letter for letter: the passage that it became, or none.

PURE: no Django.
"""

from claims.anchoring.candidates import (
    _GONE,
    _around,
    _bounded,
    _Candidate,
    _cut_out,
    _elsewhere,
    _extent,
    _found,
    _in_place,
    _is_same_place,
    _is_same_words,
    _merit,
    _Page,
    _Quote,
    _read,
)
from claims.anchoring.exact import _best_place, _context, _standing
from claims.anchoring.found import Anchor, Passage, Selector
from claims.anchoring.limits import _BACKED, _FLOOR_NEAREST
from claims.anchoring.seeds import _passages


def _anchor(page: _Page, selector: Selector) -> Anchor:
    selector = _bounded(selector)
    at = _best_place(page.text, selector)
    if at is not None and _context(page.text, selector, at) >= _BACKED:
        return _standing(page.text, selector, at)
    quote = _read(selector)
    if not quote.keys:
        return _standing(page.text, selector, at) if at is not None else _GONE
    if at is not None:
        return _elsewhere(page, quote, at)
    found = _in_place(page, quote)
    # A gap with more words than the quote may hold the quote and an insertion beside it.
    if not found or found.last - found.first > len(quote.keys):
        found = max(filter(None, (found, _search(page, quote))), key=_merit, default=None)
    return _found(page, quote, found) if found else _GONE


def _search(page: _Page, quote: _Quote) -> _Candidate | None:
    """The best passage that is the same place by the rules of this module; None when none is."""
    passages = _passages(page, quote)
    cut_out = bool(passages) and _cut_out(page, quote)
    kept = [
        passage
        for passage in passages
        if _is_same_words(page, quote, passage, passages)
        or (passage.differs and not cut_out and _is_same_place(page, quote, passage, passages))
    ]
    return max(kept, key=_merit, default=None)


def _nearest(page: _Page, selector: Selector) -> Passage | None:
    quote = _read(selector)
    near = max(_passages(page, quote), key=_merit, default=None)
    if near is None or near.similarity < _FLOOR_NEAREST:
        near = _around(page, quote)
    if near is None:
        return None
    start, end = _extent(page, quote, near)
    return Passage(start, end, page.text[start:end], near.similarity, near.differs)
