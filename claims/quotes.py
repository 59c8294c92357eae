"""Where a quote stands in a captured text, or why that cannot be said, in an editor's words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims import anchoring, differences
from claims.figures import Figure, figures, unmatched

Span = tuple[int, int]

PLACES_SHOWN = 12
MOST_WORDS = 10_000  # characters of a quote that is typed or comes along
OUTDATED = gettext_lazy("The article was captured again since you opened it.")
AROUND = 60  # characters shown on each side of a quote that stands in several places, at most
WORD_CUT_BEFORE = re.compile(r"\A\S*\s+|\A\S(?=\S*\Z)")
WORD_CUT_AFTER = re.compile(r"\s+\S*\Z|(?<=\S)\S\Z")


def plain(pasted: str) -> str:
    """Pasted words without space around them, and with plain line ends: browsers send two characters."""
    return pasted.replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class SuggestedFigure:
    """A figure that a quote may hold, and the words from which it was read."""

    figure: Figure
    words: str


def suggested_figures(quote: str) -> list[SuggestedFigure]:
    """What may be offered as figures of a claim that rests on this quote, in its order. A person accepts
    each, edits it, or declines it."""
    return [SuggestedFigure(figure, figure.text) for figure in figures(quote)]


@dataclass(frozen=True)
class OtherFigure:
    """A figure that the claim states, and the one that stands in its place in the words quoted; or, if
    these have none, in what is to be recorded of the claim."""

    claim: str
    other: str
    quoted: bool

    @property
    def key(self) -> str:
        """What somebody confirms who means it so: of other figures they are asked again."""
        return f"{self.claim}|{self.other}"

    @property
    def told(self) -> str:
        """That they differ, and what to do."""
        words = (
            _("The claim says %(claim)s, the words quoted say %(other)s.")
            if self.quoted
            else _("The claim says %(claim)s, the figure to be recorded is %(other)s.")
        )
        mend = _("Correct the one that is wrong, or tick that it is meant so.")
        return words % {"claim": self.claim, "other": self.other} + " " + mend


def other_figure(statement: str, quote: str, recorded: Iterable[Figure] = ()) -> OtherFigure | None:
    """The first figure of a claim that the words quoted for it give otherwise, or that is to be recorded
    otherwise; None if none is."""
    said = figures(statement)
    if not said:
        return None
    if found := unmatched(said, figures(quote)):
        return OtherFigure(found[0].text, found[1].text, quoted=True)
    if found := unmatched(said, list(recorded)):
        return OtherFigure(found[0].text, found[1].label, quoted=False)
    return None


def standing(text: str, pasted: str, place: int | None = None) -> anchoring.Selector:
    """Select the pasted words in the text; `place` chooses among several places, counted from 1.

    Raises ValidationError, about the field `exact` or `place`.
    """
    located = anchoring.locate(text, as_it_stands(text, pasted))
    if not located.places:
        raise ValidationError({"exact": _not_there(pasted, located.nearest)})
    if place is None and len(located.places) == 1:
        place = 1
    if place is None or not 1 <= place <= len(located.places):
        raise ValidationError({"place": _which(text, located.places, place)})
    return anchoring.selector(text, *located.places[place - 1])


def selected(text: str, start: int | None, end: int | None, quote: str) -> Span | None:
    """Where words stand that were selected from `start` to `end`, without the space around them; None
    if the quote is not those words, because it was typed over or pasted.

    Raises ValidationError if the selection reaches outside the text.
    """
    if start is None or end is None:
        return None
    if not 0 <= start < end <= len(text):
        raise ValidationError(
            {"quote": _("The selection reaches outside the article. Select words of its text.")}
        )
    words = text[start:end]
    if words.replace("\r\n", "\n").strip() != quote:
        return None
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """A selection without the space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def found_again(was: str, now: str, span: Span, *, excerpt: bool = False) -> Span:
    """Where words of an earlier capture, or of an excerpt, stand in the latest, if unchanged.

    Raises ValidationError, about the field `quote`, which says what became of them.
    """
    chosen = anchoring.selector(was, *span)
    found = anchoring.anchor(now, anchoring.of_excerpt(chosen) if excerpt else chosen)
    if found.start is None or found.end is None:
        raise ValidationError({"quote": [OUTDATED, _("These words are gone from it.")]})
    if found.state in {"reworded", "changed"}:
        passage = now[found.start : found.end]
        raise ValidationError({"quote": [OUTDATED, *_nearest(was[slice(*span)], passage)]})
    return found.start, found.end


