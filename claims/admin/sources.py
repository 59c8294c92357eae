"""Sources: who says things, and to whom they belong."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.appearances import BY_SOURCE
from claims.admin.forms import SourceForm
from claims.admin.recording import RecordAdmin
from claims.admin.spreadsheets import SOURCES, Exported
from claims.models import Source


@admin.register(Source)
class SourceAdmin(Exported, RecordAdmin):
    """Anything that a statement can be traced to."""

    sheet = SOURCES
    form = SourceForm
    autocomplete_fields = ("owner",)
    readonly_fields = ("articles_published", "attributions")
    fieldsets = (
        (None, {"fields": ("name", "kind", "owner", "host", "description", "external_id")}),
        (_("What the record has of it"), {"fields": ("articles_published", "attributions")}),
    )
    list_display = ("name", "kind", "owner", "host")
    list_select_related = ("owner",)
    list_filter = ("kind",)
    search_fields = ("name", "host")
    search_help_text = _("A part of the name or of the web host.")
    ordering = ("name", "id")
    sortable_by = ("name",)

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """By a part of the name or of the host."""
        return queryset.named_like(words)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """The record has nothing yet of a source that is only being typed."""
        parts = super().get_fieldsets(request, obj)
        return parts if obj else parts[:1]

    @admin.display(description=_("articles that it published"))
    def articles_published(self, source: Source) -> SafeString:
        """How many, with a link to them."""
        return _counted(
            source.articles.count(),
            "admin:claims_article_changelist",
            {"publisher__id__exact": source.pk},
        )

    @admin.display(description=_("quotes that name it"))
    def attributions(self, source: Source) -> SafeString:
        """How many, with a link to them."""
        return _counted(
            source.attributions.values("appearance").distinct().count(),
            "admin:claims_appearance_changelist",
            {BY_SOURCE: source.pk},
        )


def _counted(count: int, url_name: str, query: dict[str, int]) -> SafeString:
    """A number that leads to the list of what it counts."""
    return format_html('<a href="{}">{}</a>', reverse(url_name, query=query), f"{count:,}")
