"""Articles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act, articles_for, claims_for, may_read
from claims.actions.articles import record_article
from claims.actions.correcting import correct_row
from claims.api.bodies import Body, Day, Text, Whole, read
from claims.api.etags import must_match
from claims.api.lists import List, paged, parameters
from claims.api.once import once
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource
from claims.api.shapes import Inside, NamedSource, Page, changed, made, shown
from claims.api.writing import about, source_of
from claims.filters import ArticleFilter
from claims.models import Article, Correction, Derivation
from claims.models.typed import language
from claims.refusals import check
from claims.typed import LONGEST_TAG


class ArticleRow(serializers.Serializer):
    """A published piece, as lists show it. What is not known of it is empty."""

    id = serializers.IntegerField()
    page = Page()
    title = serializers.CharField()
    label = serializers.CharField(help_text="the title, or else its opening words in brackets")  # type: ignore[assignment]
    publisher = NamedSource()
    url = serializers.CharField(help_text="its own address on the web")
    byline = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()
    claims = serializers.IntegerField(
        source="claim_count", help_text="how many it makes that you may see"
    )
    retracted = serializers.BooleanField()


class DerivationShape(serializers.Serializer):
    """What an article copies, rewrites or translates: a copy adds no origin."""

    based_on = serializers.IntegerField(source="based_on_id")
    kind = serializers.ChoiceField(Derivation.Kind.choices)


class CorrectionShape(serializers.Serializer):
    """What an outlet took back or put right."""

    kind = serializers.ChoiceField(Correction.Kind.choices)
    published_on = serializers.DateField(allow_null=True)
    text = serializers.CharField()
    url = serializers.CharField()


@extend_schema_field({"type": "array", "items": {"type": "integer"}})
class Captures(serializers.Field):
    """The numbers of snapshots, the latest first."""

    def to_representation(self, value: Any) -> list[int]:
        """Without their texts."""
        return list(value.latest_first().values_list("pk", flat=True))


class ArticleShape(ArticleRow):
    """A published piece, and what became of it."""

    derivations = DerivationShape(many=True)
    corrections = CorrectionShape(many=True)
    snapshots = Captures()
    external_id = Inside()


class ChangedArticle(Body):
    """What may be put right of an article."""

    publisher = Whole()
    title = Text(max_length=500, allow_blank=True, default="")
    url = Text(max_length=2000, allow_blank=True, default="")
    byline = Text(max_length=300, allow_blank=True, default="")
    published_on = Day(allow_null=True, default=None)
    language = Text(max_length=LONGEST_TAG, allow_blank=True, default="")
    external_id = Text(max_length=200, allow_blank=True, default="")
    reason = Text(max_length=1000, allow_blank=True, default="")


class NewArticle(ChangedArticle):
    """An article that is not captured. To have its page captured, send its address to `/captures/`."""


class Articles(List):
    """`/articles/`"""

    needs = {"GET": EVERYBODY, "POST": Act.ENTER_DATA}
    filters = ArticleFilter

    @extend_schema(
        operation_id="list_articles",
        summary="Articles, newest first",
        parameters=parameters(ArticleFilter),
        responses=paged(ArticleRow),
    )
    def get(self, request: Request) -> Response:
        """Those that make a claim which you may see."""
        rows = self.filtered(articles_for(request.user)).qs
        return self.listed(counted(rows, request), ArticleRow)

    @extend_schema(
        operation_id="record_article",
        summary="Record an article",
        request=NewArticle,
        responses={201: ArticleShape},
    )
    def post(self, request: Request) -> Response:
        """Its words come with a snapshot."""
        return once(request, self.person, self.record)

    def record(self) -> Response:
        """Put it on record."""
        fields = read_article(self.request, NewArticle)
        reason = fields.pop("reason")
        check(Article(**fields))
        article = record_article(by=self.person, reason=reason, **fields)
        found = one(self.request, article.pk)
        return made(
            shown(ArticleShape, found, self.request), reverse("api_article", args=[found.pk])
        )


class OneArticle(Resource):
    """`/articles/<id>/`"""

    needs = {"GET": EVERYBODY, "PATCH": Act.ENTER_DATA}

    @extend_schema(operation_id="get_article", summary="One article", responses=ArticleShape)
    def get(self, request: Request, article_id: int) -> Response:
        """Its quotes are at `/appearances/?article=`."""
        return Response(shown(ArticleShape, one(request, article_id), request))

    @extend_schema(
        operation_id="change_article",
        summary="Put an article right",
        request=ChangedArticle,
        responses=ArticleShape,
    )
    def patch(self, request: Request, article_id: int) -> Response:
        """The claims that it makes are assessed again."""
        fields = read_article(request, ChangedArticle, partial=True)
        reason = fields.pop("reason", "")
        article = one(request, article_id)

        def look(row: Article) -> None:
            must_match(request, shown(ArticleShape, one(request, row.pk), request))

        correct_row(row=article, by=self.person, fields=fields, look=look, reason=reason)
        return changed(shown(ArticleShape, one(request, article_id), request))


def read_article(request: Request, body: type[Body], *, partial: bool = False) -> dict[str, Any]:
    """What was sent, with the publisher found and the language as it is kept."""
    fields = read(body, request.data, partial=partial)
    if "publisher" in fields:
        fields["publisher"] = source_of(request, fields["publisher"], "publisher")
    if fields.get("language"):
        try:
            fields["language"] = language(fields["language"])
        except ValidationError as error:
            raise about("language", error) from None
    return fields


def counted(rows: Any, request: Request) -> QuerySet[Article]:
    """Articles with their publishers, and how many claims they make that somebody may see."""
    claims = None if may_read(request.user) else claims_for(request.user).values("pk")
    return rows.for_list(claims)


def one(request: Request, article_id: int) -> Article:
    """The article with what is answered of it, if one may see it."""
    rows = counted(articles_for(request.user), request)
    return get_object_or_404(rows.prefetch_related("derivations", "corrections"), pk=article_id)
