"""What became of an assessment since a decision was made on it, in words, to be shown side by side.

PURE: no Django. Both are given as plain data: what a decision keeps (`dataclasses.asdict`, perhaps by
way of JSON). Nothing changed if and only if the two have the same digest: names and wording are no
change, nor is the flag that says that a decision is out of date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.sentences import listed
from claims.vocabulary import (
    FLAGS,
    QUOTE_STATES,
    REASONS,
    STATUSES,
    FlagCode,
    QuoteState,
    Reason,
    Status,
)

SIDES = (("asserting", "Origin"), ("disputing", "Origin that disputes it"))
NOT_THERE = "not there"
NOT_RAISED = "not raised"
NO_CORRECTION = "no correction"
NOT_LOST = "not changed, not gone"

Assessed = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise: what it is, what it was, and what it is now."""

    what: str
    before: str
    after: str


def changes(before: Assessed, after: Assessed) -> tuple[Difference, ...]:
    """Everything that is otherwise: the status, each origin, which of them are tied, each flag, the
    corrections of each article, each quote that was lost."""
    return (
        *_status(before, after),
        *(found for key, label in SIDES for found in _origins(before[key], after[key], label)),
        *(found for key, _label in SIDES for found in _ties(before[key], after[key])),
        *_flags(before, after),
        *_corrections(before, after),
        *_lost_quotes(before, after),
    )


def _status(before: Assessed, after: Assessed) -> Iterator[Difference]:
    was, now = Status(before["status"]), Status(after["status"])
    if was != now:
        yield Difference("Status", STATUSES[was].label, STATUSES[now].label)


def _origins(before: list[Any], after: list[Any], label: str) -> Iterator[Difference]:
    """Origins that came, went, or count otherwise than they did."""
    was, now = _by_source(before), _by_source(after)
    for source in sorted(was.keys() | now.keys()):
        one, other = was.get(source), now.get(source)
        if _reason(one) != _reason(other):
            name = (other or one or {})["name"]
            yield Difference(f"{label}: {name}", _reason(one), _reason(other))


def _by_source(families: list[Any]) -> dict[int, Any]:
    return {origin["source"]: origin for family in families for origin in family["origins"]}


def _reason(origin: Any) -> str:
    return REASONS[Reason(origin["reason"])].label if origin else NOT_THERE


def _ties(before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Origins that were there and are there, and belong together otherwise."""
    was, now = _by_source(before), _by_source(after)
    both = was.keys() & now.keys()
    earlier, later = _among(before, both), _among(after, both)
    names = {source: now[source]["name"] for source in both}
    moved = {source for family in earlier ^ later for source in family}
    if moved:
        yield Difference(
            "Which origins count as one",
            _grouped(earlier, moved, names),
            _grouped(later, moved, names),
        )


def _among(families: list[Any], sources: Any) -> frozenset[frozenset[int]]:
    """The families, of these sources alone."""
    kept = (
        frozenset(origin["source"] for origin in family["origins"]) & sources for family in families
    )
    return frozenset(family for family in kept if family)


def _grouped(families: frozenset[frozenset[int]], moved: set[int], names: Mapping[int, str]) -> str:
    """ "A and B; C"."""
    shown = sorted(sorted(family) for family in families if family & moved)
    return "; ".join(listed([names[source] for source in family]) for family in shown)


def _flags(before: Assessed, after: Assessed) -> Iterator[Difference]:
    was, now = _explained(before), _explained(after)
    for code in FlagCode:
        if code != FlagCode.DECISION_STALE and (code in was) != (code in now):
            yield Difference(
                f"Flag: {FLAGS[code].label}", was.get(code, NOT_RAISED), now.get(code, NOT_RAISED)
            )


def _explained(assessed: Assessed) -> dict[FlagCode, str]:
    return {FlagCode(flag["code"]): flag["explanation"] for flag in assessed["flags"]}


def _corrections(before: Assessed, after: Assessed) -> Iterator[Difference]:
    """Articles that carry more corrections than they did, or fewer. Decisions made before these were
    kept have none."""
    was, now = (_by(side.get("corrections", []), "article") for side in (before, after))
    for article in sorted(was.keys() | now.keys()):
        one, other = was.get(article), now.get(article)
        if _number(one) != _number(other):
            title = (other or one or {})["title"] or f"article {article}"
            yield Difference(f"Corrections of {title}", _corrected(one), _corrected(other))


def _by(rows: list[Any], key: str) -> dict[int, Any]:
    return {row[key]: row for row in rows}


def _number(row: Any) -> int:
    return row["number"] if row else 0


def _corrected(row: Any) -> str:
    """ "2 corrections"."""
    number = _number(row)
    return f"{number} correction{'s' * (number != 1)}" if number else NO_CORRECTION


def _lost_quotes(before: Assessed, after: Assessed) -> Iterator[Difference]:
    """Quotes that are changed or gone now and were not, the other way round, or changed further."""
    was, now = (_by(side.get("lost_quotes", []), "appearance") for side in (before, after))
    for appearance in sorted(was.keys() | now.keys()):
        one, other = was.get(appearance), now.get(appearance)
        if _lost(one) == _lost(other):
            continue
        title = (other or one or {})["title"] or "an article"
        again = one and other and one["state"] == other["state"]
        yield Difference(
            f"A quote in {title}",
            _state(one),
            f"{_state(other)} again, in a later capture" if again else _state(other),
        )


def _lost(row: Any) -> tuple[str, int | None] | None:
    return (row["state"], row["since"]) if row else None


def _state(row: Any) -> str:
    return QUOTE_STATES[QuoteState(row["state"])].label if row else NOT_LOST
