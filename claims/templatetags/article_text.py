"""The captured text of an article with its quotes marked, and what each quote is of: a page has hundreds of
pieces and fifty quotes, and a template takes ten times as long to write them."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claims.templatetags.claim_text import caveat, status_mark

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
    text = escape(piece.segment.text)
    if piece.quotes:
        text = f'<mark class="{escape(piece.status)}"{at}>{text}</mark>'
    elif places:
        text = f"<span{at}>{text}</span>"
    return begun + text + "".join(_number(quote.number) for quote in piece.closes)


def _number(number: int) -> str:
    label = escape(_("quote %(number)s") % {"number": number})
    return f'<sup><a href="#quote-{number}" aria-label="{label}">{number}</a></sup>'


@register.simple_tag
def quoted_claim(quote: Any) -> SafeString:
    """The claim that a quote (`claims.views.article.Quote`) is of, and how the article takes it, under the
    number that the quote has in the text. All that is put in has been escaped."""
    appearance = quote.appearance
    claim, number = appearance.claim, quote.number
    became = render_to_string("claims/became.html", {"note": quote.became}) if quote.became else ""
    ways = f"{escape(appearance.get_stance_display())} · {escape(appearance.get_basis_display())}"
    shown = f'<a href="#appearance-{appearance.pk}">{escape(_("show in the text"))}</a>'
    return mark_safe(  # noqa: S308
        f'<li id="quote-{number}"><span class="quiet num">{number}</span> <div>'
        f'<a href="{escape(claim.get_absolute_url())}">{escape(claim.statement)}</a> {caveat(claim)}{became}'
        f"<p>{ways} · {shown}</p></div> {status_mark(claim.status)}</li>"
    )
