"""What stands fifty times on a list of claims: a row, and the choices of a filter. A template takes several
times as long to write them."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from claims.highlights import highlighted
from claims.models import Claim
from claims.templatetags.claim_text import caveat, flag_tags, origins_told, status_mark

register = template.Library()


@register.simple_tag
def claim_row(claim: Claim, searched: str = "") -> SafeString:
    """A row of the list: the claim, what was found of it, its flags and its origins, with the words that were
    `searched` marked. All that is put in has been escaped."""
    statement = highlighted(claim.marked_statement) if searched else escape(claim.statement)  # type: ignore[attr-defined]
    figure = f"<br>{escape(claim.figure_label)}" if claim.figure_label else ""
    return mark_safe(  # noqa: S308
        f'<li>{status_mark(claim.status)} <div><a href="{escape(claim.get_absolute_url())}">{statement}</a> '
        f"{_quoted(claim) if searched else ''}<p>{escape(claim.sentence)}</p> {caveat(claim)}"
        f"{flag_tags(claim.flag_codes)}</div> "
        f'<span class="small quiet num">{escape(origins_told(claim))}{figure}</span></li>'
    )


def _quoted(claim: Claim) -> str:
    quote = claim.marked_quote  # type: ignore[attr-defined]
    return f'<p class="quoted">“{highlighted(quote)}”</p>' if quote else ""


@register.simple_tag
def boxes(choices: Iterable[Any], name: str, kind: str = "checkbox") -> SafeString:
    """The choices of a filter (`claims.views.claim_list.Choice`), each with how many claims it would leave;
    boxes to tick, or of kind "radio" to choose one of. All that is put in has been escaped."""
    return mark_safe(" ".join(_box(choice, name, kind) for choice in choices))  # noqa: S308


def _box(choice: Any, name: str, kind: str) -> str:
    key = f"{name}-{slugify(choice.value)}"
    number = "" if choice.number is None else f' <span class="num">{choice.number}</span>'
    checked = " checked" if choice.chosen else ""
    return (
        f'<label for="{key}"><input type="{kind}" name="{name}" value="{escape(choice.value)}" id="{key}"'
        f"{checked}> <span>{escape(choice.label)}</span>{number}</label>"
    )
