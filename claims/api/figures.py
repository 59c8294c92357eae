"""Figures that claims carry."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act, claims_for
from claims.actions.claims import add_figure
from claims.actions.correcting import correct_row
from claims.api.bodies import Body, Number, Text, Whole, read
from claims.api.etags import must_match
from claims.api.filters import FigureFilter
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource
from claims.api.shapes import changed, made, shown
from claims.api.writing import claim_of
from claims.figures import COMPARATOR_LABELS, FIGURE_KIND_LABELS, Comparator, FigureKind
from claims.models import Figure
from claims.refusals import check

COMPARATORS = list(COMPARATOR_LABELS.items())
KINDS = list(FIGURE_KIND_LABELS.items())


class NamedMeasure(serializers.Serializer):
    """What figures of several claims count alike."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class FigureShape(serializers.Serializer):
    """A value with its unit, as the claim states it. `upper` is the higher end of a range."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    label = serializers.CharField(help_text="in a few words")  # type: ignore[assignment]
    comparator = serializers.ChoiceField(COMPARATORS)
    value = Number()
    upper = Number(allow_null=True)
    unit = serializers.CharField()
    period = serializers.CharField()
    population = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    measure = NamedMeasure(allow_null=True)


class ChangedFigure(Body):
    """What may be put right of a figure."""

    comparator = serializers.ChoiceField(COMPARATORS, default=Comparator.EXACT.value)
    value = Number()
    upper = Number(allow_null=True, default=None)
    unit = Text(max_length=60, allow_blank=True, default="")
    period = Text(max_length=100, allow_blank=True, default="")
    population = Text(max_length=200, allow_blank=True, default="")
    kind = serializers.ChoiceField(KINDS, default=FigureKind.UNRECORDED.value)


class NewFigure(ChangedFigure):
    """A figure for a claim on record."""

    claim = Whole()


class Figures(List):
    """`/figures/`"""

    needs = {"GET": EVERYBODY, "POST": Act.ENTER_DATA}
    filters = FigureFilter

    @extend_schema(
        operation_id="list_figures",
        summary="Figures, newest first",
        parameters=parameters(FigureFilter),
        responses=paged(FigureShape),
    )
    def get(self, request: Request) -> Response:
        """Those of claims that you may see."""
        return self.listed(self.filtered(seen(request)).qs, FigureShape)

    @extend_schema(
        operation_id="record_figure",
        summary="Record a figure of a claim",
        request=NewFigure,
        responses={201: FigureShape},
    )
    def post(self, request: Request) -> Response:
        """What is not known of it stays empty, and its kind unrecorded."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        sent = read(NewFigure, self.request.data)
        claim = claim_of(self.request, sent.pop("claim"))
        check(Figure(claim=claim, **sent))
        figure = add_figure(claim=claim, by=self.person, **sent)
        return made(
            shown(FigureShape, figure, self.request), reverse("api_figure", args=[figure.pk])
        )


class OneFigure(Resource):
    """`/figures/<id>/`"""

    needs = {"GET": EVERYBODY, "PATCH": Act.ENTER_DATA}

    @extend_schema(operation_id="get_figure", summary="One figure", responses=FigureShape)
    def get(self, request: Request, figure_id: int) -> Response:
        """As its claim states it."""
        return Response(shown(FigureShape, self.found(figure_id), request))

    @extend_schema(
        operation_id="change_figure",
        summary="Put a figure right",
        request=ChangedFigure,
        responses=FigureShape,
    )
    def patch(self, request: Request, figure_id: int) -> Response:
        """Its claim is assessed again."""
        fields = read(ChangedFigure, request.data, partial=True)

        def look(row: Figure) -> None:
            must_match(request, shown(FigureShape, row, request))

        figure = self.found(figure_id)
        correct_row(row=figure, by=self.person, fields=fields, look=look)
        return changed(shown(FigureShape, self.found(figure_id), request))

    def found(self, figure_id: int) -> Figure:
        """The figure, if one may see it."""
        return get_object_or_404(seen(self.request), pk=figure_id)


def seen(request: Request) -> Any:
    """The figures of claims that somebody may see."""
    claims = claims_for(request.user).values("pk")
    return Figure.objects.filter(claim__in=claims).select_related("measure")
