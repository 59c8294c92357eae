"""Origin marks: what editors found about the origins of claims."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act
from claims.actions.editing import mark_origin
from claims.api.bodies import Body, Text, Whole, one_of, read
from claims.api.filters import MarkFilter
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.problems import refused
from claims.api.resource import Resource
from claims.api.shapes import NamedSource, made, shown
from claims.api.writing import claim_of, source_of
from claims.models import OriginMark
from claims.problems import Fault
from claims.vocabulary import VERDICTS, Verdict


class MarkShape(serializers.Serializer):
    """A finding that a source speaks on a claim from its own knowledge, does not, or is another."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    source = NamedSource()  # type: ignore[assignment]
    verdict = one_of(VERDICTS)
    same_as = NamedSource(allow_null=True)
    reason = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class NewMark(Body):
    """A finding. `same_as` goes with the verdict of that name, and with no other."""

    claim = Whole()
    source = Whole()  # type: ignore[assignment]
    verdict = one_of(VERDICTS)
    same_as = Whole(allow_null=True, default=None)
    reason = Text(max_length=5000)


class Marks(List):
    """`/marks/`"""

    needs = {"GET": Act.READ, "POST": Act.MARK}
    filters = MarkFilter

    @extend_schema(
        operation_id="list_marks",
        summary="Origin marks, newest first",
        parameters=parameters(MarkFilter),
        responses=paged(MarkShape),
    )
    def get(self, request: Request) -> Response:
        """For those who read the whole record."""
        return self.listed(self.filtered(rows()).qs, MarkShape)

    @extend_schema(
        operation_id="mark_origin",
        summary="Say what you found about an origin",
        request=NewMark,
        responses={201: MarkShape},
    )
    def post(self, request: Request) -> Response:
        """Whether a source speaks from its own knowledge has one answer: a new one takes the place of the
        earlier."""
        return once(request, self.person, self.mark)

    def mark(self) -> Response:
        """Put it on record."""
        sent = read(NewMark, self.request.data)
        if (sent["verdict"] == Verdict.SAME_AS) != (sent["same_as"] is not None):
            told = _("Name the other source for “is the same origin as”, and for no other finding.")
            raise refused(Fault("same_as", told))
        same = sent["same_as"]
        found = mark_origin(
            claim=claim_of(self.request, sent["claim"]),
            source=source_of(self.request, sent["source"]),
            verdict=sent["verdict"],
            same_as=source_of(self.request, same, "same_as") if same else None,
            reason=sent["reason"],
            by=self.person,
        )
        data = shown(MarkShape, rows().get(pk=found.pk), self.request)
        return made(data, reverse("api_mark", args=[found.pk]))


class OneMark(Resource):
    """`/marks/<id>/`"""

    needs = {"GET": Act.READ}

    @extend_schema(operation_id="get_mark", summary="One origin mark", responses=MarkShape)
    def get(self, request: Request, mark_id: int) -> Response:
        """Who found what, and how they know."""
        return Response(shown(MarkShape, get_object_or_404(rows(), pk=mark_id), request))


def rows() -> QuerySet[OriginMark]:
    """Marks of claims that stand for themselves."""
    found = OriginMark.objects.filter(claim__merged_into=None)
    return found.select_related("source", "same_as", "made_by")
