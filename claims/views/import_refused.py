"""The rows that were refused, as the spreadsheet that they came in, with a column of reasons."""

from pathlib import PurePath

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.actions.importing_refused import refused_file
from claims.models import ImportRun
from claims.spreadsheets import MEDIA_TYPES


@only_for(Act.RECORD)
@require_safe
def import_refused(request: HttpRequest, import_id: int) -> StreamingHttpResponse:
    """A download for whoever chose the file."""
    run = get_object_or_404(ImportRun.objects.of(request.user), pk=import_id)
    if not run.refused or not run.found.exists():
        raise Http404("No row of this import is kept as refused.")
    name = f"{PurePath(run.filename).stem[:80]}-refused.{run.kind}"
    response = StreamingHttpResponse(refused_file(run), content_type=MEDIA_TYPES[run.kind])
    response["Content-Disposition"] = content_disposition_header(True, name)
    patch_cache_control(response, private=True, no_store=True)
    return response
