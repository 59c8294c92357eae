"""Appearances: where claims are made, in which words, and on whose word."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import excerpts
from claims.access import Act, claims_for, is_open, may_read
from claims.actions.claims import Quoted
from claims.actions.correcting import correct_row
from claims.actions.entering import Said, enter_quote
from claims.api.bodies import MOST_ID, Body, Text, Whole, Yes, one_of, read
from claims.api.etags import must_match
from claims.api.figures import ChangedFigure
from claims.api.filters import AppearanceFilter
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.problems import refused
from claims.api.resource import Resource
from claims.api.shapes import NamedSource, changed, made, shown
from claims.api.writing import claim_of, snapshot_of, source_of
from claims.figures import Comparator
from claims.models import Appearance, Claim, Figure, Snapshot
from claims.models.attribution import SAID_BY
from claims.models.written import ANY, Written, put_each
from claims.problems import Fault
from claims.quotes import MOST_WORDS, plain, standing
from claims.refusals import check
from claims.vocabulary import BASES, QUOTE_STATES, STANCES, Stance

MOST_OFFSET = 2**31 - 1


class AttributionShape(serializers.Serializer):
    """A link of a chain: who said so, and `via` which other link the article had it. The end of a chain
    is an origin."""

    id = serializers.IntegerField()
    source = NamedSource()  # type: ignore[assignment]
    via = serializers.IntegerField(source="via_id", allow_null=True)
    self_interested = serializers.BooleanField()


class AppearanceShape(serializers.Serializer):
    """A claim in a captured text. `start` and `end` count Unicode code points; the text between them is
    `exact`. `before` and `after` are the words of the paragraph around it."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    article = serializers.IntegerField(source="snapshot.article_id")
    snapshot = serializers.IntegerField(source="snapshot_id")
    exact = serializers.CharField()
    prefix = serializers.CharField()
    suffix = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    stance = one_of(STANCES)
    basis = one_of(BASES)
    self_interested = serializers.BooleanField()
    quote = one_of(QUOTE_STATES, help_text="what became of it in the latest capture")
    attributions = AttributionShape(many=True)

    def get_before(self, one: Any) -> str:
        """Up to the quote."""
        return excerpts.before(one.text_before)

    def get_after(self, one: Any) -> str:
        """From the quote on."""
        return excerpts.after(one.text_after)


class NewAttribution(Body):
    """A link of a chain. `via` is the place in this list, from 0, of the link before it that passed the
    words on: [{"source": 7}, {"source": 12, "via": 0}] is “12 told 7, the article writes”."""

    source = Whole()  # type: ignore[assignment]
    via = Whole(min_value=0, max_value=99, allow_null=True, default=None)
    self_interested = Yes(default=False)


class ChangedAppearance(Body):
    """What may be put right of an appearance."""

    stance = one_of(STANCES, default=Stance.ASSERTS.value)
    basis = one_of(BASES)
    self_interested = Yes(default=False)
    reason = Text(max_length=1000, allow_blank=True, default="")


class NewAppearance(ChangedAppearance):
    """Words of a snapshot that make a claim: one on record by its number, or a new one by its `statement`
    with its `figures`. The words are a `quote`, with the number of the `place` where they stand several
    times, or they are those from `start` to `end`. A new claim that states another figure than they do, or
    says what one on record says, is recorded only if that is `meant`."""

    snapshot = Whole()
    claim = Whole(allow_null=True, default=None)
    statement = Text(max_length=2000, allow_blank=True, default="")
    figures = ChangedFigure(many=True, max_length=20, default=list)  # type: ignore[call-arg]
    quote = Text(max_length=MOST_WORDS, allow_blank=True, default="")
    place = Whole(allow_null=True, default=None, max_value=MOST_OFFSET)
    start = Whole(min_value=0, max_value=MOST_OFFSET, allow_null=True, default=None)
    end = Whole(max_value=MOST_OFFSET, allow_null=True, default=None)
    attributions = NewAttribution(many=True, max_length=100, default=list)  # type: ignore[call-arg]
    meant = Yes(default=False)


