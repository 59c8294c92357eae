"""What is suggested in a captured text: its sentences, ranked, beside what the record has of them."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from claims.matching.ranking import THRESHOLD, Suggestion, rank
from claims.models import DismissedSuggestion, Snapshot
from claims.models.dismissed_suggestion import words_digest

Span = tuple[int, int]


@dataclass(frozen=True)
class Suggested:
    """The sentences of a captured text that reach the threshold, best first, by what became of them."""

    open: list[Suggestion]
    recorded: list[Suggestion]
    dismissed: list[DismissedSuggestion]


def suggested(snapshot: Snapshot) -> Suggested:
    """What is worth checking in a capture. Three queries, and the time that ranking takes."""
    dismissed = list(
        DismissedSuggestion.objects.filter(article=snapshot.article_id).select_related(
            "dismissed_by"
        )
    )
    put_aside = {each.digest for each in dismissed}
    quoted = _quoted(snapshot)
    still_open: list[Suggestion] = []
    recorded: list[Suggestion] = []
    for each in _worthy(snapshot.text):
        if _overlaps(quoted, each.start, each.end):
            recorded.append(each)
        elif words_digest(each.sentence) not in put_aside:
            still_open.append(each)
    return Suggested(still_open, recorded, dismissed)


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
