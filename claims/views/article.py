"""One article: its record, and what was captured with each quote marked."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims import excerpts
from claims.access import may_enter_data, may_read_full_texts
from claims.models import Appearance, Article, Correction, Snapshot
from claims.vocabulary import BY_ATTENTION


@dataclass(frozen=True)
class Quote:
    """A quote with its number on the page."""

    number: int
    appearance: Appearance


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
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=article_id)
    snapshots = found.snapshots.defer("text").order_by("-captured_at", "-pk")
    snapshot = _chosen(found, request.GET.get("snapshot", ""))
    quotes = _quotes(snapshot) if snapshot else []
    whole = may_read_full_texts(request.user)
    return render(
        request,
        "claims/article.html",
        {
            "article": found,
            "snapshot": snapshot,
            "snapshots": snapshots,
            "quotes": quotes,
            "statuses": [
                status.value
                for status in BY_ATTENTION
                if any(quote.appearance.claim.status == status for quote in quotes)
            ],
            "passages": _passages(snapshot, quotes, whole) if snapshot else [],
            "whole": whole,
            "elsewhere": _elsewhere(found, snapshot) if snapshot else [],
            "derivations": found.derivations.select_related("based_on__publisher"),
            "copies": found.derivatives.select_related("article__publisher"),
            "corrections": found.corrections.order_by("pk"),
            "retracted": found.corrections.filter(kind=Correction.Kind.RETRACTION).exists(),
            "may_enter_data": may_enter_data(request.user),
        },
    )


def _chosen(article: Article, key: str) -> Snapshot | None:
    """The snapshot that was asked for, or the latest. Another article's is not found."""
    rows = article.snapshots.order_by("-captured_at", "-pk")
    if not key:
        return rows.first()
    if not key.isdecimal():
        raise Http404("A capture has a number.")
    return get_object_or_404(rows, pk=int(key))


def _quotes(snapshot: Snapshot) -> list[Quote]:
    rows = snapshot.appearances.select_related("claim").defer("claim__search")
    ordered = rows.order_by("start", "end", "pk")
    return [Quote(number, row) for number, row in enumerate(ordered, start=1)]


def _elsewhere(article: Article, snapshot: Snapshot) -> QuerySet[Appearance]:
    """Appearances in the article's other captures."""
    rows = Appearance.objects.filter(snapshot__article=article).exclude(snapshot=snapshot)
    return rows.select_related("claim", "snapshot").defer("snapshot__text", "claim__search")


def _passages(
    snapshot: Snapshot, quotes: list[Quote], whole: bool
) -> list[tuple[excerpts.Passage, list[list[Piece]]]]:
    """What this reader may see of the text, in passages of paragraphs of pieces."""
    by_key = {quote.appearance.pk: quote for quote in quotes}
    spans = [
        excerpts.Span(quote.appearance.start, quote.appearance.end, quote.appearance.pk)
        for quote in quotes
    ]
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
