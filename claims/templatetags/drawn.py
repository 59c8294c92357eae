"""Filters for the origin graph of a claim: what `claims.drawing.markup` has escaped already, and "the same
in words", which has hundreds of names where a claim is made in many places."""

from html import escape

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claims.drawing import markup
from claims.drawing.shapes import Drawing, FamilyWords, Listed, Onward, OriginWords, Ref

register = template.Library()


@register.filter
def elements(drawing: Drawing) -> SafeString:
    """A drawing as the elements of SVG."""
    return mark_safe(markup.elements(drawing))  # noqa: S308 - escaped there


@register.filter
def items(refs: Listed[Ref]) -> SafeString:
    """The items of a list of articles or sources, each with the way to its page."""
    return mark_safe(markup.items(refs) + _more(refs))  # noqa: S308 - escaped there


@register.filter
def families(found: Listed[FamilyWords]) -> SafeString:
    """The items of a list of families: the origins of one, under what ties it if anything does."""
    told = "".join(map(_family, found))
    return mark_safe(told + _more(found))  # noqa: S308 - escaped where it is put in


@register.filter
def onward(found: Listed[Onward]) -> SafeString:
    """The items of a list of articles that rest on others."""
    named = markup.named
    told = "".join(
        f"<li>{named(one.article)}: {escape(one.word)} {named(one.target)}</li>\n" for one in found
    )
    return mark_safe(told + _more(found))  # noqa: S308 - escaped where it is put in


def _more(found: Listed) -> str:
    """How many more there are of a list."""
    if not found.more:
        return ""
    return f'<li class="quiet">{_("and %(number)s more") % {"number": intcomma(found.more)}}</li>'


def _family(family: FamilyWords) -> str:
    origins = "".join(f"<li>{_origin(origin)}</li>\n" for origin in family.origins)
    if not family.tie and not family.aside:
        return origins
    told = ""
    if family.tie:
        counts = _("counts once") if family.counts else _("does not count")
        told = f"<bdi>{escape(family.tie)}</bdi>, {counts}"
    if family.aside:
        aside = _("tied to an origin that asserts the claim, so it does not stand against it")
        told += f" ({aside})"
    return f"<li>{told}\n<ul>\n{origins}{_more(family.origins)}</ul></li>\n"


def _origin(origin: OriginWords) -> str:
    told = markup.named(origin.source)
    if not origin.articles:
        return told
    articles = "".join(f"<li>{_telling(*pair)}</li>\n" for pair in origin.articles)
    return f"{told}; {_('as told in')}\n<ul>\n{articles}{_more(origin.articles)}</ul>"


def _telling(article: Ref, through: str) -> str:
    told = markup.named(article)
    return f"{told}, {_('which had it from')} <bdi>{escape(through)}</bdi>" if through else told
