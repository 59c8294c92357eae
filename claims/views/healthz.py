"""Whether the web server is alive."""

from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """Answers without asking anything else, so that it says only that this process lives."""
    return HttpResponse("ok", content_type="text/plain")
