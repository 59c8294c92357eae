"""Filters for the origin graph of a claim: what `claims.drawing.markup` has escaped already."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from claims.drawing import markup
from claims.drawing.shapes import Drawing, Ref

register = template.Library()


@register.filter
def elements(drawing: Drawing) -> SafeString:
    """A drawing as the elements of SVG."""
    return mark_safe(markup.elements(drawing))  # noqa: S308 - escaped there


@register.filter
def named(ref: Ref) -> SafeString:
    """An article or a source with the way to its page."""
    return mark_safe(markup.named(ref))  # noqa: S308 - escaped there


@register.filter
def items(refs: Iterable[Ref]) -> SafeString:
    """The items of a list of them."""
    return mark_safe(markup.items(refs))  # noqa: S308 - escaped there
