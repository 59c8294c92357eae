"""The places where a quote stands letter for letter.

PURE: no Django.
"""

import math
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from claims.anchoring.beside import _beside
from claims.anchoring.found import Anchor, Selector
from claims.anchoring.limits import _PLACES
from claims.anchoring.words import _INSIDE


def _places(text: str, selector: Selector) -> list[int]:
    """Where the exact words stand whole, the places from shortly before the stored offset first."""
    joined = selector.prefix + selector.exact + selector.suffix
    opening = len(selector.prefix)
    cut_start = _is_inside(joined, opening)
    cut_end = _is_inside(joined, opening + len(selector.exact))
    return [
        at
        for at in _hits(text, selector.exact, max(0, (selector.start or 0) - 20_000))
        if (cut_start or not _is_inside(text, at))
        and (cut_end or not _is_inside(text, at + len(selector.exact)))
    ]


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and _INSIDE.match(text, at) is not None


def _hits(text: str, exact: str, origin: int) -> Iterator[int]:
    """Every offset of the exact characters from `origin` on, then those before it; `_PLACES` at most."""
    left = _PLACES
    for begin, stop in ((origin, len(text)), (0, origin + len(exact) - 1)):
        at = text.find(exact, begin, stop)
        while at >= 0 and left:
            yield at
            left -= 1
            at = text.find(exact, at + 1, stop)


def _best_place(text: str, selector: Selector) -> int | None:
    """The exact place that its context, then the stored offset, speak for; None when there is none."""
    stored = selector.start
    if stored is not None and _undisturbed(text, selector, stored):
        return stored
    places = _places(text, selector)
    if stored is not None and not (selector.prefix or selector.suffix):
        # Nothing was stored that could say the quote was cut inside a word; its own offset may.
        places += [stored] * (stored >= 0 and text.startswith(selector.exact, stored))
    return max(
        places, key=lambda at: _context(text, selector, at) + _nearness(stored, at), default=None
    )


def _undisturbed(text: str, selector: Selector, at: int) -> bool:
    before = at - len(selector.prefix)
    joined = selector.prefix + selector.exact + selector.suffix
    return (
        bool(selector.prefix and selector.suffix)
        and before >= 0
        and text.startswith(joined, before)
    )


def _context(text: str, selector: Selector, at: int) -> float:
    """How far the text around an exact place is the stored context, 0 to 1; 1 when none was stored."""
    end = at + len(selector.exact)
    sides = []
    if selector.prefix:
        before = text[max(0, at - len(selector.prefix)) : at]
        sides.append(Indel.normalized_similarity(selector.prefix, before))
    if selector.suffix:
        after = text[end : end + len(selector.suffix)]
        sides.append(Indel.normalized_similarity(selector.suffix, after))
    return math.fsum(sides) / len(sides) if sides else 1.0


def _nearness(stored: int | None, at: int) -> float:
    """A little for standing where it stood, too little to outweigh the context."""
    return 0.0 if stored is None else 0.1 / (1 + abs(at - stored) / 1000)


def _standing(text: str, selector: Selector, at: int) -> Anchor:
    """The anchor of a quote whose exact words stand at `at`."""
    end = at + len(selector.exact)
    if turned := _beside(text, selector, at, end):
        return Anchor(at, end, "changed", 1.0, turned)
    return Anchor(at, end, "identical" if selector.start in (None, at) else "moved", 1.0)