def as_it_stands(text: str, pasted: str) -> str:
    """The pasted words with the blanks and line breaks that the text has between them, if it has these
    words at all: mails and PDFs break lines where they please."""
    words = pasted.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.group() if found else pasted


def _not_there(pasted: str, nearest: anchoring.Passage | None) -> list[str]:
    """That the words do not stand there; the nearest passage, to be copied, and how it differs."""
    opening = _("These words do not stand in the captured text.")
    if nearest is None:
        return [
            opening,
            _("Nothing there is near them. Check that you chose the right article and capture."),
        ]
    return [opening, *_nearest(pasted, nearest.words)]


def _nearest(yours: str, passage: str) -> list[str]:
    """The nearest passage, to be copied, and how it differs from the words that were looked for."""
    shown = format_html(
        '{} <q class="passage">{}</q>',
        _("The nearest passage, to copy if it is what you mean:"),
        passage,
    )
    way = differences.compare(yours, passage)
    if not differences.differ(way):
        return [shown, _("Only typography or spacing differs.")]
    told = format_html(
        '{} <span class="differs">{}</span>',
        _("What differs, yours struck out and the text's underlined:"),
        format_html_join("", "{}", ((_marked(one),) for one in differences.folded(way))),
    )
    return [shown, told]


def _marked(stretch: differences.Stretch) -> str:
    """A stretch of two wordings, as HTML says which of them has it."""
    if stretch.folded:
        return " … "
    html = {differences.Kind.REMOVED: "<del>{}</del>", differences.Kind.ADDED: "<ins>{}</ins>"}
    return format_html(html.get(stretch.kind, "{}"), stretch.text)


def _which(text: str, places: tuple[tuple[int, int], ...], place: int | None) -> list[str]:
    """That the quote stands in several places, and what stands around each."""
    count = len(places)
    opening = ngettext(
        "The quote stands in one place only: leave this empty.",
        "The quote stands in %(count)s places. Enter the number of the one you mean, or paste more "
        "of the sentence.",
        count,
    ) % {"count": count}
    if count == 1:
        return [opening]
    if place is not None:
        opening = _("There is no place %(place)s.") % {"place": place} + " " + opening
    shown = [
        _around(text, number, start, end)
        for number, (start, end) in enumerate(places[:PLACES_SHOWN], start=1)
    ]
    hidden = count - len(shown)
    more = [_("… and %(hidden)s more places.") % {"hidden": hidden}] if hidden else []
    return [opening, *shown, *more]


def _around(text: str, number: int, start: int, end: int) -> str:
    """A place with the words around it; an ellipsis says where there are more of them."""
    return format_html(
        "{}: {}<mark>{}</mark>{}",
        number,
        _before(text, start),
        text[start:end],
        _after(text, end),
    )


def _before(text: str, start: int) -> str:
    """Whole words before a place."""
    if start <= AROUND:
        return text[:start]
    cut = text[start - AROUND - 1 : start]  # with the character before, to see if a word is cut
    return f"… {WORD_CUT_BEFORE.sub('', cut, count=1)}"


def _after(text: str, end: int) -> str:
    """Whole words after a place."""
    if end + AROUND >= len(text):
        return text[end:]
    return f"{WORD_CUT_AFTER.sub('', text[end : end + AROUND + 1], count=1)} …"
