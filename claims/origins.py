"""What the origin graph says of a claim: its status, its origins, its flags, each with its reason.

PURE: plain dataclasses in, dataclasses out; no Django, no database. Pages, lists, exports and jobs
all show what `assess` returned; nothing else counts sources.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claims.flags import Case, raised
from claims.graph import (
    Appearance,
    Article,
    Assessment,
    Attribution,
    Corrected,
    Evidence,
    Family,
    Flag,
    Graph,
    LikeCopy,
    LostQuote,
    Mark,
    Origin,
    Source,
)
from claims.sentences import explain
from claims.vocabulary import FLAGS, FlagCode, Stance, Status

__all__ = [
    "Appearance",
    "Article",
    "Assessment",
    "Attribution",
    "Family",
    "Flag",
    "Graph",
    "LikeCopy",
    "Mark",
    "Origin",
    "Source",
    "assess",
]

in_order = json.JSONEncoder(sort_keys=True).encode
MOST_TRIED = 20  # articles that look copied, each by itself


def status_of(asserted: bool, asserting: Iterable[Family], disputed: bool) -> Status:
    """The status, by the rules in their order."""
    if not asserted:
        return Status.UNSUPPORTED
    if disputed:
        return Status.DISPUTED
    if sum([family.counts for family in asserting]) >= 2:
        return Status.CORROBORATED
    return Status.UNCORROBORATED


@dataclass(frozen=True)
class Outcome:
    """What the families of a graph amount to."""

    status: Status
    asserting: tuple[Family, ...]
    disputing: tuple[Family, ...]

    @property
    def standing(self) -> tuple[Status, int]:
        """The status, and how many asserting families count."""
        return self.status, sum(family.counts for family in self.asserting)


def assess(graph: Graph) -> Assessment:
    """What the graph says of its claim: status, families, flags with their reasons, and a digest.

    The graph may hold rings of owners, attributions, outlets and derivations. Takes time linear in
    its size, once more for each of up to MOST_TRIED articles that look copied. Raises KeyError if an
    appearance names an article or a source that the graph lacks.
    """
    evidence = Evidence(graph)
    found = outcome(evidence)
    status, asserting, disputing = found.status, found.asserting, found.disputing
    articles = tuple(sorted({one.article for one in evidence.live[Stance.ASSERTS]}))
    like_copies = _mattering(graph, found.standing)
    if_copied = _standing_if(graph, like_copies) if like_copies else None
    case = Case(evidence, status, asserting, articles, like_copies, if_copied)
    flags = raised(case)
    corrections, lost_quotes = evidence.corrections(), evidence.lost_quotes()
    digest = digest_of(found, flags, corrections, lost_quotes)
    if graph.decided_on is not None and graph.decided_on != digest:
        flags += (stale_flag(),)
    sentence = explain(evidence, status, asserting, disputing, articles)
    return Assessment(
        status, sentence, asserting, disputing, articles, flags, digest, corrections, lost_quotes
    )


def outcome(evidence: Evidence) -> Outcome:
    """The status, and the families that it rests on."""
    asserting, of = evidence.families(Stance.ASSERTS), evidence.family_of
    inside = {of[family.key] for family in asserting}
    against = evidence.families(Stance.DISPUTES)
    disputing = tuple([family for family in against if of[family.key] not in inside])
    status = status_of(bool(evidence.live[Stance.ASSERTS]), asserting, bool(disputing))
    return Outcome(status, asserting, disputing)


def _mattering(graph: Graph, now: tuple[Status, int]) -> tuple[LikeCopy, ...]:
    """The articles that look copied and would change what counts if they were: each by itself, or
    else all of them together. More than MOST_TRIED are tried together alone."""
    known = [one for one in graph.like_copies if {one.article, one.original} <= set(graph.articles)]
    if not known:
        return ()
    found = tuple(sorted(known, key=lambda one: (one.article, one.original, one.either)))
    few = found if len(found) <= MOST_TRIED else ()
    alone = tuple(
        one for one in few if any(_standing_if(graph, (way,)) != now for way in _ways(one))
    )
    if alone:
        return alone
    return found if _standing_if(graph, found) != now else ()


def _ways(one: LikeCopy) -> tuple[LikeCopy, ...]:
    """Which way round it may be."""
    return (one, LikeCopy(one.original, one.article)) if one.either else (one,)


def _standing_if(graph: Graph, copies: Iterable[LikeCopy]) -> tuple[Status, int]:
    """What the claim would amount to if these were copies."""
    articles = dict(graph.articles)
    for one in copies:
        known = articles[one.article]
        articles[one.article] = replace(known, derived_from=known.derived_from | {one.original})
    return outcome(Evidence(replace(graph, articles=articles))).standing


def stale_flag() -> Flag:
    """The flag of a decision that rests on an assessment which no longer holds."""
    term = FLAGS[FlagCode.DECISION_STALE]
    return Flag(FlagCode.DECISION_STALE, term.meaning, term.clears)


def digest_of(
    found: Outcome,
    flags: Iterable[Flag],
    corrections: Iterable[Corrected],
    lost_quotes: Iterable[LostQuote],
) -> str:
    """SHA-256 of what a decision rests on, in hexadecimal. Wording and names do not enter it.

    Corrections and lost quotes enter it only where there are any: a further one raises no new flag.
    """
    content: dict[str, object] = {
        "status": found.status,
        "asserting": [_outline(family) for family in found.asserting],
        "disputing": [_outline(family) for family in found.disputing],
        "flags": [flag.code for flag in flags],
    }
    if corrected := [[one.article, one.number] for one in corrections]:
        content["corrections"] = corrected
    if lost := [[one.appearance, one.state, one.since] for one in lost_quotes]:
        content["lost_quotes"] = lost
    return hashlib.sha256(in_order(content).encode()).hexdigest()


def _outline(family: Family) -> list[list[int | str]]:
    return [[origin.source, origin.reason] for origin in family.origins]
