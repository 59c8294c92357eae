"""A spreadsheet with the columns and one example row, to be filled in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.importing.columns import COLUMNS
from claims.spreadsheets import MEDIA_TYPES, csv_lines, workbook

WRITERS = {"csv": csv_lines, "xlsx": workbook}


@only_for(Act.RECORD)
@require_safe
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The header and the row, in the kind of file that is asked for."""
    if kind not in WRITERS:
        raise Http404("There are templates as .csv and as .xlsx.")
    header = [column.name for column in COLUMNS]
    content = b"".join(WRITERS[kind](header, [[column.example for column in COLUMNS]]))
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="template.{kind}"'
    return response
