"""`translate` and `url` of Django, worked out once where they say the same on every page.

Every page has some fifty texts to translate, and the addresses of the site's main pages: together a twelfth
of what it takes to write it. While there is one language (`USE_I18N`), a text stands in the template as it
is written. An address of a page without arguments is looked up once.
"""

from functools import cache

from django import template
from django.conf import settings
from django.template.base import Node, Parser, TextNode, Token, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as any_address
from django.templatetags import i18n
from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.urls.resolvers import URLResolver
from django.utils.html import conditional_escape

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """A text in the reader's language."""
    node = i18n.do_translate(parser, token)
    told = node.filter_expression
    constant = isinstance(told.var, Variable) and told.var.literal is not None and not told.filters
    if settings.USE_I18N or node.asvar or node.message_context or not constant:
        return node
    text, unescaped = (node.render(Context(autoescape=escaped)) for escaped in (True, False))
    return TextNode(text) if text == unescaped else node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """The address of a page."""
    node = any_address(parser, token)
    name = node.view_name
    if node.args or node.kwargs or node.asvar or name.is_var or name.filters or ":" in name.var:
        return node  # what a name with a namespace means depends on the page it stands on
    return Address(node.view_name, [], {}, None)


class Address(URLNode):
    """The address of a page that has but one."""

    def render(self, context: Context) -> str:
        """Escaped as any other."""
        found = _address(get_resolver(get_urlconf()), get_script_prefix(), self.view_name.var)
        return conditional_escape(found) if context.autoescape else found


@cache
def _address(_resolver: URLResolver, _prefix: str, name: str) -> str:
    """Looked up in these addresses, below this prefix."""
    return reverse(name)
