"""One article: its record, and what was captured with each quote marked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import excerpts
from claims.access import (
    Act,
    Person,
    claims_for,
    is_open,
    may,
    may_read,
    may_see_article,
)
from claims.actions.copying import open_proposals
from claims.models import (
    Anchoring,
    Appearance,
    Article,
    Capture,
    CaptureResult,
    CopyProposal,
    Correction,
    Derivation,
    Snapshot,
)
from claims.models.written import ANY, Written
from claims.paging import MOST_DIGITS
from claims.publish import about
from claims.publish.site import Site
from claims.vocabulary import BY_ATTENTION, QuoteState


@dataclass(frozen=True)
class Quote:
    """A quote with its number on the page, and where it stands in the capture that is shown; `became`
    if it was recorded in an earlier one."""

    number: int
    appearance: Appearance
    start: int
    end: int
    became: Anchoring | None = None


@dataclass(frozen=True)
class Piece:
    """A piece of the text with the quotes that it is a part of."""

    segment: excerpts.Segment
    quotes: list[Quote]
    opens: list[Quote]
    closes: list[Quote]

    @property
    def status(self) -> str:
        """The status that colours the piece: that of the first quote on it."""
        return self.quotes[0].appearance.claim.status if self.quotes else ""


def _whole() -> QuerySet[Article]:
    """An article with what of it there is at all: what there is nothing of is not asked for."""
    of = {"article": OuterRef("pk")}
    either = Q(article=OuterRef("pk")) | Q(original=OuterRef("pk"))
    return (
        Article.objects.select_related("publisher")
        .annotate(
            has_corrections=Exists(Correction.objects.filter(**of)),
            has_derivations=Exists(Derivation.objects.filter(**of)),
            has_copies=Exists(Derivation.objects.filter(based_on=OuterRef("pk"))),
            has_proposals=Exists(CopyProposal.objects.open().filter(either)),
            has_results=Exists(CaptureResult.objects.filter(**of)),
            is_captured=Exists(Capture.objects.filter(**of, state__in=Capture.UNDER_WAY)),
        )
        .filter(pk=ANY)
    )


WHOLE = Written(_whole)
CAPTURES = Written(lambda: Snapshot.objects.filter(article=ANY).defer("text").latest_first())
QUOTED = Written(
    lambda: (
        Appearance.objects.filter(snapshot=ANY, claim__merged_into=None)
        .select_related("claim")
        .defer("claim__search")
    )
)


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The record of an article and the text of its latest capture, or of the one asked for."""
    found = _read(request.user, article_id)
    snapshots = CAPTURES.about(found.pk)
    snapshot = _chosen(snapshots, request.GET.get("snapshot", ""))
    several = len(snapshots) > 1  # else no quote was recorded in another
    # What the public sees is open; to whoever sees more, nothing need be told.
    told = None if may_read(request.user) else about.article(found, Site.of(request))
    response = render(
        request,
        "claims/article.html",
        {
            "about": told,
            "article": found,
            **(captured(snapshot, request.user, several=several) if snapshot else {}),
            "snapshots": snapshots,
            "elsewhere": _elsewhere(found, snapshot, request.user) if snapshot and several else [],
            **_beside(found, request.user),
            "words": _words(request, found),
            "may_read": may_read(request.user),
            "may_enter_data": may(request.user, Act.ENTER_DATA),
            "may_read_trail": may(request.user, Act.READ_TRAIL),
            "may_capture": may(request.user, Act.CAPTURE),
        },
    )
    return told.links(response) if told else response


def _read(reader: Person, article_id: int) -> Article:
    """The article, if it is there for this reader."""
    found = WHOLE.about(article_id) if article_id < 10**MOST_DIGITS else []
    if not found or not may_see_article(reader, found[0]):
        raise Http404("There is no such article.")
    return found[0]


def _beside(article: Any, reader: Person) -> dict[str, object]:
    """What else is known of it: copies, corrections, how it was captured; each asked for if there is any."""
    asks = article.has_proposals and may(reader, Act.RECORD)
    return {
        "derivations": _based_on(article) if article.has_derivations else [],
        "copies": _copies(article) if article.has_copies else [],
        "corrections": article.corrections.order_by("pk") if article.has_corrections else [],
        "like_copies": open_proposals(article) if asks else [],
        "checked": _checked(article) if article.has_results else None,
        "waiting": _under_way(article) if article.is_captured else None,
    }


def _based_on(article: Article) -> QuerySet[Derivation]:
    return article.derivations.select_related("based_on__publisher")


