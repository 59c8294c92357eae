"""What hangs on a claim, an article or a source, and which values of it are told.

To tell of a new table, track its model (`claims.models.rules.tracked`) and add a line to `PARTS`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Appearance,
    Article,
    Attribution,
    CaptureRequest,
    Claim,
    ClaimTopic,
    Comparison,
    CopyProposal,
    Correction,
    Decision,
    Derivation,
    DismissedSuggestion,
    Figure,
    Note,
    OriginMark,
    SignOff,
    Snapshot,
    Source,
)

# Events in one set or several, none in two: an index finds each set in the order of time. Where the first
# is empty, so are the others, or the part names another that it hangs `through`.
Found = Callable[[QuerySet, int], tuple[QuerySet, ...]]


def trail(model: type[Model]) -> QuerySet:
    """The events of a tracked model."""
    return model.pgh_event_model._default_manager.all()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Part:
    """A table whose rows hang on a record.

    `found` narrows its events to those of one record. `words` say that a row was made, changed, or
    removed; `about` are the fields that say which row is meant, `values` those that are told, and `own`
    those that the program writes by itself. `through` is the model of another part, by whose rows these
    hang on the record: where nothing ever happened to one of those, nothing did to these.
    """

    model: type[Model]
    found: Found
    words: tuple[Any, Any, Any]
    values: tuple[str, ...]
    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    by: str = ""  # the field by which it hangs on the record: told only when it changes
    rows: bool = field(default=True)  # whether events know the row that they are of
    through: type[Model] | None = None


def itself(events: QuerySet, record: int) -> tuple[QuerySet, ...]:
    """The events of the record's own row."""
    return (events.filter(pgh_obj_id=record),)


def hanging_by(name: str) -> Found:
    """The events of rows that name the record in this field, the one that takes them elsewhere too."""

    def found(events: QuerySet, record: int) -> tuple[QuerySet, ...]:
        ever = events.model._default_manager.filter(**{name: record}).values("pgh_obj_id")
        before = (
            events.model._default_manager.filter(
                pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
            )
            .order_by("-pgh_id")
            .values(name)[:1]
        )
        updates = events.filter(pgh_label="update", pgh_obj_id__in=ever)
        elsewhere = updates.exclude(**{name: record}).annotate(hung=Subquery(before))
        return events.filter(**{name: record}), elsewhere.filter(hung=record)

    return found


def naming(name: str) -> Found:
    """The events of rows that name the record in this field, and always did."""
    return lambda events, record: (events.filter(**{name: record}),)


def of_appearances(events: QuerySet, claim: int) -> tuple[QuerySet, ...]:
    """The events of attributions, from the time when their appearance was one of the claim."""
    appearances = trail(Appearance)
    ever = appearances.filter(claim=claim).values("pgh_obj_id")
    owner = (
        appearances.filter(
            pgh_obj_id=OuterRef("appearance_id"), pgh_created_at__lte=OuterRef("pgh_created_at")
        )
        .order_by("-pgh_id")
        .values("claim")[:1]
    )
    made = events.filter(appearance__in=ever).annotate(made_by=Subquery(owner))
    return (made.filter(made_by=claim),)


def of_decisions(events: QuerySet, claim: int) -> tuple[QuerySet, ...]:
    """The events of what second persons said of the claim's decisions."""
    return (events.filter(decision__in=trail(Decision).filter(claim=claim).values("id")),)


def in_captures(events: QuerySet, article: int) -> tuple[QuerySet, ...]:
    """The events of quotes taken from the article."""
    captures = Snapshot.objects.filter(article=article).values("pk")
    return (events.filter(snapshot__in=captures),)


def of_figures(events: QuerySet, claim: int) -> tuple[QuerySet, ...]:
    """The events of comparisons of figures that the claim carries, or did."""
    ever = trail(Figure).filter(claim=claim).values("pgh_obj_id")
    by_the_other = events.filter(other__in=ever).exclude(one__in=ever)
    return events.filter(one__in=ever), by_the_other


RECORDED = (_("Appearance recorded"), _("Appearance changed"), _("Appearance removed"))
MARKED = (_("Origin marked"), _("Mark on an origin changed"), _("Mark on an origin removed"))
DERIVED = (_("Copy recorded"), _("Copy changed"), _("No longer recorded as a copy"))
ARTICLE = (_("Article recorded"), _("Article changed"), _("Article removed"))
SOURCE = (_("Source recorded"), _("Source changed"), _("Source removed"))
QUOTED = ("stance", "basis", "self_interested")
ANSWERED = ("state", "reason", "decided_by")
OF_ARTICLE = ("title", "publisher", "url", "byline", "published_on", "language", "external_id")
OF_SOURCE = ("name", "kind", "owner", "host", "description", "external_id", "merged_into")

