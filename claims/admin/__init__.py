"""The admin as a data-entry tool: one concept a module, each of which registers what it holds."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin import appearances, articles, claims, people, sources

__all__ = ["appearances", "articles", "claims", "people", "sources"]

admin.site.site_header = _("Provenance: data entry")
admin.site.site_title = _("Provenance")
admin.site.index_title = _("The record")
admin.site.enable_nav_sidebar = False  # templates/admin/base_site.html has links in its place
