"""Which passages are worth comparing: those that share rare words with the quote.

PURE: no Django.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest

from claims.anchoring.candidates import _Candidate, _candidate, _Page, _Quote
from claims.anchoring.exact import _is_inside
from claims.anchoring.limits import _FLOOR_SHARED, _PASSAGES, _POSITIONS, _VOTES
from claims.anchoring.verdict import _common, _runs, _weight


def _passages(page: _Page, quote: _Quote) -> list[_Candidate]:
    """A few passages that share rare words with the quote or its context, with several boundaries."""
    found = {}
    for shift in _shifts(page, quote):
        for first, last in _aligned(page, quote, shift):
            found[first, last] = _candidate(page, quote, first, last)
    return list(found.values())


def _shifts(page: _Page, quote: _Quote) -> list[int]:
    """Where the quote's first word may stand, as word indexes: the diagonals with the most votes.

    Each rare word of the quote and of its context votes for the shift between its two places, by
    how rare it is. Shifts that differ by a few inserted words fall in one bucket; buckets overlap.
    """
    width = max(4, len(quote.keys) // 3)
    exact: dict[int, float] = defaultdict(float)
    for shift, weight in _votes(page, quote):
        exact[shift] += weight
    heat: dict[int, float] = defaultdict(float)
    for shift, weight in exact.items():
        heat[shift // width] += weight
        heat[shift // width - 1] += weight
    hottest = nlargest(2 * _PASSAGES, heat, key=lambda bucket: heat[bucket])
    spans = (range(bucket * width, (bucket + 2) * width) for bucket in hottest)
    shifts = dict.fromkeys(max(span, key=lambda shift: exact.get(shift, 0.0)) for span in spans)
    return list(shifts)[:_PASSAGES]


def _votes(page: _Page, quote: _Quote) -> Iterator[tuple[int, float]]:
    length, before = len(quote.keys), len(quote.keys_before)
    said = [*quote.keys_before, *quote.keys, *quote.keys_after]
    places = enumerate(said, start=-before)
    sought = [(i, key, 1.0 if 0 <= i < length else 0.5) for i, key in places if page.where(key)]
    sought.sort(key=lambda word: len(page.where(word[1])))
    left = _VOTES
    for place, key, worth in sought:
        positions = page.where(key)[:_POSITIONS]
        weight = worth * math.log(1 + len(page.words.keys) / len(positions))
        for position in positions:
            yield position - place, weight
        left -= len(positions)
        if left <= 0:
            return


def _aligned(page: _Page, quote: _Quote, shift: int) -> set[tuple[int, int]]:
    """The passages to try around a shift, as first and last words; none when they share too little."""
    slack = len(quote.keys) // 2 + 8
    high = max(0, shift + len(quote.keys) + slack)
    pairs = set()
    # Of two equal words, alignment takes the first even when the second is meant; from the shift
    # itself it has no choice.
    for low in {max(0, shift - slack), max(0, shift)}:
        window = page.words.keys[low:high]
        if _common(quote.keys, window) >= _FLOOR_SHARED * math.fsum(map(_weight, quote.keys)):
            pairs |= _boundaries(page, quote, low, _chain(quote.keys, window))
    return {(first, last) for first, last in pairs if first < last}


def _boundaries(
    page: _Page, quote: _Quote, low: int, runs: Sequence[tuple[int, int, int]]
) -> set[tuple[int, int]]:
    """Around the matched words: the unmatched ones were dropped, replaced, or moved to the other end."""
    if not runs:
        return set()
    (was_first, now_first, _), (was_last, now_last, size) = runs[0], runs[-1]
    first, last = low + now_first, low + now_last + size
    head, tail = was_first, len(quote.keys) - was_last - size
    unmatched = len(quote.keys) - sum(size for _, _, size in runs)
    pairs = {(first - n, last) for n in _reaches(head, unmatched)}
    pairs |= {(first, last + n) for n in _reaches(tail, unmatched)}
    pairs |= {(first - head, last + tail)}
    return {_whole(page, quote, begin, end) for begin, end in pairs}


def _reaches(outer: int, unmatched: int) -> set[int]:
    """How far beyond the matched words a passage may reach, in words."""
    near = range(outer + 2) if 0 < outer <= 4 else (0, outer)
    return {*near, unmatched}


def _whole(page: _Page, quote: _Quote, first: int, last: int) -> tuple[int, int]:
    """The range inside the text, with the rest of a hyphenated word that the quote did not cut."""
    words, total = page.words, len(page.words.keys)
    first, last = max(0, first), min(total, last)
    if 0 < first < total and not quote.cut_start and _is_inside(page.text, words.starts[first]):
        first -= 1
    if 0 < last < total and not quote.cut_end and _is_inside(page.text, words.ends[last - 1]):
        last += 1
    return first, last


def _chain(quote: list[str], window: list[str]) -> list[tuple[int, int, int]]:
    """The runs of words (place in quote, place in window, length) shared in order, without strays.

    From a longest common subsequence, the stretch with the most weight for its gaps (Kadane's maximum
    subarray): a "the" ten words away is no part of the passage.
    """
    best: list[tuple[int, int, int]] = []
    chain: list[tuple[int, int, int]] = []
    best_weight = weight = 0.0
    for was, now, size in _runs(quote, window):
        gap = now - (chain[-1][1] + chain[-1][2]) if chain else 0
        weight -= 0.3 * gap
        if weight <= 0:
            chain, weight = [], 0.0
        chain.append((was, now, size))
        weight += math.fsum(map(_weight, quote[was : was + size]))
        if weight > best_weight:
            best, best_weight = list(chain), weight
    return best
