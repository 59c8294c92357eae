"""What two texts share: how much of each, and the passages.

PURE: no Django.

Words in quotation marks do not count on either side, because two reporters may have heard the same
speech; nor do passages that stand in many articles of one publisher, such as a notice about cookies.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from claims.copies.limits import (
    FEWEST_PERCENT,
    FEWEST_PRINTS,
    FEWEST_WORDS,
    MOST_PLACES,
    SHINGLE,
    SHORTEST_PASSAGE,
    WIDEST_GAP,
)
from claims.copies.prints import Read


@dataclass(frozen=True)
class Passage:
    """A passage that both texts hold, a few words in its middle perhaps otherwise: where it stands in
    each, in characters, and how many words it has in the first."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


@dataclass(frozen=True)
class Shared:
    """What two texts share. Per cent are of the words that count, rounded down: `percent` of the first
    that stand in the other, `other_percent` the other way round. `words` are those of the text that
    shares fewer."""

    words: int
    percent: int
    other_percent: int
    passages: tuple[Passage, ...]

    @property
    def looks_copied(self) -> bool:
        """Whether a person should say if one is a copy of the other."""
        most = max(self.percent, self.other_percent)
        return self.words >= FEWEST_WORDS and most >= FEWEST_PERCENT


def worth_comparing(one: Collection[int], other: Collection[int], shared: int) -> bool:
    """Whether texts with these prints, of which they share so many, may share enough for a copy. A text
    of one word over and over has a single print."""
    return shared >= min(FEWEST_PRINTS, len(one), len(other)) > 0


def compare(one: Read, other: Read, common: Collection[int] = frozenset()) -> Shared:
    """What two texts share, but for the passages whose prints are `common`. Takes time in proportion to
    both. Turned round it says the same the other way round, but for which passages are told first."""
    counts, other_counts = _counting(one, common), _counting(other, common)
    mine, theirs = _covered(one, other), _covered(other, one)
    shared = sum(map(_both, mine, counts))
    other_shared = sum(map(_both, theirs, other_counts))
    return Shared(
        words=min(shared, other_shared),
        percent=100 * shared // max(1, sum(counts)),
        other_percent=100 * other_shared // max(1, sum(other_counts)),
        passages=tuple(_passages(one, other, counts)),
    )


def _both(one: bool, other: bool) -> bool:
    return one and other


def _covered(one: Read, other: Read) -> list[bool]:
    """Of each word, whether a shingle that holds it stands in the other text."""
    there = set(other.hashes)
    found = [False] * len(one.words.keys)
    for place, shingle in enumerate(one.hashes):
        if shingle in there:
            found[place : place + SHINGLE] = [True] * SHINGLE
    return found


def _counting(text: Read, common: Collection[int]) -> list[bool]:
    """Of each word, whether it counts: neither quoted, nor between two prints that are common."""
    counts = [not quoted for quoted in text.quoted]
    before: int | None = None
    for place in text.kept:
        if text.hashes[place] not in common:
            before = None
            continue
        start = place if before is None else before
        counts[start : place + SHINGLE] = [False] * (place + SHINGLE - start)
        before = place
    return counts


@dataclass(frozen=True)
class _Run:
    """Words in a row that stand in both texts, or nearly in a row."""

    start: int
    other: int
    end: int
    other_end: int


def _passages(one: Read, other: Read, counts: Sequence[bool]) -> Iterator[Passage]:
    for run in _bridged(_runs(one.hashes, other.hashes)):
        if sum(counts[run.start : run.end]) >= SHORTEST_PASSAGE:
            yield Passage(
                start=one.words.starts[run.start],
                end=one.words.ends[run.end - 1],
                other_start=other.words.starts[run.other],
                other_end=other.words.ends[run.other_end - 1],
                words=run.end - run.start,
            )


def _runs(mine: Sequence[int], theirs: Sequence[int]) -> Iterator[_Run]:
    """The longest run that goes on from each place, one after another through the first text."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(theirs):
        if len(places[shingle]) < MOST_PLACES:
            places[shingle].append(place)
    at = reached = 0
    while at < len(mine):
        tried = [(_extent(mine, theirs, at, there), there) for there in places.get(mine[at], ())]
        length, there = max(tried, key=lambda found: found[0], default=(1, -1))
        end = at + length + SHINGLE - 1
        if there >= 0 and end > reached:
            # Two runs may meet in the middle of a shingle: a word is told once.
            start = max(at, reached)
            yield _Run(start, there + start - at, end, there + length + SHINGLE - 1)
            reached = end
        at += length


def _extent(mine: Sequence[int], theirs: Sequence[int], at: int, there: int) -> int:
    """How many shingles go on alike from here."""
    most = min(len(mine) - at, len(theirs) - there)
    return next((n for n in range(most) if mine[at + n] != theirs[there + n]), most)


def _bridged(runs: Iterator[_Run]) -> Iterator[_Run]:
    """The runs, with those joined between which only a few words differ."""
    last: _Run | None = None
    for run in runs:
        if last and _near(run.start - last.end) and _near(run.other - last.other_end):
            last = _Run(last.start, last.other, run.end, run.other_end)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _near(gap: int) -> bool:
    return 0 <= gap <= WIDEST_GAP
