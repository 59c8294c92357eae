"""The captured text of an article with its quotes marked: a page has hundreds of pieces, and a template takes
ten times as long to write them."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def marked(pieces: Iterable[Any], places: bool) -> SafeString:
    """A paragraph's pieces (`claims.views.article.Piece`): each quote marked, with the way to what is said of
    it. `places` adds where each piece stands, for whoever may record."""
    return mark_safe("".join(_piece(piece, places) for piece in pieces))  # noqa: S308 - escaped


def _piece(piece: Any, places: bool) -> str:
    begun = "".join(
        f'<a class="anchor" id="appearance-{quote.appearance.pk}"></a>' for quote in piece.opens
    )
    at = f' data-at="{piece.segment.start}"' if places else ""
    text: str = escape(piece.segment.text)
    if piece.quotes:
        text = f'<mark class="{escape(piece.status)}"{at}>{text}</mark>'
    elif places:
        text = f"<span{at}>{text}</span>"
    return begun + text + "".join(_number(quote.number) for quote in piece.closes)


def _number(number: int) -> str:
    label = escape(_("quote %(number)s") % {"number": number})
    return f'<sup><a href="#quote-{number}" aria-label="{label}">{number}</a></sup>'