# The order is that in which one act is told.
PARTS: dict[type[Model], tuple[Part, ...]] = {
    Claim: (
        Part(
            Claim,
            itself,
            (_("Claim recorded"), _("Claim changed"), _("Claim removed")),
            ("statement", "event_on", "note", "external_id", "state", "assignee", "merged_into"),
            own=("status", "sentence", "flag_codes"),
        ),
        Part(
            Decision,
            naming("claim"),
            (_("Decided"), _("Decision changed"), _("Decision removed")),
            ("caveat", "rating", "reason", "decided_by"),
            about=("outcome",),
            by="claim",
        ),
        Part(
            SignOff,
            of_decisions,
            (_("Looked at by a second person"), _("Sign-off changed"), _("Sign-off removed")),
            ("agrees", "reason", "signed_by"),
            through=Decision,
        ),
        Part(
            ClaimTopic,
            naming("claim"),
            (_("Filed under"), _("Filed elsewhere"), _("No longer filed under")),
            (),
            about=("topic",),
            by="claim",
            rows=False,
        ),
        Part(
            Appearance,
            hanging_by("claim"),
            RECORDED,
            ("exact", "claim", "snapshot", *QUOTED),
            about=("exact",),
            own=("quote",),
            by="claim",
        ),
        Part(
            Attribution,
            of_appearances,
            (_("Said by, recorded"), _("Said by, changed"), _("Said by, removed")),
            ("source", "via", "self_interested"),
            about=("source", "appearance"),
            through=Appearance,
        ),
        Part(
            Figure,
            hanging_by("claim"),
            (_("Figure recorded"), _("Figure changed"), _("Figure removed")),
            ("value", "unit", "claim", "comparator", "period", "population", "kind", "measure"),
            about=("value", "unit"),
            by="claim",
        ),
        Part(
            Comparison,
            of_figures,
            (
                _("Figures set side by side"),
                _("Finding on two figures"),
                _("Figures no longer set side by side"),
            ),
            ("finding", "note", "found_by"),
            about=("one", "other"),
            through=Figure,
        ),
        Part(
            OriginMark,
            hanging_by("claim"),
            MARKED,
            ("source", "claim", "verdict", "same_as", "reason"),
            about=("source",),
            by="claim",
        ),
        Part(
            Note,
            hanging_by("claim"),
            (_("Note written"), _("Note withdrawn"), _("Note removed")),
            ("claim", "withdrawn_at"),
            about=("text",),
            by="claim",
        ),
        Part(
            CaptureRequest,
            hanging_by("claim"),
            (_("Asked for a capture"), _("Task changed"), _("Task removed")),
            ("source", "claim", "url", "note", "taken_by", "cleared_by"),
            about=("source",),
            by="claim",
        ),
    ),
    Article: (
        Part(Article, itself, ARTICLE, OF_ARTICLE),
        Part(
            Derivation,
            hanging_by("article"),
            DERIVED,
            ("based_on", "article", "kind"),
            about=("based_on",),
            by="article",
        ),
        Part(
            Derivation,
            hanging_by("based_on"),
            (_("Copied in"), _("What copies it changed"), _("No longer recorded as copied in")),
            ("article", "based_on", "kind"),
            about=("article",),
            by="based_on",
        ),
        Part(
            CopyProposal,
            hanging_by("article"),
            (_("Looks copied"), _("Looks copied: changed"), _("Looks copied: no longer")),
            ("original", "article", "why", "percent", "percent_back", "passages", *ANSWERED),
            about=("original",),
            by="article",
        ),
        Part(
            CopyProposal,
            hanging_by("original"),
            (
                _("Looks like an original"),
                _("Looks like an original: changed"),
                _("Looks like an original: no longer"),
            ),
            ("article", "original", "why", "percent", "percent_back", "passages", *ANSWERED),
            about=("article",),
            by="original",
        ),
        Part(
            Correction,
            hanging_by("article"),
            (_("Correction recorded"), _("Correction changed"), _("Correction removed")),
            ("kind", "article", "published_on", "text", "url"),
            about=("kind",),
            by="article",
        ),
        Part(
            DismissedSuggestion,
            naming("article"),
            (_("Suggestion dismissed"), _("Suggestion changed"), _("Suggestion taken up again")),
            (),
            about=("words",),
            by="article",
        ),
        Part(
            Snapshot,
            naming("article"),
            (_("Captured"), _("Capture changed"), _("Capture removed")),
            ("method", "extent", "media_type", "size", "sha256", "captured_by"),
            by="article",
        ),
        Part(
            Appearance,
            in_captures,
            RECORDED,
            ("exact", "claim", *QUOTED),
            about=("claim", "exact"),
            own=("quote",),
        ),
    ),
    Source: (
        Part(Source, itself, SOURCE, OF_SOURCE),
        Part(
            Source,
            hanging_by("owner"),
            (_("Source that belongs to it recorded"), _("Owner of a source changed"), SOURCE[2]),
            ("owner",),
            about=("id",),
            by="owner",
        ),
        Part(
            Article,
            hanging_by("publisher"),
            ARTICLE,
            OF_ARTICLE,
            about=("id",),
            by="publisher",
        ),
        Part(
            OriginMark,
            hanging_by("source"),
            MARKED,
            ("source", "claim", "verdict", "same_as", "reason"),
            about=("claim",),
            by="source",
        ),
        Part(
            OriginMark,
            hanging_by("same_as"),
            (_("Marked as the same origin"), MARKED[1], MARKED[2]),
            ("source", "claim", "verdict", "same_as", "reason"),
            about=("claim",),
            by="same_as",
        ),
    ),
}
