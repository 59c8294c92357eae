"""Where a pasted quote stands in a captured text, or why that cannot be said, in an editor's words."""

import re

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims import anchoring

PLACES_SHOWN = 12
AROUND = 60  # characters shown on each side of a quote that stands in several places


def standing(text: str, pasted: str, place: int | None = None) -> anchoring.Selector:
    """Select the pasted words in the text; `place` chooses among several places, counted from 1.

    Raises ValidationError, about the field `exact` or `place`.
    """
    located = anchoring.locate(text, as_it_stands(text, pasted))
    if not located.places:
        raise ValidationError({"exact": _not_there(located.nearest)})
    if place is None and len(located.places) == 1:
        place = 1
    if place is None or not 1 <= place <= len(located.places):
        raise ValidationError({"place": _which(text, located.places, place)})
    return anchoring.selector(text, *located.places[place - 1])


def as_it_stands(text: str, pasted: str) -> str:
    """The pasted words with the blanks and line breaks that the text has between them, if it has these
    words at all: mails and PDFs break lines where they please."""
    words = pasted.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.group() if found else pasted


def _not_there(nearest: anchoring.Passage | None) -> list[str]:
    """That the words do not stand there; the nearest passage, to be copied, and how it differs."""
    opening = _("These words do not stand in the captured text.")
    if nearest is None:
        return [
            opening,
            _("Nothing there is near them. Check that you chose the right article and capture."),
        ]
    shown = format_html(
        '{} <q class="passage">{}</q>',
        _("The nearest passage, to copy if it is what you mean:"),
        nearest.words,
    )
    return [opening, shown, *_differences(nearest)]


def _differences(nearest: anchoring.Passage) -> list[str]:
    pairs = [
        _("you have “%(yours)s”, the text has “%(theirs)s”")
        % {"yours": difference.was or "…", "theirs": difference.now or "…"}
        for difference in nearest.differs
    ]
    return [_("It differs: %(pairs)s.") % {"pairs": "; ".join(pairs)}] if pairs else []


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
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return format_html(
        "{}: {}{}<mark>{}</mark>{}{}",
        number,
        "…" if start > AROUND else "",
        before,
        text[start:end],
        after,
        "…" if end + AROUND < len(text) else "",
    )
