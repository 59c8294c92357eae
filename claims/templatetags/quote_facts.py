"""What stands under a quote on the page of its claim: a page has hundreds of such facts, and a template takes
ten times as long to write them."""

from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from typing import Any

from django import template
from django.utils.dateformat import format as written
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from claims.models import Attribution, Source
from claims.vocabulary import Basis, SourceKind

register = template.Library()


@register.filter
def where_and_whose(shown: Any) -> SafeString:
    """In which article a quote stands (`claims.views.claim.Shown`), how it takes the claim, on whose word."""
    appearance = shown.appearance
    article = appearance.snapshot.article
    basis: str = escape(appearance.get_basis_display())
    if appearance.self_interested:
        basis += f", {_('the publisher speaks about itself')}"
    facts = [
        (
            _("In"),
            f"{_link(appearance.get_absolute_url(), article.label)}, {_name(article.publisher)}",
        ),
        (_("Published"), _day(article.published_on)),
        (_("Stance"), escape(appearance.get_stance_display())),
        (_("Basis"), basis),
    ]
    if appearance.basis == Basis.ATTRIBUTED:
        facts.append((_("Said by"), _said_by(shown.chains)))
    return _facts(facts)


@register.filter
def where_to_read(appearance: Any) -> SafeString:
    """Where a quote can be read, and when that was captured."""
    read = _link(appearance.get_absolute_url(), _("in the capture"))
    if live := appearance.get_live_url():
        told = _("on the live page")
        read += f' · <a href="{escape(live)}" rel="noreferrer nofollow">{told}</a>'
    extent = escape(appearance.snapshot.get_extent_display())
    moment = _moment(appearance.snapshot.captured_at)
    return _facts([(_("Read it"), read), (_("Captured"), f"{extent}, {moment}")])


def _facts(facts: Iterable[tuple[str, str]]) -> SafeString:
    """Each with its name. All that is put in has been escaped."""
    told = "\n".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in facts)
    return mark_safe(told)  # noqa: S308


def _link(address: str, name: str) -> str:
    return f'<a href="{escape(address)}">{escape(name)}</a>'


def _name(publisher: Source) -> str:
    unknown = publisher.kind == SourceKind.UNIDENTIFIED
    name = _("publisher not recorded") if unknown else publisher.name
    return _link(publisher.get_absolute_url(), name)


def _day(day: date | None) -> str:
    if day is None:
        return _("unrecorded")
    return f'<time datetime="{day.isoformat()}">{written(day, "j F Y")}</time>'


def _moment(moment: datetime) -> str:
    here = localtime(moment)
    return f'<time datetime="{here.isoformat()}">{written(here, "j M Y, H:i T")}</time>'


def _said_by(chains: list[list[Attribution]]) -> str:
    """Each chain from the origin to the one who told the article."""
    told = ("".join(map(_said, chain, [False] + [True] * len(chain))) for chain in chains)
    spans = "; ".join(f'<span class="chain">{chain}</span>' for chain in told)
    return spans or _("nobody recorded yet")


def _said(link: Attribution, relay: bool) -> str:
    told = _link(link.source.get_absolute_url(), link.source.name)
    if link.self_interested:
        told += f" {_('(about itself)')}"
    return (
        f'<span class="relay">{_("passed on by")} {told}</span>'
        if relay
        else f"<span>{told}</span>"
    )
