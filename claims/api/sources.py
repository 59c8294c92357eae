"""Sources."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act, claims_for, may_read, sources_for
from claims.actions.correcting import correct_row
from claims.actions.sources import record_source
from claims.api.bodies import Body, Text, Whole, one_of, read
from claims.api.etags import must_match
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource
from claims.api.shapes import Inside, NamedSource, Page, changed, made, shown
from claims.api.writing import about, source_of
from claims.filters import SourceFilter
from claims.models import Source
from claims.models.typed import host
from claims.paging import Order
from claims.refusals import check
from claims.vocabulary import SOURCE_KINDS

BY_NAME = Order("name", descending=False)


class SourceShape(NamedSource):
    """A source. `owner` is the source that it belongs to; a family counts once."""

    page = Page()
    owner = NamedSource(allow_null=True)
    host = serializers.CharField()
    description = serializers.CharField()
    external_id = Inside()
    articles = serializers.IntegerField(
        source="article_count", help_text="how many it published that you may see"
    )
    attributions = serializers.IntegerField(
        source="attribution_count", help_text="how many quotes are attributed to it"
    )


class ChangedSource(Body):
    """What may be put right of a source."""

    name = Text(max_length=300)
    kind = one_of(SOURCE_KINDS)
    owner = Whole(allow_null=True, default=None)
    host = Text(max_length=253, allow_blank=True, default="")
    description = Text(max_length=20_000, allow_blank=True, default="")
    external_id = Text(max_length=200, allow_blank=True, default="")
    reason = Text(max_length=1000, allow_blank=True, default="")


class NewSource(ChangedSource):
    """Anything that a statement can be traced to."""


class Sources(List):
    """`/sources/`"""

    needs = {"GET": EVERYBODY, "POST": Act.RECORD}
    filters = SourceFilter

    @extend_schema(
        operation_id="list_sources",
        summary="Sources by name",
        parameters=parameters(SourceFilter),
        responses=paged(SourceShape),
    )
    def get(self, request: Request) -> Response:
        """Those that you may see."""
        rows = self.filtered(sources_for(request.user)).qs
        return self.listed(counted(rows, request), SourceShape, BY_NAME)

    @extend_schema(
        operation_id="record_source",
        summary="Record a source",
        request=NewSource,
        responses={201: SourceShape},
    )
    def post(self, request: Request) -> Response:
        """Two records of one person would be counted as two origins: search for the name first."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        fields = read_source(self.request, NewSource)
        reason = fields.pop("reason")
        check(Source(**fields))
        source = record_source(by=self.person, reason=reason, **fields)
        found = one(self.request, source.pk)
        return made(shown(SourceShape, found, self.request), reverse("api_source", args=[found.pk]))


class OneSource(Resource):
    """`/sources/<id>/`"""

    needs = {"GET": EVERYBODY, "PATCH": Act.ENTER_DATA}

    @extend_schema(
        operation_id="get_source",
        summary="One source",
        responses={
            200: SourceShape,
            301: OpenApiResponse(description="It was merged: `Location` is what it went into."),
        },
    )
    def get(self, request: Request, source_id: int) -> HttpResponseBase:
        """Which claims rest on it, `/claims/?source=` tells."""
        try:
            return Response(shown(SourceShape, one(request, source_id), request))
        except Http404:
            if survivor := merged_into(request, source_id):
                return HttpResponsePermanentRedirect(reverse("api_source", args=[survivor]))
            raise

    @extend_schema(
        operation_id="change_source",
        summary="Put a source right",
        request=ChangedSource,
        responses=SourceShape,
    )
    def patch(self, request: Request, source_id: int) -> Response:
        """Claims that rest on it are assessed again."""
        fields = read_source(request, ChangedSource, partial=True)
        reason = fields.pop("reason", "")
        source = one(request, source_id)

        def look(row: Source) -> None:
            must_match(request, shown(SourceShape, one(request, row.pk), request))

        correct_row(row=source, by=self.person, fields=fields, look=look, reason=reason)
        return changed(shown(SourceShape, one(request, source_id), request))


def read_source(request: Request, body: type[Body], *, partial: bool = False) -> dict[str, Any]:
    """What was sent, with the owner found and the host as it is kept."""
    fields = read(body, request.data, partial=partial)
    if fields.get("owner"):
        fields["owner"] = source_of(request, fields["owner"], "owner")
    if fields.get("host"):
        try:
            fields["host"] = host(fields["host"])
        except ValidationError as error:
            raise about("host", error) from None
    return fields


def counted(rows: Any, request: Request) -> Any:
    """Sources with how much they publish and say, as far as somebody may see it."""
    claims = None if may_read(request.user) else claims_for(request.user).values("pk")
    return rows.for_list(claims)


def one(request: Request, source_id: int) -> Source:
    """The source with what is answered of it, if one may see it."""
    return get_object_or_404(counted(sources_for(request.user), request), pk=source_id)


def merged_into(request: Request, source_id: int) -> int | None:
    """The source that took this one in, if one may see it."""
    gone = Source.with_merged.exclude(merged_into=None).filter(pk=source_id)
    survivor = gone.values_list("merged_into", flat=True).first()
    seen = sources_for(request.user)
    return survivor if survivor and seen.filter(pk=survivor).exists() else None
