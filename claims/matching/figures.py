"""Figures that may be of one measure: of one unit, on claims close in meaning.

Reads the models and writes nothing. What is found is proposed; a person decides.
"""

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Value
from django.db.models.functions import Lower

from claims.closeness import NEAR, closeness
from claims.figures import FigureKind
from claims.models import Figure
from claims.models.claim import any_word_query

LOOKED_AT = 50  # figures of the unit whose claims share most words, of which the nearest are taken


def alike(figure: Figure) -> list[Figure]:
    """Figures of other claims that may be of its measure, the nearest first.

    None for a figure without a unit, since two that count nothing known have nothing in common, and
    for an illustrative one, which measures nothing.
    """
    if not figure.unit or figure.kind == FigureKind.ILLUSTRATIVE:
        return []
    words = any_word_query(figure.claim.statement)
    rows = (
        Figure.objects.alias(in_unit=Lower("unit"))
        .filter(in_unit=Lower(Value(figure.unit)), claim__search=words)
        .exclude(claim=figure.claim_id)
        .exclude(kind=FigureKind.ILLUSTRATIVE)
        .annotate(rank=SearchRank(F("claim__search"), words))
        .select_related("claim")
        .defer("claim__search")
        .order_by("-rank", "-pk")
    )
    near = [
        (closeness(figure.claim.statement, row.claim.statement), row) for row in rows[:LOOKED_AT]
    ]
    found = [(score, row) for score, row in near if score >= NEAR]
    return [row for _score, row in sorted(found, key=lambda one: (-one[0], one[1].pk))]
