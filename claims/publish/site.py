"""Absolute addresses, by which the web knows the things of the record, and whose record it is."""

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from claims.models import Article


class Paged(Protocol):
    """A row that has a page."""

    def get_absolute_url(self) -> str:
        """The path of the page."""


@dataclass(frozen=True)
class Site:
    """Where the record is: `base` is its address without a slash at the end; `newsroom` is its name."""

    base: str
    newsroom: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        """The site as it calls itself; without a setting, as this request calls it. The host of a
        request is one of `ALLOWED_HOSTS`."""
        base = settings.CANONICAL_URL or request.build_absolute_uri("/").rstrip("/")
        return cls(base, settings.NEWSROOM or urlsplit(base).netloc)

    @property
    def home(self) -> str:
        """Its first page, by which documents name the newsroom."""
        return f"{self.base}/"

    def page(self, row: Paged) -> str:
        """The address of a row's page."""
        return self.base + row.get_absolute_url()

    def named(self, name: str, *args: Any) -> str:
        """The address of this URL name."""
        return self.base + reverse(name, args=args)


def on_the_web(article: Article) -> str:
    """The article's own address, with what no address may hold encoded; empty without one."""
    return iri_to_uri(article.url) or ""
