"""One article: its record, and what was captured with each quote marked."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims import excerpts
from claims.access import (
    Act,
    Person,
    articles_for,
    claims_for,
    may,
    may_read,
)
from claims.actions.copying import open_proposals
from claims.models import (
    Anchoring,
    Appearance,
    Article,
    Capture,
    Snapshot,
)
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


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The record of an article and the text of its latest capture, or of the one asked for."""
    found = get_object_or_404(articles_for(request.user).select_related("publisher"), pk=article_id)
    snapshots = found.snapshots.defer("text").order_by("-captured_at", "-pk")
    snapshot = _chosen(found, request.GET.get("snapshot", ""))
    # What the public sees is open; to whoever sees more, nothing need be told.
    told = None if may_read(request.user) else about.article(found, Site.of(request))
    response = render(
        request,
        "claims/article.html",
        {
            "about": told,
            "article": found,
            **(captured(snapshot, request.user) if snapshot else {}),
            "snapshots": snapshots,
            "elsewhere": _elsewhere(found, snapshot, request.user) if snapshot else [],
            "derivations": found.derivations.select_related("based_on__publisher"),
            "like_copies": open_proposals(found) if may(request.user, Act.RECORD) else [],
            "copies": found.derivatives.select_related("article__publisher"),
            "corrections": found.corrections.order_by("pk"),
            "words": _words(request, found),
            "may_read": may_read(request.user),
            "may_enter_data": may(request.user, Act.ENTER_DATA),
            "may_read_trail": may(request.user, Act.READ_TRAIL),
            "may_capture": may(request.user, Act.CAPTURE),
            "checked": found.capture_results.select_related("snapshot")
            .defer("snapshot__text")
            .last(),
            "waiting": found.captures.filter(state__in=Capture.UNDER_WAY).last(),
        },
    )
    return told.links(response) if told else response


def captured(snapshot: Snapshot, reader: Person) -> dict[str, object]:
    """What the captured text and its quotes are shown with."""
    quotes = _quotes(snapshot, reader)
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


def _chosen(article: Article, key: str) -> Snapshot | None:
    """The snapshot that was asked for, or the latest. Another article's is not found."""
    rows = article.snapshots.order_by("-captured_at", "-pk")
    if not key:
        return rows.first()
    if not key.isdecimal():
        raise Http404("A capture has a number.")
    return get_object_or_404(rows, pk=int(key))


def _quotes(snapshot: Snapshot, reader: Person) -> list[Quote]:
    """The quotes recorded in this capture, and those of earlier ones that were found in it."""
    found: list[tuple[int, int, int, Appearance, Anchoring | None]] = []
    seen = claims_for(reader)
    recorded = snapshot.appearances.filter(claim__in=seen).select_related("claim")
    for row in recorded.defer("claim__search"):
        found.append((row.start, row.end, row.pk, row, None))
    for note in _carried(snapshot).filter(appearance__claim__in=seen):
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
