"""Figures that may be of one measure: of one unit, on claims close in meaning.

Reads the models and writes nothing. What is found is proposed; a person decides.
"""

from django.db.models.functions import Lower

from claims.figures import FigureKind
from claims.matching.finding import NEAR, find
from claims.models import Claim, Figure
from claims.vocabulary import Difference

LOOKED_AT = 50  # claims with a figure of the unit
# Claims that name other places or people, or other times, count different things.
APART = {Difference.OTHER_NAME, Difference.OTHER_PERIOD}


def alike(figure: Figure) -> list[Figure]:
    """Figures of other claims that may be of its measure, the nearest first: those of claims that could
    be called known, each for the other.

    None for a figure without a unit, since two that count nothing known have nothing in common, and
    for an illustrative one, which measures nothing.
    """
    if not figure.unit or figure.kind == FigureKind.ILLUSTRATIVE:
        return []
    of_the_unit = Figure.objects.alias(in_unit=Lower("unit")).filter(in_unit=figure.unit.lower())
    others = of_the_unit.exclude(claim=figure.claim_id).exclude(kind=FigureKind.ILLUSTRATIVE)
    within = Claim.objects.filter(pk__in=others.values("claim"))
    near = {
        match.claim: match.score
        for match in find(figure.claim.statement, LOOKED_AT, within=within)
        if match.score >= NEAR and not APART & set(match.differs)
    }
    rows = others.filter(claim__in=near).select_related("claim").defer("claim__search")
    return sorted(rows, key=lambda row: (-near[row.claim_id], row.pk))
