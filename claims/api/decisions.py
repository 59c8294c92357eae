"""Decisions. They are made on pages, where the evidence is in view, and read here."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import claims_for, may_read
from claims.api.bodies import one_of
from claims.api.filters import DecisionFilter
from claims.api.lists import List, paged, parameters
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource
from claims.api.shapes import Inside, shown
from claims.models import Decision
from claims.vocabulary import OUTCOMES, PUBLISHING, State


class DecisionShape(serializers.Serializer):
    """What an editor decided about a claim; `digest` is that of the assessment it was made on. Why, and
    who decided, is for those who read the whole record."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    outcome = one_of(OUTCOMES)
    caveat = serializers.CharField()
    rating = serializers.CharField()
    reason = Inside()
    decided_by = Inside(source="decided_by.username")
    decided_at = serializers.DateTimeField()
    needs_sign_off = serializers.BooleanField()
    signed_off = serializers.SerializerMethodField()
    supersedes = serializers.IntegerField(source="supersedes_id", allow_null=True)
    digest = serializers.CharField()

    def get_signed_off(self, one: Decision) -> bool | None:
        """Whether a second person agreed; null if nobody has said."""
        return one.sign_off.agrees if hasattr(one, "sign_off") else None


class Decisions(List):
    """`/decisions/`"""

    needs = {"GET": EVERYBODY}
    filters = DecisionFilter

    @extend_schema(
        operation_id="list_decisions",
        summary="Decisions, newest first",
        parameters=parameters(DecisionFilter),
        responses=paged(DecisionShape),
    )
    def get(self, request: Request) -> Response:
        """The public sees those by which a claim is published."""
        return self.listed(self.filtered(seen(request)).qs, DecisionShape)


class OneDecision(Resource):
    """`/decisions/<id>/`"""

    needs = {"GET": EVERYBODY}

    @extend_schema(operation_id="get_decision", summary="One decision", responses=DecisionShape)
    def get(self, request: Request, decision_id: int) -> Response:
        """It never changes; a later one supersedes it."""
        return Response(
            shown(DecisionShape, get_object_or_404(seen(request), pk=decision_id), request)
        )


def seen(request: Request) -> Any:
    """All decisions for who reads the record; for others those in force, of claims that are published."""
    rows = Decision.objects.defer("assessment").select_related("decided_by", "sign_off")
    if may_read(request.user):
        return rows
    claims = claims_for(request.user).filter(state=State.PUBLISHED).values("pk")
    force = rows.in_force().filter(claim__in=claims, outcome__in=PUBLISHING)
    later = force.values("supersedes").exclude(supersedes=None)
    return force.exclude(pk__in=later)
