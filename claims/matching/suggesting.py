"""What is suggested in a captured text: its sentences, ranked, beside what the record has of them."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from claims.matching.ranking import THRESHOLD, Suggestion, rank
from claims.matching.weights import FILE
from claims.models import DismissedSuggestion, Snapshot, SuggestionList
from claims.models.dismissed_suggestion import words_digest

Span = tuple[int, int]

# The modules beside this one that decide what is found, and where.
RULES = ("features", "language", "ranking", "splitting", "weights")


@dataclass(frozen=True)
class Suggested:
    """The sentences of a captured text that reach the threshold, best first, by what became of them."""

    open: list[Suggestion]
    recorded: list[Suggestion]
    dismissed: list[DismissedSuggestion]


def suggested(snapshot: Snapshot) -> Suggested:
    """What is worth checking in a capture. Four queries; and the time that ranking takes, if no list of
    this ranking is kept."""
    dismissed = list(
        DismissedSuggestion.objects.filter(article=snapshot.article_id).select_related(
            "dismissed_by"
        )
    )
    put_aside = {each.digest for each in dismissed}
    quoted = _quoted(snapshot)
    still_open: list[Suggestion] = []
    recorded: list[Suggestion] = []
    for each in _kept(snapshot) or _worthy(snapshot.text):
        if _overlaps(quoted, each.start, each.end):
            recorded.append(each)
        elif words_digest(each.sentence) not in put_aside:
            still_open.append(each)
    return Suggested(still_open, recorded, dismissed)


def kept(snapshot: Snapshot) -> list[list[Any]]:
    """What of a capture reaches the threshold, to be kept: place, score and reasons of each."""
    return [[each.start, each.end, each.score, each.reasons] for each in _worthy(snapshot.text)]


def _kept(snapshot: Snapshot) -> list[Suggestion]:
    """What was kept of a capture, by this ranking; nothing if there is no such list."""
    lists = SuggestionList.objects.filter(snapshot=snapshot, ranking=ranking_digest())
    rows = lists.values_list("found", flat=True).first() or []
    return [Suggestion(snapshot.text[row[0] : row[1]], *row) for row in rows]


@cache
def ranking_digest() -> str:
    """What tells one ranking from another: its weights, and every rule that makes sentences and scores."""
    here = Path(__file__).parent
    rules = [here / f"{name}.py" for name in RULES]
    reading = sorted((here.parent / "figures").glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in (FILE, *rules, *reading))).hexdigest()


@lru_cache(maxsize=8)
def _worthy(text: str) -> tuple[Suggestion, ...]:
    """What of a captured text reaches the threshold. Kept for a while: who dismisses ten sentences of an
    article one by one sees the list ten times."""
    return tuple(each for each in rank(text) if each.score >= THRESHOLD)


def _quoted(snapshot: Snapshot) -> list[Span]:
    """Where quotes on record stand in this capture, recorded here or found here again, in order and
    joined where they overlap."""
    here = snapshot.appearances.values_list("start", "end")
    again = snapshot.anchorings.exclude(start=None).values_list("start", "end")
    joined: list[Span] = []
    placed = {
        (start, end) for start, end in [*here, *again] if start is not None and end is not None
    }
    for start, end in sorted(placed):
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order and apart, shares a character with this one."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start
