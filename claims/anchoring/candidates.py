"""Passages that may be the quote, compared with it.

PURE: no Django.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from rapidfuzz.distance import Indel

from claims.anchoring.beside import _beside
from claims.anchoring.exact import _is_inside, _standing
from claims.anchoring.found import Anchor, Difference, Selector
from claims.anchoring.limits import (
    _FLOOR,
    _FLOOR_ALONE,
    _FLOOR_FAR,
    _FLOOR_NEAR,
    _LONG,
    _MARGIN,
    _POSITIONS,
    _SMALL,
    CONTEXT,
)
from claims.anchoring.terms import _meaningful, _Term, _terms, _terms_at
from claims.anchoring.verdict import _differences, _similarity, _weigh, _weight
from claims.anchoring.words import _TOKEN, _Words, _words


@dataclass(frozen=True)
class _Page:
    """A text and, once a quote is not simply there, the index of its words."""

    text: str

    @cached_property
    def words(self) -> _Words:
        return _words(self.text)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Each word's places, as indexes into `words`."""
        positions: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.words.keys):
            positions[key].append(index)
        return dict(positions)

    @cached_property
    def _terms_read(self) -> dict[int, tuple[_Term, ...]]:
        return {}

    def where(self, key: str) -> list[int]:
        """The places of one word, as indexes into `words`."""
        return self.positions.get(key, [])

    def terms(self, first: int, last: int) -> list[_Term]:
        """The terms of a passage; each word is read once, however many passages share it."""
        for index in range(first, last):
            if index not in self._terms_read:
                self._terms_read[index] = _terms_at(self.text, self.words, index)
        return [term for index in range(first, last) for term in self._terms_read[index]]


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")


@dataclass(frozen=True)
class _Side:
    """The stored context on one side of a quote: its whole words, in reading order, and how many of
    them, next to the quote, belong to its own sentence. No words: the quote stood at that end."""

    keys: list[str]
    near: int


@dataclass(frozen=True)
class _Quote:
    """A selector read as words. A side is None when it was not stored. `cut_start`, `cut_end`: the quote
    began or ended inside a word when it was taken; its words are whole all the same."""

    selector: Selector
    keys: list[str]
    terms: list[_Term]
    before: _Side | None
    after: _Side | None
    cut_start: bool
    cut_end: bool

    @cached_property
    def weight(self) -> float:
        return _weigh(_meaningful(self.terms))

    @property
    def stored(self) -> int:
        """How many sides of the context were stored."""
        return (self.before is not None) + (self.after is not None)

    @property
    def keys_before(self) -> list[str]:
        return self.before.keys if self.before else []

    @property
    def keys_after(self) -> list[str]:
        return self.after.keys if self.after else []


def _read(selector: Selector) -> _Quote:
    joined = selector.prefix + selector.exact + selector.suffix
    start, end = len(selector.prefix), len(selector.prefix) + len(selector.exact)
    words = _words(joined)
    first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
    return _Quote(
        selector,
        words.keys[first:last],
        _terms(joined, words, first, last),
        _side_before(selector, words, first),
        _side_after(selector, words, last, joined),
        _is_inside(joined, start),
        _is_inside(joined, end),
    )


def _side_before(selector: Selector, words: _Words, first: int) -> _Side | None:
    """The words of the prefix, without one that its beginning may have cut."""
    prefix = selector.prefix
    if not prefix and (not selector.suffix or selector.start not in (None, 0)):
        return None
    opening = min(first, bisect_left(words.starts, 1)) if len(prefix) >= CONTEXT else 0
    sentence = max((match.end() for match in _SENTENCE_END.finditer(prefix)), default=0)
    near = sum(start >= sentence for start in words.starts[opening:first])
    return _side(words.keys[opening:first], near, prefix)


def _side_after(selector: Selector, words: _Words, last: int, joined: str) -> _Side | None:
    """The words of the suffix, without one that its end may have cut."""
    suffix = selector.suffix
    if not suffix and not selector.prefix:
        return None
    closing = bisect_left(words.ends, len(joined)) if len(suffix) >= CONTEXT else len(words.keys)
    full_stop = _SENTENCE_END.search(joined, len(joined) - len(suffix) - 1)
    near = bisect_left(words.starts, full_stop.start()) if full_stop else closing
    return _side(words.keys[last:closing], max(0, near - last), suffix)


def _side(keys: list[str], near: int, context: str) -> _Side | None:
    """A long context without a word says nothing; a short one says that the text ended there."""
    return _Side(keys, near) if keys or len(context) < CONTEXT else None


