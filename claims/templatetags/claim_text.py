"""Filters for the text of claims, for what each row of a list says of one, and for long choices."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.forms import Form
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from claims.highlights import highlighted
from claims.models import Claim
from claims.vocabulary import FLAGS, FlagCode, Status

register = template.Library()
register.filter(highlighted)


@register.filter
def status_mark(status: str) -> SafeString:
    """The status as lists show it: its drawing and its name."""
    return _mark(status, get_language())


@lru_cache(maxsize=64)  # a list has fifty, of four kinds
def _mark(status: str, language: str | None) -> SafeString:
    return render_to_string("claims/status.html", {"status": status})


@register.filter
def flag_tags(codes: list[str]) -> SafeString:
    """The flags as lists show them, if there are any."""
    return _tags(tuple(codes), get_language()) if codes else SafeString()


@lru_cache(maxsize=1024)  # claims carry the same few together
def _tags(codes: tuple[str, ...], language: str | None) -> SafeString:
    labels = [(FLAGS[FlagCode(code)].label,) for code in codes]
    return format_html('<p class="tags">{}</p>', format_html_join("", "<span>{}</span>", labels))


@register.filter
def caveat(claim: Claim) -> SafeString:
    """What a claim is published with, if anything: its caveat, and how it is rated."""
    told = ""
    if claim.caveat:
        told = f'<p class="caveat"><b>{escape(_("Caveat:"))}</b> {escape(claim.caveat)}</p>'
    if claim.rating:
        told += f'<p class="rating">{escape(_("Rated:"))} <b>{escape(claim.rating)}</b></p>'
    return mark_safe(told)  # noqa: S308 - escaped above


@register.filter
def fields(form: Form) -> SafeString:
    """The fields of a form that is made of nothing: those of one that nobody has filled in are all alike."""
    if form.is_bound:
        return render_to_string("claims/fields.html", {"form": form})
    return _empty(type(form), get_language())


@lru_cache(maxsize=64)  # on each page of a claim, and to write them takes a twentieth of it
def _empty(kind: type[Form], language: str | None) -> SafeString:
    return render_to_string("claims/fields.html", {"form": kind()})


@register.filter
def origins_told(claim: Claim) -> str:
    """How many origins stand behind a claim: "2 of 3 origins count", "2 against 1"."""
    number = claim.asserting_families
    if claim.status == Status.DISPUTED:
        told = _("%(for)s against %(against)s")
        return told % {"for": number, "against": claim.disputing_families}
    told = ngettext(
        "%(counted)s of %(number)s origin counts", "%(counted)s of %(number)s origins count", number
    )
    return told % {"counted": claim.counted_origins, "number": number}


@register.filter
def options(choices: Iterable[tuple[Any, Any]]) -> SafeString:
    """The choices of a field, none of them chosen: a newsroom has hundreds of people."""
    return format_html_join("", '<option value="{}">{}</option>', choices)
