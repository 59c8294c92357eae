"""`translate` and `url` of Django, worked out once where they say the same on every page.

Every page has some fifty texts to translate and dozens of addresses: together a tenth of what it takes to
write it. While there is one language (`USE_I18N`), a text stands in the template as it is written. An address
is looked up once for all records (`claims.models.address`).
"""

from django import template
from django.conf import settings
from django.template.base import Node, Parser, TextNode, Token, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as any_address
from django.templatetags import i18n
from django.utils.html import conditional_escape

from claims.models.address import address

register = template.Library()


# In Django's own library: whatever loads `i18n` has it, templates of other packages too.
@i18n.register.tag("trans")
@i18n.register.tag("translate")
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
    # What a name with a namespace means depends on the page that it stands on.
    named = not name.is_var and not name.filters and ":" not in name.var
    if not named or len(node.args) > 1 or node.kwargs or node.asvar:
        return node
    return Address(name, node.args, {}, None)


class Address(URLNode):
    """The address of a page that has a name, about one record or none."""

    def render(self, context: Context) -> str:
        """Escaped as any other."""
        keys = [arg.resolve(context) for arg in self.args]
        if not all(isinstance(key, int) for key in keys):
            return str(super().render(context))
        found = address(self.view_name.var, *keys)
        return conditional_escape(found) if context.autoescape else found