@dataclass(frozen=True)
class _Candidate:
    """A passage of the page, as word indexes, end exclusive, and how it compares with the quote."""

    first: int
    last: int
    terms: list[_Term]
    differs: tuple[Difference, ...]
    similarity: float
    context: float  # 0 to 1, both sides
    stretch: int  # words more or fewer than the quote has


def _candidate(page: _Page, quote: _Quote, first: int, last: int) -> _Candidate:
    terms = page.terms(first, last)
    similarity = _similarity(quote.terms, terms)
    # What is this far from the quote is not shown to anyone, so what differs need not be known.
    near = similarity >= _FLOOR or len(quote.keys) <= 3
    differs = _differences(quote.terms, terms) if near else (Difference(quote.selector.exact, ""),)
    context = _surroundings(page, quote, first, last)
    stretch = abs(last - first - len(quote.keys))
    return _Candidate(first, last, terms, differs, similarity, context, stretch)


def _surroundings(page: _Page, quote: _Quote, first: int, last: int) -> float:
    keys, before, after = page.words.keys, quote.keys_before, quote.keys_after
    left = Indel.normalized_similarity(before, keys[max(0, first - len(before)) : first])
    right = Indel.normalized_similarity(after, keys[last : last + len(after)])
    return (left * bool(before) + right * bool(after)) / 2


def _bounded(selector: Selector) -> Selector:
    """The selector with no more context than this module stores."""
    if max(len(selector.prefix), len(selector.suffix)) <= CONTEXT:
        return selector
    prefix, suffix = selector.prefix[-CONTEXT:], selector.suffix[:CONTEXT]
    return replace(selector, prefix=prefix, suffix=suffix)


_GONE = Anchor(None, None, "gone", 0.0)


def _elsewhere(page: _Page, quote: _Quote, at: int) -> Anchor:
    """Its exact words stand in another context: moved, unless its own place shows what became of it.

    A word or two prove nothing: "41" is in many sentences.
    """
    edited = _in_place(page, quote)
    if edited and not page.words.starts[edited.first] <= at < page.words.ends[edited.last - 1]:
        return _found(page, quote, edited)
    if quote.weight < 3 and _cut_out(page, quote):
        return _GONE
    return _standing(page.text, quote.selector, at)


def _in_place(page: _Page, quote: _Quote) -> _Candidate | None:
    """The passage between the stored prefix and suffix, if the quote is still in it."""
    begins, ends = _gap(page, quote)
    passages = []
    for first in begins[:100]:
        nearest = bisect_left(ends, first + 1)
        if nearest < len(ends) and ends[nearest] - first <= 2 * len(quote.keys) + 8:
            passages.append(_candidate(page, quote, first, ends[nearest]))
    floor = _FLOOR_NEAR if _cut_out(page, quote) else 0.0
    kept = [p for p in passages if _is_kept(quote, p) and p.similarity >= floor]
    return max(kept, key=lambda passage: passage.similarity, default=None)


def _cut_out(page: _Page, quote: _Quote) -> bool:
    """Whether the stored prefix and suffix have closed up over the quote's place."""
    begins, ends = _gap(page, quote)
    return not set(ends).isdisjoint(begins)


def _gap(page: _Page, quote: _Quote) -> tuple[list[int], list[int]]:
    """Where the stored prefix ends and where the stored suffix begins, as word indexes, ascending."""
    if quote.before is None or quote.after is None:
        return [], []
    before, after = quote.before.keys, quote.after.keys
    begins = [at + len(before) for at in _finds(page, before)] if before else [0]
    return begins, _finds(page, after) if after else [len(page.words.keys)]


def _finds(page: _Page, keys: list[str]) -> list[int]:
    """Where these words stand in a row, as word indexes, ascending."""
    rarest = min(range(len(keys)), key=lambda i: len(page.where(keys[i])))
    begins = (at - rarest for at in page.where(keys[rarest]) if at >= rarest)
    found = (at for at in begins if page.words.keys[at : at + len(keys)] == keys)
    return list(islice(found, _POSITIONS))


def _is_kept(quote: _Quote, passage: _Candidate) -> bool:
    """Whether a passage in the quote's place is the quote; one word for one word counts."""
    short = len(quote.keys) <= 3 and passage.last - passage.first <= len(quote.keys) + 2
    return passage.similarity >= _FLOOR or short


def _merit(passage: _Candidate) -> tuple[float, ...]:
    differences = len(passage.differs)
    near = passage.similarity + passage.context
    return not differences, round(near, 6), -differences, -passage.stretch


