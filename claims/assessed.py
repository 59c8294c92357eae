"""What the page of a claim says of its assessment, and draws of it: worked out afresh, or, where a claim is
made in very many places, as it was last assessed.

Either way it is what `claims.origins.assess` returned (docs/adr/0001): what is kept is used only while
nothing has changed that it was made of.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, JSONField, OuterRef, Subquery

from claims.drawing import Drawings, draw
from claims.drawing.kept import packed, unpacked
from claims.evidence import graph_of
from claims.graph import Assessment, Flag, Graph, Origin
from claims.models import Claim, Drawn, Touched
from claims.models.claim import ClaimQuerySet
from claims.origins import assess
from claims.vocabulary import FLAGS, FlagCode, Reason, SourceKind, Status

MANY = 50  # appearances; of a claim with more of them what is drawn is kept
AUTHORS = 50  # of the origins of such a claim so many are named to other programs


@dataclass(frozen=True)
class Assessed:
    """An assessment as a page shows it. `origins` are those that assert the claim: of one that was kept,
    the first AUTHORS."""

    status: Status
    sentence: str
    counted: int
    articles: int
    disputing: int
    flags: tuple[Flag, ...]
    origins: tuple[Origin, ...]
    drawings: Drawings


def with_kept(claims: ClaimQuerySet) -> ClaimQuerySet:
    """The claims with what is kept of them, if it still holds."""
    kept = Drawn.objects.filter(claim_id=OuterRef("pk")).values("made")
    waits = Touched.objects.filter(claim_id=OuterRef("pk"))
    return claims.annotate(drawn=Subquery(kept, output_field=JSONField()), touched=Exists(waits))


def assessed(claim: Claim) -> Assessed:
    """What the page of a claim shows. One that comes `with_kept` is not assessed again if that holds."""
    if getattr(claim, "drawn", None) and not claim.touched:  # type: ignore[attr-defined]
        try:
            return _kept(claim, claim.drawn)  # type: ignore[attr-defined]
        except (KeyError, TypeError):
            pass  # an earlier version of the program kept it
    graph = graph_of(claim)
    found = assess(graph)
    return Assessed(
        found.status,
        found.sentence,
        found.counted,
        len(found.articles),
        len(found.disputing),
        found.flags,
        found.origins,
        draw(graph, found, claim.statement),
    )


def kept(claim: Claim, graph: Graph, found: Assessment) -> dict[str, Any] | None:
    """What is kept of a claim that has just been assessed; None if it is not made in many places."""
    if len(graph.appearances) <= MANY:
        return None
    origins = [[one.source, one.name, one.kind, one.reason, one.own_words] for one in found.origins]
    return {
        "origins": origins[:AUTHORS],
        "drawings": packed(draw(graph, found, claim.statement)),
    }


def _kept(claim: Claim, made: dict[str, Any]) -> Assessed:
    rows = claim.flags.standing().values_list("code", "explanation", "clears")
    flags = {code: Flag(FlagCode(code), *words) for code, *words in rows}
    return Assessed(
        Status(claim.status),
        claim.sentence,
        claim.counted_origins,
        claim.article_count,
        claim.disputing_families,
        tuple(flags[code] for code in FLAGS if code in flags),
        tuple(
            Origin(source, name, SourceKind(kind), Reason(reason), (), own_words)
            for source, name, kind, reason, own_words in made["origins"]
        ),
        unpacked(made["drawings"]),
    )
