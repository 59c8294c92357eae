"""The addresses of pages, looked up once each.

A page has dozens of links to articles, sources and claims. What `reverse` finds for them differs by a number
alone, and takes it ten times as long as to put the number in.
"""

from functools import cache

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.urls.resolvers import URLResolver

KEY = 10**17 + 1  # stands where the number of a record belongs: none has such a one


def address(name: str, key: int | None = None) -> str:
    """The address of the page of this name, about the record of this number if there is one: what
    `reverse(name, args=[key])` returns."""
    addresses, prefix = get_resolver(get_urlconf()), get_script_prefix()
    if key is None:
        return _whole(addresses, prefix, name)
    return _about(addresses, prefix, name).replace(str(KEY), str(int(key)))


@cache
def _whole(_addresses: URLResolver, _prefix: str, name: str) -> str:
    return reverse(name)


@cache
def _about(_addresses: URLResolver, _prefix: str, name: str) -> str:
    return reverse(name, args=[KEY])
