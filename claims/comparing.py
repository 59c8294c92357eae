"""Sets figures side by side: those of one measure, and those that are proposed to be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q, QuerySet

from claims.figures import Beside, at_odds, direction
from claims.models import Comparison, Figure
from claims.models.written import ANY, Written
from claims.vocabulary import EXPLAINING, FINDINGS, Finding, Term

Keys = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """Two figures that cannot both be right as they stand, and what was found of them, if anything."""

    one: Figure
    other: Figure
    found: Comparison | None = None

    @property
    def opposite(self) -> bool:
        """Whether one is a rise and the other a fall."""
        return opposite(self.one, self.other)

    @property
    def key(self) -> str:
        """How a form names the two."""
        return f"{self.one.pk}-{self.other.pk}"

    @property
    def finding(self) -> Finding | None:
        """Why they differ, if that was found of the figures as they are now."""
        return Finding(self.found.finding) if self.found and self.found.holds else None

    @property
    def term(self) -> Term | None:
        """The finding in words."""
        return FINDINGS[self.finding] if self.finding else None

    @property
    def outdated(self) -> bool:
        """Whether something was found of them before one of them changed."""
        return bool(self.found and self.found.finding and not self.found.holds)

    @property
    def open(self) -> bool:
        """Whether nothing explains it."""
        return self.finding not in EXPLAINING


def pairs(
    figures: Iterable[Figure], comparisons: Mapping[Keys, Comparison] | None = None
) -> list[Pair]:
    """The pairs among figures of one measure that cannot both be right: what is open first.

    `comparisons` are those that name the figures, if they have been read already.
    """
    known = sorted(figures, key=lambda figure: figure.pk)
    evidence = {figure.pk: figure.as_evidence() for figure in known}
    found = [
        (one, other)
        for one, other in combinations(known, 2)
        if at_odds(evidence[one.pk], evidence[other.pk], opposite(one, other))
    ]
    if comparisons is None:
        comparisons = found_of(figure.pk for pair in found for figure in pair)
    made = (Pair(one, other, comparisons.get((one.pk, other.pk))) for one, other in found)
    return sorted(made, key=lambda pair: (not pair.open, pair.one.pk, pair.other.pk))


def found_of(figures: Iterable[int]) -> dict[Keys, Comparison]:
    """The comparisons that name one of the figures, by the ids of both."""
    return {(row.one_id, row.other_id): row for row in NAMING.about(list(set(figures)))}


def _naming() -> QuerySet[Comparison]:
    rows = Comparison.objects.filter(Q(one__among=[ANY]) | Q(other__among=[ANY]))
    rows = rows.select_related("one__claim", "other__claim")
    return rows.defer("one__claim__search", "other__claim__search")


NAMING = Written(_naming)


def in_order(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """The one that was recorded first, first: so comparisons name them."""
    return (one, other) if one.pk < other.pk else (other, one)


def beside(figures: Iterable[Figure]) -> dict[int, list[Beside]]:
    """By the id of the claim: its figures beside the others of their measures, and beside those of
    other claims that are proposed to be of one. Two queries at most, however many figures."""
    own = {figure.pk: figure for figure in figures}
    found = found_of(own)
    measures = {figure.measure_id for figure in own.values() if figure.measure_id}
    members: dict[int | None, list[Figure]] = defaultdict(list)
    if measures:
        rows = Figure.objects.filter(measure__in=measures).select_related("measure", "claim")
        rows = rows.defer("claim__search")
        for row in rows.order_by("pk"):
            members[row.measure_id].append(row)
    made: dict[int, list[Beside]] = defaultdict(list)
    for alike in members.values():
        for figure in alike:
            if figure.pk in own:
                others = (other for other in alike if other.pk != figure.pk)
                made[figure.claim_id] += (_of_one_measure(figure, one, found) for one in others)
    for comparison in filter(proposed, found.values()):
        for one, other in (
            (comparison.one, comparison.other),
            (comparison.other, comparison.one),
        ):
            if one.pk in own:
                made[one.claim_id].append(
                    Beside(one.as_evidence(), other.as_evidence(), opposite=opposite(one, other))
                )
    return made


def opposite(one: Figure, other: Figure) -> bool:
    """Whether one claim tells of a rise by the figure and the other claim of a fall."""
    if one.claim_id == other.claim_id or one.unit.lower() != other.unit.lower():
        return False
    ways = [direction(each.claim.statement, each.as_evidence()) for each in (one, other)]
    return ways[0] * ways[1] < 0


def proposed(row: Comparison) -> bool:
    """Whether nobody has said yet whether two figures of two claims are of one measure."""
    settled = row.finding or (row.one.measure_id and row.other.measure_id)
    return not settled and row.one.claim_id != row.other.claim_id


def _of_one_measure(own: Figure, other: Figure, found: Mapping[Keys, Comparison]) -> Beside:
    first, second = in_order(own, other)
    row = found.get((first.pk, second.pk))
    assert other.measure is not None
    return Beside(
        own.as_evidence(),
        other.as_evidence(),
        measure=other.measure.name,
        within=own.claim_id == other.claim_id,
        finding=Finding(row.finding) if row and row.holds else None,
        opposite=opposite(own, other),
    )