class Appearances(List):
    """`/appearances/`"""

    needs = {"GET": EVERYBODY, "POST": Act.RECORD}
    filters = AppearanceFilter

    @extend_schema(
        operation_id="list_appearances",
        summary="Quotes, newest first",
        parameters=parameters(AppearanceFilter),
        responses=paged(AppearanceShape),
    )
    def get(self, request: Request) -> Response:
        """Those of claims that you may see."""
        return self.listed(self.filtered(seen(request)).qs, AppearanceShape)

    @extend_schema(
        operation_id="record_appearance",
        summary="Record a quote, with its claim and on whose word",
        request=NewAppearance,
        responses={201: AppearanceShape},
    )
    def post(self, request: Request) -> Response:
        """409 if these words are on record for the claim, or a claim that says what the new one says:
        `Location` is that claim."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        sent = read(NewAppearance, self.request.data)
        said = _said(self.request, sent["attributions"])
        appearance = enter_quote(
            quoted=_quoted(self.request, sent), said=said, by=self.person, reason=sent["reason"]
        )
        found = one(self.request, appearance.pk)
        address = reverse("api_appearance", args=[found.pk])
        return made(shown(AppearanceShape, found, self.request), address)


class OneAppearance(Resource):
    """`/appearances/<id>/`"""

    needs = {"GET": EVERYBODY, "PATCH": Act.ENTER_DATA}

    @extend_schema(operation_id="get_appearance", summary="One quote", responses=AppearanceShape)
    def get(self, request: Request, appearance_id: int) -> Response:
        """With its context."""
        return Response(shown(AppearanceShape, one(request, appearance_id), request))

    @extend_schema(
        operation_id="change_appearance",
        summary="Put right what a quote does with its claim",
        request=ChangedAppearance,
        responses=AppearanceShape,
    )
    def patch(self, request: Request, appearance_id: int) -> Response:
        """Its words stay: other words are another appearance."""
        fields = read(ChangedAppearance, request.data, partial=True)
        reason = fields.pop("reason", "")
        appearance = one(request, appearance_id)

        def look(row: Appearance) -> None:
            must_match(request, shown(AppearanceShape, one(request, row.pk), request))

        correct_row(row=appearance, by=self.person, fields=fields, look=look, reason=reason)
        return changed(shown(AppearanceShape, one(request, appearance_id), request))


def seen(request: Request) -> Any:
    """The appearances of claims that somebody may see, in their context."""
    claims = claims_for(request.user).values("pk")
    return Appearance.objects.filter(claim__in=claims).with_attributions().with_context()


def _one() -> QuerySet[Appearance]:
    rows = Appearance.objects.filter(pk=ANY, claim__merged_into=None)
    return rows.select_related("snapshot").defer("snapshot__text").with_context()


ONE = Written(_one)


def one(request: Request, appearance_id: int) -> Appearance:
    """The appearance with what is answered of it, if one may see it."""
    found = ONE.about(appearance_id) if appearance_id <= MOST_ID else []
    if not found or not (may_read(request.user) or is_open(found[0].claim)):
        raise Http404
    put_each(found, "attributions", "appearance_id", SAID_BY)
    return found[0]


def _quoted(request: Request, sent: dict[str, Any]) -> Quoted:
    """What is to be recorded. Raises refused, or a ValidationError by field."""
    snapshot = snapshot_of(request, sent["snapshot"])
    start, end = _span(snapshot, sent)
    return Quoted(
        snapshot=snapshot,
        start=start,
        end=end,
        stance=sent["stance"],
        basis=sent["basis"],
        claim=_claim(request, sent),
        statement=sent["statement"],
        self_interested=sent["self_interested"],
        figures=tuple(sent["figures"]),
        meant=sent["meant"],
    )


def _claim(request: Request, sent: dict[str, Any]) -> Claim | None:
    """The claim on record that is named; None for a new one, of which all is looked at."""
    if sent["claim"] is None:
        check(Claim(statement=sent["statement"]))
        for figure in sent["figures"]:
            _look_at_figure(figure)
        return None
    if sent["statement"] or sent["figures"]:
        told = _("Name a claim on record, or send the statement and figures of a new one.")
        raise refused(Fault("claim", told))
    return claim_of(request, sent["claim"])


def _look_at_figure(figure: dict[str, Any]) -> None:
    """Refuse a figure that the record would, before its claim is there."""
    row = Figure(**figure)
    row.clean_fields(exclude=["claim"])
    ranged = row.comparator == Comparator.RANGE
    if ranged != (row.upper is not None) or (row.upper is not None and row.upper <= row.value):
        told = _("“Between” takes a value and a higher upper end; all else takes no upper end.")
        raise refused(Fault("figures", told))


def _span(snapshot: Snapshot, sent: dict[str, Any]) -> tuple[int, int]:
    """Where the words stand."""
    start, end, quote = sent["start"], sent["end"], plain(sent["quote"])
    if start is None and end is None:
        return _standing(snapshot.text, quote, sent["place"])
    if start is None or end is None or not start < end <= len(snapshot.text):
        raise refused(Fault("end", _("Send the start and the end of words within the text.")))
    if quote and snapshot.text[start:end] != quote:
        raise refused(Fault("quote", _("Other words stand from start to end.")))
    if not snapshot.text[start:end].strip():
        raise refused(Fault("end", _("There is nothing but space from start to end.")))
    return start, end


def _standing(text: str, quote: str, place: int | None) -> tuple[int, int]:
    """Where a quote stands in a text."""
    if not quote:
        raise refused(Fault("quote", _("Send the words that make the claim.")))
    try:
        found = standing(text, quote, place)
    except ValidationError as error:
        told = error.error_dict
        named = {"exact": "quote"}
        raise ValidationError({named.get(name, name): told[name] for name in told}) from None
    assert found.start is not None
    assert found.end is not None
    return found.start, found.end


def _said(request: Request, sent: list[dict[str, Any]]) -> list[Said]:
    """The links of the chains, with their sources found."""
    found = []
    for number, link in enumerate(sent):
        field = f"attributions.{number}"
        if link["via"] is not None and link["via"] >= number:
            told = _("“via” is the place of a link that stands before this one, from 0.")
            raise refused(Fault(f"{field}.via", told))
        source = source_of(request, link["source"], f"{field}.source")
        found.append(Said(source, link["via"], link["self_interested"]))
    return found