def _copies(article: Article) -> QuerySet[Derivation]:
    return article.derivatives.select_related("article__publisher")


def _checked(article: Article) -> CaptureResult | None:
    return article.capture_results.select_related("snapshot").defer("snapshot__text").last()


def _under_way(article: Article) -> Capture | None:
    return article.captures.filter(state__in=Capture.UNDER_WAY).last()


def captured(snapshot: Snapshot, reader: Person, *, several: bool = True) -> dict[str, object]:
    """What the captured text and its quotes are shown with; `several` if there are other captures."""
    quotes = _quotes(snapshot, reader, several)
    whole = may(reader, Act.READ_FULL_TEXTS)
    found = {quote.appearance.claim.status for quote in quotes}
    return {
        "snapshot": snapshot,
        "quotes": quotes,
        "statuses": [status.value for status in BY_ATTENTION if status in found],
        "passages": _passages(snapshot, quotes, whole),
        "whole": whole,
        "may_record": may(reader, Act.RECORD),
    }


def _words(request: HttpRequest, article: Article) -> Capture | None:
    """The capture whose words are to be recorded, for those who may."""
    if not may(request.user, Act.RECORD):
        return None
    return Capture.objects.with_words_for(article.pk, request.GET.get("capture", ""))


def _chosen(captures: list[Snapshot], key: str) -> Snapshot | None:
    """The capture that was asked for, or the latest. Another article's is not found."""
    if not key:
        return captures[0] if captures else None
    if not key.isdecimal():
        raise Http404("A capture has a number.")
    for one in captures:
        if str(one.pk) == key.lstrip("0"):
            return one
    raise Http404("There is no such capture of this article.")


def _quotes(snapshot: Snapshot, reader: Person, several: bool) -> list[Quote]:
    """The quotes recorded in this capture, and those of earlier ones that were found in it."""
    found: list[tuple[int, int, int, Appearance, Anchoring | None]] = []
    every = may_read(reader)
    for row in QUOTED.about(snapshot.pk):
        if every or is_open(row.claim):
            found.append((row.start, row.end, row.pk, row, None))
    carried = _carried(snapshot).filter(appearance__claim__in=claims_for(reader))
    for note in carried if several else ():
        if note.start is not None and note.end is not None:
            found.append((note.start, note.end, note.appearance_id, note.appearance, note))
    return [
        Quote(number, row, start, end, note)
        for number, (start, end, _, row, note) in enumerate(sorted(found, key=_place), start=1)
    ]


def _carried(snapshot: Snapshot) -> QuerySet[Anchoring]:
    rows = snapshot.anchorings.select_related("appearance__claim")
    return rows.defer("appearance__claim__search")


def _place(found: tuple[int, int, int, Appearance, Anchoring | None]) -> tuple[int, int, int]:
    return found[:3]


def _elsewhere(article: Article, snapshot: Snapshot, reader: Person) -> QuerySet[Appearance]:
    """Quotes of the article's other captures that do not stand in this one; `here` tells if they were
    looked for."""
    rows = Appearance.objects.filter(snapshot__article=article, claim__in=claims_for(reader))
    rows = rows.exclude(snapshot=snapshot)
    missing = rows.exclude(anchorings__in=snapshot.anchorings.exclude(state=QuoteState.GONE))
    looked_for = Prefetch("anchorings", Anchoring.objects.filter(snapshot=snapshot), "here")
    found = missing.select_related("claim", "snapshot").prefetch_related(looked_for)
    return found.defer("snapshot__text", "claim__search").order_by("pk")


def _passages(
    snapshot: Snapshot, quotes: list[Quote], whole: bool
) -> list[tuple[excerpts.Passage, list[list[Piece]]]]:
    """What this reader may see of the text, in passages of paragraphs of pieces."""
    by_key = {quote.appearance.pk: quote for quote in quotes}
    spans = [excerpts.Span(quote.start, quote.end, quote.appearance.pk) for quote in quotes]
    text = snapshot.text
    parts = excerpts.whole(text) if whole else excerpts.windows(text, spans)

    def named(keys: tuple[int, ...]) -> list[Quote]:
        return [by_key[key] for key in keys]

    return [
        (
            passage,
            [
                [
                    Piece(piece, named(piece.marks), named(piece.opens), named(piece.closes))
                    for piece in paragraph
                ]
                for paragraph in passage.paragraphs
            ],
        )
        for passage in excerpts.passages(text, spans, parts)
    ]
