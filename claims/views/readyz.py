"""Whether the site can do its work."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from claims.watching import readiness


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Each part with its state, as JSON; 503 unless all are ready. It is looked at every other second
    at most."""
    parts = readiness.parts()
    ready = all(part.ready for part in parts)
    told = {part.name: {"ready": part.ready, "says": part.says} for part in parts}
    return JsonResponse({"ready": ready, "parts": told}, status=200 if ready else 503)