def _is_same_words(
    page: _Page, quote: _Quote, passage: _Candidate, rivals: Sequence[_Candidate]
) -> bool:
    """Whether a passage that differs in no content is the quote: long enough, or where it stood."""
    if passage.differs:
        return False
    if quote.weight >= 4 or _sides(page, quote, passage):
        return True
    return not quote.stored and _is_alone(passage, rivals)


def _is_same_place(
    page: _Page, quote: _Quote, passage: _Candidate, rivals: Sequence[_Candidate]
) -> bool:
    """Whether a passage that differs in content is the quote's own place and not a lookalike."""
    sides = _sides(page, quote, passage)
    if quote.stored and sides == quote.stored:
        return _is_kept(quote, passage)
    floor = _floor(passage)
    if quote.stored and not sides:
        floor = _FLOOR_ALONE if quote.weight >= _LONG and _is_small(passage) else math.inf
    if passage.similarity < floor or _borrows(quote, passage):
        return False
    stands = sides and _sentence_stands(page, quote, passage)
    return bool(stands) or _is_alone(passage, rivals)


def _floor(passage: _Candidate) -> float:
    return _FLOOR_NEAR if _is_small(passage) else _FLOOR_FAR


def _is_small(passage: _Candidate) -> bool:
    """Whether one word, or a few next to each other, is all that differs."""
    edits = [max(len(edit.was.split()), len(edit.now.split())) for edit in passage.differs]
    return len(edits) == 1 and edits[0] <= _SMALL


def _sides(page: _Page, quote: _Quote, passage: _Candidate) -> int:
    """On how many sides the whole stored context stands unchanged."""
    before = quote.before is not None and _ends_at(page, quote.before.keys, passage.first)
    after = quote.after is not None and _begins_at(page, quote.after.keys, passage.last)
    return before + after


def _ends_at(page: _Page, keys: list[str], at: int) -> bool:
    """Whether these words stand right before `at`; no words: whether the text begins there."""
    begin = at - len(keys)
    return page.words.keys[begin:at] == keys and begin >= 0 if keys else at == 0


def _begins_at(page: _Page, keys: list[str], at: int) -> bool:
    """Whether these words stand from `at` on; no words: whether the text ends there."""
    return page.words.keys[at : at + len(keys)] == keys if keys else at == len(page.words.keys)


def _sentence_stands(page: _Page, quote: _Quote, passage: _Candidate) -> bool:
    """Whether the stored context stands unchanged as far as the quote's own sentence reaches."""
    before, after = quote.before or _Side([], 0), quote.after or _Side([], 0)
    left, right = before.keys[len(before.keys) - before.near :], after.keys[: after.near]
    standing = not left or _ends_at(page, left, passage.first)
    return standing and (not right or _begins_at(page, right, passage.last))


def _borrows(quote: _Quote, passage: _Candidate) -> bool:
    """Whether the passage's new words come from what stood beside the quote: then it is the neighbour."""
    known = {term.key for term in quote.terms}
    new = {term.key for term in passage.terms if _weight(term.key) == 1.0} - known
    return not new.isdisjoint([*quote.keys_before, *quote.keys_after])


def _is_alone(passage: _Candidate, rivals: Sequence[_Candidate]) -> bool:
    """Whether no other passage is about as near; passages that overlap are one."""
    return not any(
        rival.similarity > passage.similarity - _MARGIN
        for rival in rivals
        if rival.last <= passage.first or rival.first >= passage.last
    )


def _around(page: _Page, quote: _Quote) -> _Candidate | None:
    """The whole words or figures around exact characters that stand inside them."""
    exact = quote.selector.exact
    at = page.text.find(exact)
    first = bisect_right(page.words.ends, at)
    last = bisect_left(page.words.starts, at + len(exact))
    return _candidate(page, quote, first, last) if at >= 0 and first < last else None


def _found(page: _Page, quote: _Quote, passage: _Candidate) -> Anchor:
    start, end = _extent(page, quote, passage)
    differs = passage.differs or _beside(page.text, quote.selector, start, end)
    return Anchor(start, end, "changed" if differs else "reworded", passage.similarity, differs)


def _extent(page: _Page, quote: _Quote, passage: _Candidate) -> tuple[int, int]:
    """A passage's offsets: its words, and the punctuation around them that the quote had too."""
    text, exact = page.text, quote.selector.exact
    start, end = page.words.starts[passage.first], page.words.ends[passage.last - 1]
    for mark in reversed(exact[: _first_letter(exact)]):
        start -= text[start - 1 : start] == mark
    for mark in exact[len(exact) - _first_letter(exact[::-1]) :]:
        end += text[end : end + 1] == mark
    return start, end


def _first_letter(text: str) -> int:
    found = _TOKEN.search(text[:CONTEXT])
    return found.start() if found else 0
