"""What the origin graph says of a claim: its status, its origins, its flags, each with its reason.

PURE: plain dataclasses in, dataclasses out; no Django, no database. Pages, lists, exports and jobs
all show what `assess` returned; nothing else counts sources.
"""

import hashlib
import json
from collections.abc import Iterable

from claims.flags import raised
from claims.graph import (
    Appearance,
    Article,
    Assessment,
    Attribution,
    Evidence,
    Family,
    Flag,
    Graph,
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
    "Mark",
    "Origin",
    "Source",
    "assess",
]


def status_of(asserted: bool, asserting: Iterable[Family], disputed: bool) -> Status:
    """The status, by the rules in their order."""
    if not asserted:
        return Status.UNSUPPORTED
    if disputed:
        return Status.DISPUTED
    if sum(family.counts for family in asserting) >= 2:
        return Status.CORROBORATED
    return Status.UNCORROBORATED


def assess(graph: Graph) -> Assessment:
    """What the graph says of its claim: status, families, flags with their reasons, and a digest.

    The graph may hold rings of owners, attributions, outlets and derivations. Takes time linear in
    its size. Raises KeyError if an appearance names an article or a source that the graph lacks.
    """
    evidence = Evidence(graph)
    asserting = evidence.families(Stance.ASSERTS)
    inside = {evidence.family_of[family.key] for family in asserting}
    disputing = tuple(
        family
        for family in evidence.families(Stance.DISPUTES)
        if evidence.family_of[family.key] not in inside
    )
    live = evidence.live[Stance.ASSERTS]
    status = status_of(bool(live), asserting, bool(disputing))
    articles = tuple(sorted({appearance.article for appearance in live}))
    flags = raised(evidence, status, asserting, articles)
    digest = digest_of(status, asserting, disputing, flags)
    if graph.decided_on is not None and graph.decided_on != digest:
        flags += (stale_flag(),)
    sentence = explain(evidence, status, asserting, disputing, articles)
    return Assessment(status, sentence, asserting, disputing, articles, flags, digest)


def stale_flag() -> Flag:
    """The flag of a decision that rests on an assessment which no longer holds."""
    term = FLAGS[FlagCode.DECISION_STALE]
    return Flag(FlagCode.DECISION_STALE, term.meaning, term.clears)


def digest_of(
    status: Status,
    asserting: Iterable[Family],
    disputing: Iterable[Family],
    flags: Iterable[Flag],
) -> str:
    """SHA-256 of what a decision rests on, in hexadecimal. Wording and names do not enter it."""
    content = {
        "status": status,
        "asserting": [_outline(family) for family in asserting],
        "disputing": [_outline(family) for family in disputing],
        "flags": [flag.code for flag in flags],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _outline(family: Family) -> list[list[int | str]]:
    return [[origin.source, origin.reason] for origin in family.origins]
