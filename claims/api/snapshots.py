"""Snapshots: what was captured of an article at one moment. They never change."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import excerpts
from claims.access import Act, articles_for, claims_for, may
from claims.actions.articles import store_snapshot
from claims.api.bodies import Body, Text, Whole, read
from claims.api.filters import SnapshotFilter
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.problems import refused
from claims.api.resource import Resource
from claims.api.shapes import made, shown
from claims.api.writing import article_of
from claims.models import Snapshot
from claims.problems import Fault
from claims.typed import says

MOST_TEXT = 2_000_000  # characters of a pasted text


class SnapshotRow(serializers.Serializer):
    """A capture, as lists show it. `sha256` is that of the bytes."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    revision_of = serializers.IntegerField(source="revision_of_id", allow_null=True)
    extent = serializers.ChoiceField(Snapshot.Extent.choices)
    method = serializers.ChoiceField(Snapshot.Method.choices)
    captured_at = serializers.DateTimeField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="bytes")
    sha256 = serializers.CharField()
    text_sha256 = serializers.CharField()


class Excerpt(serializers.Serializer):
    """A part of the text. `start` and `end` count Unicode code points of the whole."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()


class SnapshotShape(SnapshotRow):
    """A capture. `text` is for those who may read full texts, and null for others; everybody reads the
    excerpts around the quotes of claims that they may see."""

    text = serializers.CharField(allow_null=True)
    excerpts = Excerpt(many=True)


class NewSnapshot(Body):
    """A text that somebody copied from an article on record, to take quotes from."""

    article = Whole()
    text = Text(max_length=MOST_TEXT)
    extent = serializers.ChoiceField(Snapshot.Extent.choices, default=Snapshot.Extent.EXCERPT.value)
    reason = Text(max_length=1000, allow_blank=True, default="")


class Snapshots(List):
    """`/snapshots/`"""

    needs = {"GET": EVERYBODY, "POST": Act.ENTER_DATA}
    filters = SnapshotFilter

    @extend_schema(
        operation_id="list_snapshots",
        summary="Snapshots, newest first, without their texts",
        parameters=parameters(SnapshotFilter),
        responses=paged(SnapshotRow),
    )
    def get(self, request: Request) -> Response:
        """Those of articles that you may see."""
        return self.listed(self.filtered(seen(request).defer("text")).qs, SnapshotRow)

    @extend_schema(
        operation_id="record_snapshot",
        summary="Add a pasted text to an article",
        request=NewSnapshot,
        responses={201: SnapshotShape},
    )
    def post(self, request: Request) -> Response:
        """It is kept as it is sent, but for space around it, and quotes can be taken from it at once."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        sent = read(NewSnapshot, self.request.data)
        if not says(sent["text"]):
            raise refused(Fault("text", _("There is nothing here but space. Write it out.")))
        text = sent["text"].replace("\r\n", "\n")
        snapshot = store_snapshot(
            article=article_of(self.request, sent["article"]),
            content=text.encode(),
            text=text,
            extent=sent["extent"],
            method=Snapshot.Method.PASTED,
            media_type="text/plain; charset=utf-8",
            by=self.person,
            reason=sent["reason"],
        )
        return made(as_seen(snapshot, self.request), reverse("api_snapshot", args=[snapshot.pk]))


class OneSnapshot(Resource):
    """`/snapshots/<id>/`"""

    needs = {"GET": EVERYBODY}

    @extend_schema(operation_id="get_snapshot", summary="One snapshot", responses=SnapshotShape)
    def get(self, request: Request, snapshot_id: int) -> Response:
        """With the excerpts around quotes, and for those who may read it its text."""
        return Response(as_seen(get_object_or_404(seen(request), pk=snapshot_id), request))


def seen(request: Request) -> Any:
    """The captures of articles that somebody may see."""
    return Snapshot.objects.filter(article__in=articles_for(request.user).values("pk"))


def as_seen(snapshot: Snapshot, request: Request) -> dict[str, Any]:
    """A capture as far as somebody may read it."""
    text = snapshot.text
    parts = excerpts.windows(text, _quoted(snapshot, request))
    told: Any = snapshot
    told.excerpts = [
        {"start": part.start, "end": part.end, "text": text[part.start : part.end]}
        for part in parts
    ]
    data = dict(shown(SnapshotShape, told, request))
    if not may(request.user, Act.READ_FULL_TEXTS):
        data["text"] = None
    return data


def _quoted(snapshot: Snapshot, request: Request) -> list[excerpts.Span]:
    """Where quotes stand of claims that somebody may see, recorded here or found here again."""
    claims = claims_for(request.user).values("pk")
    here = snapshot.appearances.filter(claim__in=claims).values_list("start", "end")
    again = snapshot.anchorings.filter(appearance__claim__in=claims).exclude(start=None)
    placed = {*here, *again.values_list("start", "end")}
    spans = [(start, end) for start, end in placed if start is not None and end is not None]
    return [excerpts.Span(start, end) for start, end in sorted(spans)]
