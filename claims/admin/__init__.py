"""The admin as a data-entry tool: one concept a module, each of which registers what it holds."""

from claims.admin import appearances, articles, claims, people, sources

__all__ = ["appearances", "articles", "claims", "people", "sources"]
