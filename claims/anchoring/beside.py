"""What stands right beside a quote and turns its meaning.

PURE: no Django.
"""

import re

from claims.anchoring.found import Difference, Selector
from claims.anchoring.limits import CONTEXT
from claims.anchoring.order import _COMPARATORS, _HEDGES, _NEGATIONS, _UNITS
from claims.anchoring.terms import _ARTICLE_MATTERS, _EMPTY_WORDS, _Term, _terms
from claims.anchoring.words import _words

_CLAUSE_END = re.compile(r"[.!?;:][\"'”’)\]]*(?=\s|$)|\n\s*(?:\n|(?=\W*[A-ZÀ-Þ]))")


def _beside(text: str, selector: Selector, start: int, end: int) -> tuple[Difference, ...]:
    """Negations, hedges, comparators and units beside `text[start:end]` that came or went.

    A side whose context was not stored is not judged.
    """
    exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
    pairs = []
    if prefix or selector.start == 0:
        now = text[max(0, start - (len(prefix) or CONTEXT)) : start]
        pairs.append((_turning_before(prefix, exact), _turning_before(now, exact)))
    if suffix:
        now = text[end : end + len(suffix)]
        pairs.append((_turning_after(suffix, exact), _turning_after(now, exact)))
    return tuple(Difference(" ".join(was), " ".join(now)) for was, now in pairs if was != now)


def _turning_before(context: str, exact: str) -> list[str]:
    """The last four words' negations and hedges; comparators near a figure."""
    # The quote's first letter tells whether a line break before it ends a clause.
    terms = _all_terms(_CLAUSE_END.split(context + exact[0])[-1][:-1])[-4:]
    turning = [term.key for term in terms if term.key in _NEGATIONS | _HEDGES]
    opening = _all_terms(exact[:80])[:1]
    if opening and opening[0].is_figure:
        turning += [term.key for term in terms[-3:] if term.key in _COMPARATORS]
        turning += [term.key for term in terms[-1:] if term.key in _UNITS]
    if opening and opening[0].key in _ARTICLE_MATTERS:
        turning += [term.key for term in terms[-1:] if term.key in _EMPTY_WORDS]
    return turning


def _turning_after(context: str, exact: str) -> list[str]:
    """The next two words' negations and hedges; a unit after a figure; a question mark."""
    # The quote's last character may be its full stop.
    terms = _all_terms(_CLAUSE_END.split(exact[-1] + context, maxsplit=1)[0][1:])[:2]
    turning = [term.key for term in terms if term.key in _NEGATIONS | _HEDGES]
    closing = _all_terms(exact[-80:])[-1:]
    if closing and closing[0].is_figure:
        turning += [term.key for term in terms[:1] if term.key in _UNITS]
    if context.lstrip("\"'”’")[:1] == "?":
        turning.append("?")
    return turning


def _all_terms(text: str) -> list[_Term]:
    words = _words(text)
    return _terms(text, words, 0, len(words.keys))
