"""What became of a quote: the differences between two wordings, and what they weigh.

PURE: no Django.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from claims.anchoring.found import Difference
from claims.anchoring.limits import _CELLS
from claims.anchoring.order import _reordered
from claims.anchoring.terms import _EMPTY_WORDS, _alike, _keys, _meaningful, _same_words, _Term
from claims.anchoring.words import _set


def _differences(was: Sequence[_Term], now: Sequence[_Term]) -> tuple[Difference, ...]:
    """What differs in content; empty when the passage is only reworded."""
    was, now = _meaningful(was), _meaningful(now)
    if _same_words(was, now) or _reordered(was, now):
        return ()
    blocks = [(left, right) for same, left, right in _blocks(was, now) if not same]
    differing = [(left, right) for left, right in blocks if not _same_words(left, right)]
    return tuple(Difference(_written(a), _written(b)) for a, b in differing or [(was, now)])


def _blocks(
    was: Sequence[_Term], now: Sequence[_Term]
) -> Iterator[tuple[bool, Sequence[_Term], Sequence[_Term]]]:
    """Both passages in stretches: whether a stretch is the same, and its terms in each."""
    i = j = 0
    for a, b, size in [*_runs(_keys(was), _keys(now)), (len(was), len(now), 0)]:
        if i < a or j < b:
            yield False, was[i:a], now[j:b]
        if size:
            yield True, was[a : a + size], now[b : b + size]
        i, j = a + size, b + size


def _runs(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int, int]]:
    """The runs of words (place in each, length) of a longest common subsequence, bit-parallel
    (Hyyrö 2004, in rapidfuzz)."""
    if len(was) * len(now) > _CELLS:
        return []
    blocks = LCSseq.editops(was, now).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _written(terms: Sequence[_Term]) -> str:
    return " ".join(term.written or term.key for term in terms)


_LIGHT_WORDS = _EMPTY_WORDS | _set(
    "of to in on at and by for as with from is was are were be been has have had this these those it its "
    "he she they his her their"
)


def _weight(key: str) -> float:
    """What a word says about which passage this is."""
    return 0.3 if key in _LIGHT_WORDS else 1.0


def _weigh(terms: Iterable[_Term]) -> float:
    return math.fsum(_weight(term.key) for term in terms)


def _similarity(was: Sequence[_Term], now: Sequence[_Term]) -> float:
    """The weighted share of the words, 0 to 1, that both have, in order or, for a swap, in any."""
    longer = max(_weigh(was), _weigh(now))
    in_order = 0.0
    for same, left, right in _blocks(was, now):
        in_order += _weigh(left) if same else _kinship(left, right)
    in_any = _common(_keys(was), _keys(now))
    return min(1.0, max(in_order, in_any) / longer) if longer else 0.0


def _kinship(was: Sequence[_Term], now: Sequence[_Term]) -> float:
    """What replaced words still say about where they stood: all for an inflection, half for a figure."""
    if len(was) * len(now) > 50:
        return 0.0
    return math.fsum(max((_kin(one, other) for other in now), default=0.0) for one in was)


def _kin(was: _Term, now: _Term) -> float:
    if _alike(was, now):
        return min(_weight(was.key), _weight(now.key))
    return 0.5 if was.is_figure and now.is_figure else 0.0


def _common(one: Iterable[str], other: Iterable[str]) -> float:
    """The weight of the words that both have, in any order."""
    return math.fsum(map(_weight, (Counter(one) & Counter(other)).elements()))
