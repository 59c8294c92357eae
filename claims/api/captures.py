"""Captures: having a page or a text captured, by a job."""

from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act
from claims.api.bodies import Body, Text, Whole, read
from claims.api.filters import CaptureFilter
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.resource import Resource
from claims.api.shapes import made, shown
from claims.api.snapshots import MOST_TEXT
from claims.api.writing import article_of
from claims.forms import CaptureForm
from claims.models import Capture, Snapshot


class Brought(serializers.Serializer):
    """What a capture brought: a snapshot, new, or unchanged since an earlier one."""

    article = serializers.IntegerField(source="article_id")
    snapshot = serializers.IntegerField(source="snapshot_id")
    unchanged = serializers.BooleanField()
    notes = serializers.CharField()


class Attempt(serializers.Serializer):
    """An attempt that failed, and when the next is made by itself, if ever."""

    failed_at = serializers.DateTimeField()
    reason = serializers.CharField()
    message = serializers.CharField()
    next_at = serializers.DateTimeField(allow_null=True)


class CaptureShape(serializers.Serializer):
    """How a capture goes. It is over when its state is done or failed."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(Capture.State.choices)
    step = serializers.CharField()
    method = serializers.ChoiceField(Snapshot.Method.choices)
    url = serializers.CharField()
    article = serializers.IntegerField(source="article_id", allow_null=True)
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    results = Brought(many=True)
    attempts = Attempt(many=True)


class NewCapture(Body):
    """A page by its address, or a text; `article`, if it is one on record that is captured again. With a
    text, `url` says where it came from."""

    url = Text(max_length=2000, allow_blank=True, default="")
    text = Text(max_length=MOST_TEXT, allow_blank=True, default="")
    article = Whole(allow_null=True, default=None)


class Captures(List):
    """`/captures/`"""

    needs = {"GET": Act.CAPTURE, "POST": Act.CAPTURE}
    filters = CaptureFilter

    @extend_schema(
        operation_id="list_captures",
        summary="Captures, newest first",
        parameters=parameters(CaptureFilter),
        responses=paged(CaptureShape),
    )
    def get(self, request: Request) -> Response:
        """Everybody’s."""
        return self.listed(self.filtered(_rows()).qs, CaptureShape)

    @extend_schema(
        operation_id="ask_for_capture",
        summary="Have a page or a text captured",
        request=NewCapture,
        responses={202: CaptureShape},
    )
    def post(self, request: Request) -> Response:
        """A job does it. Ask for the capture again until it is done or failed."""
        return once(request, self.person, self.ask)

    def ask(self) -> Response:
        """Ask for it, by the rules of the page."""
        sent = read(NewCapture, self.request.data)
        form = CaptureForm(sent)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        article = article_of(self.request, sent["article"]) if sent["article"] else None
        capture = form.ask(by=self.person, article=article)
        data = shown(CaptureShape, capture, self.request)
        return made(data, reverse("api_capture", args=[capture.pk]), 202)


class OneCapture(Resource):
    """`/captures/<id>/`"""

    needs = {"GET": Act.CAPTURE}

    @extend_schema(operation_id="get_capture", summary="How a capture goes", responses=CaptureShape)
    def get(self, request: Request, capture_id: int) -> Response:
        """With what it brought, and each failed attempt with its reason."""
        return Response(shown(CaptureShape, get_object_or_404(_rows(), pk=capture_id), request))


def _rows() -> Any:
    return Capture.objects.prefetch_related("results", "attempts")
