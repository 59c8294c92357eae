"""What differs between two texts, word by word; white space and typography do not count as differences.

PURE: no Django.

    was, now ──► words ──► landmarks: runs of words that stand once in each text, in the same order
                              └─► between two landmarks: difflib over the words ──► stretches

Words are read as quotes are when they are anchored, so that the two never disagree about what is
typography. Landmarks keep the work in proportion to the texts: difflib alone would take minutes for
two books. Between two landmarks that stand very far apart everything counts as replaced.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from claims.anchoring.words import _Words, _words

RUN = 4  # words of a landmark
SMALL = 250_000  # pairs of words that difflib compares at once, before landmarks are looked for
LARGE = 1_000_000  # and at most, between two landmarks
KEPT = 20  # words that stay in sight on either side of a difference

Pair = tuple[int, int]


class Kind(StrEnum):
    """What became of a stretch."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Stretch:
    """Words in a row that stand in both texts, or in one. `folded` ones are far from any difference;
    `words` says how many they are."""

    kind: Kind
    text: str
    words: int
    folded: bool = False


def compare(was: str, now: str) -> list[Stretch]:
    """The way from one text to the other. What is the same or added is, joined, the later text."""
    before, after = _words(was), _words(now)
    found: list[Stretch] = []
    opening = now[: after.starts[0]] if after.starts else now
    at = (0, 0)
    for first, second, size in _blocks(before.keys, after.keys):
        found += [_apart(one, found) for one in _stretch(Kind.REMOVED, was, before, at[0], first)]
        found += _stretch(Kind.ADDED, now, after, at[1], second)
        found += _stretch(Kind.SAME, now, after, second, second + size)
        at = (first + size, second + size)
    return [Stretch(Kind.SAME, opening, 0), *found] if opening else found


def differ(stretches: list[Stretch]) -> int:
    """How many places differ: what was removed and what stands there instead are one place."""
    changed = [stretch.kind != Kind.SAME for stretch in stretches]
    return sum(now and not before for before, now in zip([False, *changed], changed, strict=False))


def folded(stretches: list[Stretch]) -> list[Stretch]:
    """The same stretches, with what is far from any difference cut off to be folded away."""
    last = len(stretches) - 1
    return [
        part
        for place, stretch in enumerate(stretches)
        for part in _parts(stretch, place == 0, place == last)
    ]


def _stretch(kind: Kind, text: str, words: _Words, start: int, end: int) -> list[Stretch]:
    """The words from `start` to `end`, each with what stands behind it up to the next; none if empty."""
    if start == end:
        return []
    stop = words.starts[end] if end < len(words.starts) else len(text)
    return [Stretch(kind, text[words.starts[start] : stop], end - start)]


def _apart(removed: Stretch, found: list[Stretch]) -> Stretch:
    """What was removed, with a space before it where it would run together with the word before."""
    joins = not found or not found[-1].text[-1:].isalnum() or not removed.text[:1].isalnum()
    return removed if joins else replace(removed, text=f" {removed.text}")


def _blocks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of words that are the same (place before, place after, how many), and an end of none."""
    blocks: list[tuple[int, int, int]] = []
    for first, second in _pairs(before, after):
        if blocks and (sum(blocks[-1][::2]), sum(blocks[-1][1:])) == (first, second):
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((first, second, 1))
    return [*blocks, (len(before), len(after), 0)]


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Which word is which, in order."""
    if len(before) * len(after) <= SMALL:
        yield from _matched(before, after, (0, 0))
        return
    start, stop = _alike(before, after)
    yield from ((place, place) for place in range(start))
    ends = (len(before) - stop, len(after) - stop)
    for first, second in _between(before[start : ends[0]], after[start : ends[1]]):
        yield start + first, start + second
    yield from ((ends[0] + place, ends[1] + place) for place in range(stop))


def _alike(before: Sequence[str], after: Sequence[str]) -> Pair:
    """How many words are the same at the start, and how many of the rest at the end."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - start
    return start, next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Which word is which, from landmark to landmark."""
    at = (0, 0)
    for mark in [*_landmarks(before, after), (len(before), len(after))]:
        gap = before[at[0] : mark[0]], after[at[1] : mark[1]]
        if len(gap[0]) * len(gap[1]) <= LARGE:
            yield from _matched(*gap, at)
        if mark[0] < len(before):
            yield mark
        at = (mark[0] + 1, mark[1] + 1)


def _matched(before: Sequence[str], after: Sequence[str], at: Pair) -> Iterator[Pair]:
    if not before or not after:
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            yield at[0] + first + step, at[1] + second + step


def _landmarks(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Where the runs begin that stand once in each text: the longest series in the order of both
    (patience sorting, as in Bram Cohen's patience diff)."""
    there = _once(after)
    marks = sorted((place, there[run]) for run, place in _once(before).items() if run in there)
    piles: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for number, (_, place) in enumerate(marks):
        pile = bisect_left(piles, place)
        below.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [number]
    series = []
    number = tops[-1] if tops else -1
    while number >= 0:
        series.append(marks[number])
        number = below[number]
    return series[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The runs that stand once, and where."""
    places: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(zip(*(words[offset:] for offset in range(RUN)), strict=False)):
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}


def _parts(stretch: Stretch, first: bool, last: bool) -> list[Stretch]:
    """A stretch, or the ends of it that stand beside a difference with its middle folded."""
    if stretch.kind != Kind.SAME or stretch.words <= 3 * KEPT:
        return [stretch]
    words = _words(stretch.text)
    head = 0 if first else KEPT
    tail = len(words.starts) if last else len(words.starts) - KEPT
    middle = _stretch(Kind.SAME, stretch.text, words, head, tail)[0]
    return [
        *_stretch(Kind.SAME, stretch.text, words, 0, head),
        Stretch(Kind.SAME, middle.text, middle.words, folded=True),
        *_stretch(Kind.SAME, stretch.text, words, tail, len(words.starts)),
    ]
