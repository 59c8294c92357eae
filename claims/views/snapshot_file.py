"""The bytes of a capture, as they arrived: to be kept, never to be shown."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.models import Snapshot
from claims.storing import storage

ENDINGS = {"text/html": "html", "application/pdf": "pdf", "text/plain": "txt"}


@only_for(Act.READ_FULL_TEXTS)
@require_safe
def snapshot_file(request: HttpRequest, snapshot_id: int) -> HttpResponseBase:
    """A download of no type that a browser would open: a stranger's page must not run as ours."""
    found = get_object_or_404(Snapshot.objects.defer("text"), pk=snapshot_id)
    try:
        with storage():
            content = found.file.open()
    except FileNotFoundError as error:
        raise Http404("The bytes of this capture are not in the storage.") from error
    ending = ENDINGS.get(found.media_type.partition(";")[0], "bin")
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"article-{found.article_id}-capture-{found.pk}.{ending}",
        content_type="application/octet-stream",
        headers={
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
