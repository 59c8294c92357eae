"""Appearances as spreadsheets, in the columns that `/import/` reads: what was exported can be changed and
imported again. Importing itself is one and the same everywhere (`claims.actions.importing`)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm

from claims import spreadsheets
from claims.access import Act, may
from claims.importing.columns import COLUMNS
from claims.models import Appearance
from claims.models.appearance import AppearanceQuerySet
from claims.publish.tables import APPEARANCES

AT_ONCE = 1_000  # appearances that are read at a time
MOST_ROWS = 20_000  # of one file, which is made in memory; /appearances.csv holds any number


class AppearanceResource(resources.ModelResource):
    """A row of an export: an appearance in the columns of an import."""

    class Meta:
        model = Appearance
        fields = ()

    def get_export_order(self, selected_fields: Any = None) -> list[str]:
        """The columns in their usual order."""
        return [column.name for column in COLUMNS]

    def get_export_fields(self, selected_fields: Any = None) -> list[Field]:
        """A field for each column."""
        return [Field(column_name=column.name) for column in COLUMNS]

    def get_user_visible_fields(self) -> list[Field]:
        """What the page says of it."""
        return self.get_export_fields()


class Spreadsheets(ImportExportMixin):
    """Buttons above the list: “Import” leads to the page that checks and records a spreadsheet, “Export”
    writes what the list shows."""

    resource_classes = [AppearanceResource]
    export_form_class = ExportForm
    formats = [base_formats.CSV, base_formats.XLSX]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """As on that page."""
        return may(request.user or AnonymousUser(), Act.RECORD)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever sees the list."""
        return self.has_view_permission(request)

    def import_action(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseRedirect:
        """The page on which a spreadsheet is chosen, looked at, and recorded."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return redirect("imports")

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """The file; of more rows than it holds, the way to one that holds them."""
        if request.method == "POST" and self.has_export_permission(request):
            rows = self.get_export_queryset(request)[: MOST_ROWS + 1].count()
            if rows > MOST_ROWS:
                messages.error(request, _too_many())
                return redirect("admin:claims_appearance_export")
        return super().export_action(request)

    def get_export_data(
        self,
        file_format: Any,
        request: HttpRequest,
        queryset: AppearanceQuerySet,
        **kwargs: Any,
    ) -> bytes:
        """The file, written as all of ours are: no cell of it is a formula."""
        writers = {"csv": spreadsheets.csv_lines, "xlsx": spreadsheets.workbook}
        header = [column.name for column in COLUMNS]
        cells = APPEARANCES.columns("").values()
        found = queryset.with_evidence().select_related("claim", "snapshot__article__publisher")
        found = found.prefetch_related("claim__topics", "claim__figures")
        rows = (
            [cell(one) for cell in cells]
            for one in found.defer("snapshot__text", "claim__search").iterator(chunk_size=AT_ONCE)
        )
        return b"".join(writers[file_format.get_extension()](header, rows))


def _too_many() -> SafeString:
    """What to do instead."""
    return format_html(
        _(
            "These are more than {rows} quotes, too many for this page. {link} has any number of them."
        ),
        rows=f"{MOST_ROWS:,}",
        link=format_html(
            '<a href="{}">{}</a>',
            reverse("list_export", args=["appearances", "csv"]),
            "appearances.csv",
        ),
    )
