"""What the origin graph says of a claim, and the graph itself."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import may_read
from claims.api.bodies import one_of
from claims.api.claims import one
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource
from claims.api.shapes import NamedSource
from claims.evidence import graph_of
from claims.origins import Graph, assess
from claims.vocabulary import (
    BASES,
    FLAGS,
    QUOTE_STATES,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    VERDICTS,
    Reason,
)


class OriginShape(serializers.Serializer):
    """A source at the end of a chain, whether it counts, and why. `articles` name it themselves."""

    source = serializers.IntegerField()  # type: ignore[assignment]
    name = serializers.CharField()
    kind = one_of(SOURCE_KINDS)
    counts = serializers.BooleanField()
    reason = serializers.ChoiceField([reason.value for reason in Reason])
    articles = serializers.ListField(child=serializers.IntegerField())
    own_words = serializers.BooleanField()


class FamilyShape(serializers.Serializer):
    """Origins with a tie between them. They count once, if any of them counts."""

    counts = serializers.BooleanField()
    origins = OriginShape(many=True)


class FlagShape(serializers.Serializer):
    """One reason why the claim needs a person, and what would clear it."""

    code = one_of(FLAGS)
    explanation = serializers.CharField()
    clears = serializers.CharField()


class SourceNode(NamedSource):
    """A source of the graph, and the number of its owner."""

    owner = serializers.IntegerField(allow_null=True)


class ArticleNode(serializers.Serializer):
    """An article of the graph, and the numbers of those that it derives from."""

    id = serializers.IntegerField()
    publisher = serializers.IntegerField()
    title = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    derived_from = serializers.SerializerMethodField()
    corrections = serializers.IntegerField()
    retracted = serializers.BooleanField()

    def get_derived_from(self, article: Any) -> list[int]:
        """In a fixed order, so that the same graph has one tag."""
        return sorted(article.derived_from)


class AttributionNode(serializers.Serializer):
    """A link of a chain."""

    id = serializers.IntegerField()
    source = serializers.IntegerField()  # type: ignore[assignment]
    via = serializers.IntegerField(allow_null=True)
    self_interested = serializers.BooleanField()


class AppearanceNode(serializers.Serializer):
    """A quote of the graph."""

    id = serializers.IntegerField()
    article = serializers.IntegerField()
    stance = one_of(STANCES)
    basis = one_of(BASES)
    attributions = AttributionNode(many=True)
    self_interested = serializers.BooleanField()
    quote = one_of(QUOTE_STATES)


class MarkNode(serializers.Serializer):
    """An editor's finding."""

    source = serializers.IntegerField()  # type: ignore[assignment]
    verdict = one_of(VERDICTS)
    same_as = serializers.IntegerField(allow_null=True)


class GraphShape(serializers.Serializer):
    """What the assessment was made from. Marks are for those who read the whole record."""

    sources = SourceNode(many=True)
    articles = ArticleNode(many=True)
    appearances = AppearanceNode(many=True)
    marks = MarkNode(many=True)


class AssessmentShape(serializers.Serializer):
    """A claim's status and why: the families that assert and dispute it, and its flags."""

    claim = serializers.IntegerField()
    status = one_of(STATUSES)
    sentence = serializers.CharField()
    counted = serializers.IntegerField(help_text="how many families that assert it count")
    asserting = FamilyShape(many=True)
    disputing = FamilyShape(many=True)
    flags = FlagShape(many=True)
    digest = serializers.CharField(
        help_text="the same for as long as all that a decision rests on is"
    )
    graph = GraphShape()


class OneAssessment(Resource):
    """`/claims/<id>/assessment/`"""

    needs = {"GET": EVERYBODY}

    @extend_schema(
        operation_id="get_assessment",
        summary="The assessment of a claim, with its origin graph",
        responses=AssessmentShape,
    )
    def get(self, request: Request, claim_id: int) -> Response:
        """Made afresh from the evidence, as on the claim’s page."""
        claim = one(request, claim_id)
        graph = graph_of(claim)
        told: Any = assess(graph)
        data: dict[str, Any] = {
            **vars(told),
            "claim": claim.pk,
            "counted": told.counted,
            "graph": _nodes(graph, may_read(request.user)),
        }
        return Response(AssessmentShape(data).data)


def _nodes(graph: Graph, inside: bool) -> dict[str, Any]:
    """The graph as lists in a fixed order."""
    return {
        "sources": [graph.sources[key] for key in sorted(graph.sources)],
        "articles": [graph.articles[key] for key in sorted(graph.articles)],
        "appearances": graph.appearances,
        "marks": graph.marks if inside else (),
    }
