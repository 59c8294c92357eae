"""The lists of the admin as spreadsheets, in the columns of the site's lists. Those of appearances are what
`/import/` reads: what was exported can be changed and imported again. Importing itself is one and the same
everywhere (`claims.actions.importing`, docs/adr/0017)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from import_export import resources
from import_export.admin import ExportMixin, ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm

from claims import spreadsheets
from claims.access import Act, may
from claims.importing.columns import COLUMNS
from claims.models.appearance import AppearanceQuerySet
from claims.publish import tables

AT_ONCE = 1_000  # rows that are read at a time
MOST_ROWS = 20_000  # of one file, which is made in memory; /claims.csv and the like hold any number


@dataclass(frozen=True)
class Sheet:
    """A list as a file of the admin: its columns, their names, and its rows out of what the admin's list
    shows; and the list of the site that holds any number of the same, by its name."""

    listed: str
    columns: Callable[[str], tables.Columns]
    header: list[str]
    rows: Callable[[Any], Iterable[Any]]


def _with_evidence(rows: AppearanceQuerySet) -> Iterable[Any]:
    found = (
        rows.prefetch_related(None)
        .with_evidence()
        .select_related("claim", "snapshot__article__publisher")
    )
    found = found.prefetch_related("claim__topics", "claim__figures")
    return found.defer("snapshot__text", "claim__search").iterator(chunk_size=AT_ONCE)


CLAIMS = Sheet(
    "claims",
    tables.CLAIMS.columns,
    tables.CLAIMS.header(),
    lambda rows: rows.prefetch_related("topics").iterator(chunk_size=AT_ONCE),
)
ARTICLES = Sheet(
    "articles",
    tables.ARTICLES.columns,
    tables.ARTICLES.header(),
    lambda rows: rows.for_list().iterator(chunk_size=AT_ONCE),
)
SOURCES = Sheet(
    "sources",
    tables.SOURCES.columns,
    tables.SOURCES.header(),
    lambda rows: rows.for_list().iterator(chunk_size=AT_ONCE),
)
APPEARANCES = Sheet(
    "appearances",
    tables.APPEARANCES.columns,
    [column.name for column in COLUMNS],
    _with_evidence,
)


def resource(model: type[Model], sheet: Sheet) -> type[resources.ModelResource]:
    """What django-import-export is told of a sheet: its columns, which it only names on its page."""

    class Named(resources.ModelResource):
        """The columns in their usual order."""

        def get_export_order(self, selected_fields: Any = None) -> list[str]:
            """Their names."""
            return sheet.header

        def get_export_fields(self, selected_fields: Any = None) -> list[Field]:
            """A field for each."""
            return [Field(column_name=name) for name in sheet.header]

        def get_user_visible_fields(self) -> list[Field]:
            """What the page says of it."""
            return self.get_export_fields()

    return resources.modelresource_factory(model, Named)


class Exported(ExportMixin):
    """A button above the list: “Export” writes what the list shows, in the columns of the site's list."""

    sheet: ClassVar[Sheet]
    model: type[Model]
    export_form_class = ExportForm
    formats = [base_formats.CSV, base_formats.XLSX]

    def get_export_resource_classes(self, request: HttpRequest) -> list[Any]:
        """The one there is."""
        return [resource(self.model, self.sheet)]

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever sees the list."""
        return self.has_view_permission(request)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """The file; of more rows than it holds, the way to one that holds them."""
        if request.method == "POST" and self.has_export_permission(request):
            rows = self.get_export_queryset(request)[: MOST_ROWS + 1].count()
            if rows > MOST_ROWS:
                messages.error(request, _too_many(self.sheet.listed))
                return redirect(f"admin:claims_{self.model._meta.model_name}_export")
        return super().export_action(request)

    def get_export_data(
        self, file_format: Any, request: HttpRequest, queryset: Any, **kwargs: Any
    ) -> bytes:
        """The file, written as all of ours are: no cell of it is a formula."""
        writers = {"csv": spreadsheets.csv_lines, "xlsx": spreadsheets.workbook}
        site = request.build_absolute_uri("/").rstrip("/")
        cells = self.sheet.columns(site).values()
        rows = ([cell(one) for cell in cells] for one in self.sheet.rows(queryset))
        return b"".join(writers[file_format.get_extension()](self.sheet.header, rows))


class Spreadsheets(Exported, ImportExportMixin):
    """The same, and a button “Import”, which leads to the page that checks and records a spreadsheet."""

    sheet = APPEARANCES

    def has_import_permission(self, request: HttpRequest) -> bool:
        """As on that page."""
        return may(request.user or AnonymousUser(), Act.RECORD)

    def import_action(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseRedirect:
        """The page on which a spreadsheet is chosen, looked at, and recorded."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return redirect("imports")


def _too_many(listed: str) -> SafeString:
    """What to do instead."""
    return format_html(
        _(
            "These are more than {rows} rows, too many for this page. {link} has any number of them."
        ),
        rows=f"{MOST_ROWS:,}",
        link=format_html(
            '<a href="{}">{}</a>', reverse("list_export", args=[listed, "csv"]), f"{listed}.csv"
        ),
    )
