"""Claims."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act, claims_for
from claims.actions.correcting import correct_row
from claims.actions.entering import enter_claim
from claims.api.bodies import Body, Day, Text, Yes, names, read
from claims.api.etags import must_match
from claims.api.figures import ChangedFigure, FigureShape
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.problems import refused
from claims.api.resource import Resource
from claims.api.shapes import Inside, Page, changed, made, shown
from claims.filters import ClaimFilter
from claims.models import Claim, Figure
from claims.problems import Fault
from claims.refusals import check
from claims.typed import says
from claims.vocabulary import FLAGS, STATES, STATUSES, choices

FIELDS = ("statement", "event_on", "note", "external_id")


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Topics(serializers.Field):
    """The names of topics, in the order of the alphabet."""

    def to_representation(self, value: Any) -> list[str]:
        """They were fetched beforehand."""
        return sorted(topic.name for topic in value.all())


class ClaimRow(serializers.Serializer):
    """A claim, as lists show it, with what the latest assessment found."""

    id = serializers.IntegerField()
    page = Page()
    statement = serializers.CharField()
    topics = Topics()
    state = serializers.ChoiceField(choices(STATES))
    status = serializers.ChoiceField(choices(STATUSES))
    sentence = serializers.CharField(help_text="why it has this status")
    flags = serializers.ListField(
        source="flag_codes", child=serializers.ChoiceField(choices(FLAGS))
    )
    counted_origins = serializers.IntegerField(
        help_text="how many of the asserting families count; two make it corroborated"
    )
    asserting_families = serializers.IntegerField(
        help_text="how many families of origins (one origin, or several with a tie between them) assert it, "
        "whether they count or not"
    )
    disputing_families = serializers.IntegerField(
        help_text="how many families of origins dispute it, whether they count or not"
    )
    articles = serializers.IntegerField(
        source="article_count", help_text="how many articles assert it"
    )
    first_published_on = serializers.DateField(allow_null=True)
    event_on = serializers.DateField(allow_null=True)
    figure = serializers.CharField(source="figure_label", help_text="its first figure, in words")
    caveat = serializers.CharField()
    rating = serializers.CharField()


class ClaimShape(ClaimRow):
    """A claim."""

    figures = FigureShape(many=True)
    note = Inside()
    external_id = Inside()
    created_at = serializers.DateTimeField()


class ChangedClaim(Body):
    """What may be put right of a claim. `topics` replaces those it has."""

    statement = Text(max_length=2000)
    topics = serializers.ListField(child=Text(max_length=100), max_length=50, default=list)
    event_on = Day(allow_null=True, default=None)
    note = Text(max_length=20_000, allow_blank=True, default="")
    external_id = Text(max_length=200, allow_blank=True, default="")
    reason = Text(max_length=1000, allow_blank=True, default="")


class NewClaim(ChangedClaim):
    """A claim in neutral words. Ask `/find/` first whether it is on record. One whose statement is on record,
    whatever its capitals, is recorded only if another claim is `meant`."""

    figures = ChangedFigure(many=True, max_length=20, default=list)  # type: ignore[call-arg]
    meant = Yes(default=False)


class Claims(List):
    """`/claims/`"""

    needs = {"GET": EVERYBODY, "POST": Act.RECORD}
    filters = ClaimFilter

    @extend_schema(
        operation_id="list_claims",
        summary="Claims, filtered, sorted and searched",
        parameters=parameters(ClaimFilter),
        responses=paged(ClaimRow),
    )
    def get(self, request: Request) -> Response:
        """Newest first unless `sort` says otherwise."""
        found = self.filtered(claims_for(request.user))
        return self.listed(
            found.qs.prefetch_related("topics").defer("search"), ClaimRow, found.order
        )

    @extend_schema(
        operation_id="record_claim",
        summary="Record a claim",
        request=NewClaim,
        responses={201: ClaimShape},
    )
    def post(self, request: Request) -> Response:
        """A draft, with its figures, filed under topics; new topics are made. 409 if its statement is on
        record: `Location` is the claim that says so."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        sent = read(NewClaim, self.request.data)
        sent["topics"] = names(sent["topics"])
        look_at_topics(sent["topics"])
        check(Claim(**{name: sent[name] for name in FIELDS}))
        claim = enter_claim(by=self.person, **sent)
        found = one(self.request, claim.pk)
        return made(shown(ClaimShape, found, self.request), reverse("api_claim", args=[claim.pk]))


class OneClaim(Resource):
    """`/claims/<id>/`"""

    needs = {"GET": EVERYBODY, "PATCH": Act.ENTER_DATA}

    @extend_schema(
        operation_id="get_claim",
        summary="One claim",
        responses={
            200: ClaimShape,
            301: OpenApiResponse(
                description="It was merged: `Location` is the claim it went into."
            ),
        },
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """Its assessment with the reasons is at `/claims/<id>/assessment/`."""
        try:
            return Response(shown(ClaimShape, one(request, claim_id), request))
        except Http404:
            if survivor := merged_into(request, claim_id):
                return HttpResponsePermanentRedirect(reverse("api_claim", args=[survivor]))
            raise

    @extend_schema(
        operation_id="change_claim",
        summary="Put a claim right",
        request=ChangedClaim,
        responses=ClaimShape,
    )
    def patch(self, request: Request, claim_id: int) -> Response:
        """It is assessed again, and so are those that it bears on."""
        fields = read(ChangedClaim, request.data, partial=True)
        topics, reason = fields.pop("topics", None), fields.pop("reason", "")
        look_at_topics(topics or [])
        claim = one(request, claim_id)

        def look(row: Claim) -> None:
            must_match(request, shown(ClaimShape, one(request, row.pk), request))

        correct_row(
            row=claim, by=self.person, fields=fields, look=look, topics=topics, reason=reason
        )
        return changed(shown(ClaimShape, one(request, claim_id), request))


def one(request: Request, claim_id: int) -> Claim:
    """The claim with what is answered of it, if one may see it."""
    figures = Prefetch("figures", Figure.objects.select_related("measure"))
    rows = claims_for(request.user).defer("search").prefetch_related("topics", figures)
    return get_object_or_404(rows, pk=claim_id)


def merged_into(request: Request, claim_id: int) -> int | None:
    """The claim that took this one in, if one may see it."""
    gone = Claim.with_merged.exclude(merged_into=None).filter(pk=claim_id)
    survivor = gone.values_list("merged_into", flat=True).first()
    return survivor if survivor and claims_for(request.user).filter(pk=survivor).exists() else None


def look_at_topics(topics: list[str]) -> None:
    """Refuse a topic without a name."""
    for number, name in enumerate(topics):
        if not says(name):
            raise refused(Fault(f"topics.{number}", _("Give the topic a name.")))
