"""Appearances as spreadsheets, in the columns that `/import/` reads: what was exported can be changed and
imported again. Importing itself is one and the same everywhere (`claims.actions.importing`)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm

from claims import spreadsheets
from claims.access import Act, may
from claims.importing.columns import COLUMNS
from claims.models import Appearance, Source

AT_ONCE = 1_000  # appearances that are read at a time


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

    def get_export_data(
        self, file_format: Any, request: HttpRequest, queryset: QuerySet, **kwargs: Any
    ) -> bytes:
        """The file, written as all of ours are: no cell of it is a formula."""
        writers = {"csv": spreadsheets.csv_lines, "xlsx": spreadsheets.workbook}
        header = [column.name for column in COLUMNS]
        found = queryset.select_related("claim", "snapshot__article__publisher")
        found = found.prefetch_related("claim__topics", "claim__figures", "attributions__source")
        rows = (_row(one) for one in found.iterator(chunk_size=AT_ONCE))
        return b"".join(writers[file_format.get_extension()](header, rows))


def _row(appearance: Appearance) -> list[spreadsheets.Value]:
    """The cells of an appearance."""
    claim, article = appearance.claim, appearance.snapshot.article
    links = {link.pk: link for link in appearance.attributions.all()}
    relays = {link.via_id for link in links.values()}
    ends = [link for link in links.values() if link.pk not in relays]
    via = next((links[end.via_id].source for end in ends if end.via_id), None)
    return [
        claim.statement,
        [topic.name for topic in claim.topics.all()],
        article.url,
        article.title,
        _named(article.publisher),
        article.published_on,
        appearance.exact,
        appearance.stance,
        appearance.basis.replace("_", " "),
        [_named(end.source) for end in ends],
        _named(via) if via else "",
        [figure.label for figure in claim.figures.all()],
        appearance.external_id,
    ]


def _named(source: Source) -> str:
    """A source as an import reads it. Namesakes are told apart by their number."""
    alone = source.kind not in {"anonymous", "unidentified"}
    return f"{source.name} ({source.kind})" if alone else f"{source.name} (#{source.pk})"
