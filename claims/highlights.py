"""Marks around the words that a search found.

PostgreSQL puts them in as two characters that no text holds; they become HTML after everything else
has been escaped.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STARTS, STOPS = "\ue000", "\ue001"  # from Unicode's private use area


def highlighted(text: str) -> SafeString:
    """The text, escaped, with `<mark>` around what was found."""
    html = escape(text).replace(STARTS, "<mark>").replace(STOPS, "</mark>")
    if html.count("<mark>") != html.count("</mark>"):
        html = escape(text.replace(STARTS, "").replace(STOPS, ""))
    return mark_safe(html)  # noqa: S308 - escaped above, and only the marks are added
