"""Filters for the text of claims."""

from django import template

from claims.highlights import highlighted

register = template.Library()
register.filter(highlighted)
