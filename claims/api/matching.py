"""What the record knows of a text: `/find/`, `/suggest/`, `/check/`.

A draft is nobody's business (docs/adr/0015). What is sent here comes in a body and not in an address, is
answered and forgotten: it is neither stored nor logged nor kept for an Idempotency-Key.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import Act, claims_for
from claims.api.bodies import Body, Whole, one_of, read
from claims.api.permissions import EVERYBODY, enough
from claims.api.problems import answer, problem_of, refused
from claims.api.resource import Resource
from claims.api.writing import article_of
from claims.checking.marks import MARKS
from claims.drafts import words
from claims.drafts.checking import Judged, check
from claims.drafts.privacy import note
from claims.drafts.reading import MOST_CHARACTERS
from claims.matching import find, language, means, rank
from claims.matching.finding import MOST
from claims.matching.suggesting import suggested
from claims.problems import Fault, Problem
from claims.vocabulary import AGREEMENTS, DIFFERENCES, STATUSES

LONGEST_SENTENCE = 10_000


class Verbatim(serializers.CharField):
    """A text letter for letter, so that places in it are those of what was sent."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The text. What PostgreSQL cannot hold becomes a space."""
        empty, data = self.validate_empty_values(data)
        if empty:
            return data
        if not isinstance(data, str):
            self.fail("invalid")
        if not data:
            self.fail("blank")
        if self.max_length and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return data.replace("\0", " ")


class Sentence(Body):
    """A sentence, and how many claims are wanted."""

    text = Verbatim(max_length=LONGEST_SENTENCE)
    k = Whole(max_value=MOST, default=5)


class Draft(Body):
    """A text."""

    text = Verbatim(max_length=MOST_CHARACTERS)


class OfArticle(Body):
    """An article on record, instead of a text."""

    article = Whole(help_text="the id of an article; its latest capture is looked through")


class ContrastShape(serializers.Serializer):
    """One difference, with the words of the text and those of the claim."""

    difference = one_of(DIFFERENCES)
    here = serializers.CharField()
    there = serializers.CharField()


class MatchShape(serializers.Serializer):
    """A claim that the text may make. The score ranks, and says nothing of truth; whether it is the same
    claim, a person says."""

    claim = serializers.IntegerField()
    statement = serializers.CharField()
    score = serializers.FloatField()
    differs = serializers.ListField(child=one_of(DIFFERENCES))
    same = serializers.ListField(child=one_of(AGREEMENTS))
    contrasts = ContrastShape(many=True)


class Found(serializers.Serializer):
    """The claims that are nearest, the nearest first; `note` says what could not be compared."""

    results = MatchShape(many=True)
    note = serializers.CharField()


class SuggestionShape(serializers.Serializer):
    """A sentence where it stands, in code points, and how much it is worth checking, from 0 to 1. Each
    reason is a sentence of its own."""

    sentence = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    score = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.CharField())


class Suggested(serializers.Serializer):
    """The sentences of a text, those most worth checking first. `snapshot` is the capture of an article
    that they stand in."""

    snapshot = serializers.IntegerField(allow_null=True)
    results = SuggestionShape(many=True)
    note = serializers.CharField()


class CheckedSentence(serializers.Serializer):
    """A sentence and what the record knows of it. Without a mark there is nothing to check in it."""

    text = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    mark = one_of(MARKS, allow_null=True)
    claim = serializers.IntegerField(allow_null=True)
    statement = serializers.CharField(allow_null=True)
    status = one_of(STATUSES, allow_null=True)
    why = serializers.CharField()


class CheckedDraft(serializers.Serializer):
    """A draft, sentence by sentence; `notes` say what the check could not do."""

    summary = serializers.CharField()
    sentences = CheckedSentence(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class Private(Resource):
    """An address that is sent a text of which nothing is to stay."""

    costly = True
    private = True

    def handle_exception(self, exc: Exception) -> Response:
        """As ever; of a fault only its kind and its place are logged, since its message may quote."""
        if problem_of(exc) is not None:
            return super().handle_exception(exc)
        note(exc)
        told = _("Something went wrong in Provenance itself. Nothing of what you sent was kept.")
        response = answer(Problem(500, told))
        response.exception = True
        return response


class Find(Private):
    """`/find/`"""

    needs = {"POST": EVERYBODY}

    @extend_schema(
        operation_id="find",
        summary="Which recorded claims a sentence may make",
        request=Sentence,
        responses=Found,
    )
    def post(self, request: Request) -> Response:
        """Of those that you may see, with how each differs."""
        sent = read(Sentence, request.data)
        found = find(sent["text"], sent["k"], within=claims_for(request.user))
        return Response(Found({"results": found, "note": means(sent["text"])}).data)


class Suggest(Private):
    """`/suggest/`"""

    needs = {"POST": Act.CHECK}

    @extend_schema(
        operation_id="suggest",
        summary="Which sentences of a text, or of an article on record, are worth checking",
        request=PolymorphicProxySerializer(
            component_name="DraftOrArticle",
            serializers=[Draft, OfArticle],
            resource_type_field_name=None,
        ),
        responses=Suggested,
    )
    def post(self, request: Request) -> Response:
        """Of a text all of them, ranked, with reasons. Of an article those that its page suggests: from a
        score of 0.5 on, without what is recorded or dismissed."""
        if isinstance(request.data, Mapping) and "article" in request.data:
            return Response(Suggested(self.of_article(request)).data)
        text = read(Draft, request.data)["text"]
        found = {"snapshot": None, "results": rank(text), "note": language(text).note}
        return Response(Suggested(found).data)

    def of_article(self, request: Request) -> dict[str, Any]:
        """What is suggested in the latest capture. Raises Problem for who may not read it whole."""
        article = article_of(request, read(OfArticle, request.data)["article"])
        enough(request, Act.READ_FULL_TEXTS)
        latest = article.snapshots.order_by("-captured_at", "-pk").first()
        if latest is None:
            told = _("This article has not been captured: there is no text to look through.")
            raise refused(Fault("article", told))
        note = language(latest.text).note
        return {"snapshot": latest.pk, "results": suggested(latest).open, "note": note}


class Check(Private):
    """`/check/`"""

    needs = {"POST": Act.CHECK}

    @extend_schema(
        operation_id="check_draft",
        summary="Hold a draft against the record",
        request=Draft,
        responses=CheckedDraft,
    )
    def post(self, request: Request) -> Response:
        """Each sentence with the claim that it may be, and on what that stands."""
        text = read(Draft, request.data)["text"]
        checked = check(text, claims_for(request.user))
        told = {
            "summary": words.summary(checked),
            "sentences": [_told(one) for one in checked.sentences],
            "notes": checked.notes,
        }
        return Response(CheckedDraft(told).data)


def _told(one: Judged) -> dict[str, Any]:
    known = one.verdict.known
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "mark": one.verdict.mark,
        "claim": known.claim if known else None,
        "statement": known.statement if known else None,
        "status": known.status if known else None,
        "why": words.why(one.verdict),
    }
