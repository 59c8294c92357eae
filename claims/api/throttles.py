"""How often somebody may ask, counted in PostgreSQL, alike in every web process."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claims.models import ApiUse


class PerMinute(BaseThrottle):
    """So many requests in each minute of the clock: few for those who are not signed in, and fewer for
    what takes the model of sentences a while (`costly`)."""

    def allow_request(self, request: Request, view: object) -> bool:
        """Whether this one is still among them."""
        costly = bool(getattr(view, "costly", False))
        known = request.user.is_authenticated
        most = settings.API_PER_MINUTE if known else settings.API_ANONYMOUS_PER_MINUTE
        if costly:
            most = max(1, most // 10)
        minute = timezone.now().replace(second=0, microsecond=0)
        return ApiUse.objects.count(_who(request) + (" costly" if costly else ""), minute) <= most

    def wait(self) -> float:
        """Until the next minute begins, in seconds."""
        now = timezone.now()
        following = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return (following - now).total_seconds()


def _who(request: Request) -> str:
    """By whom a request is counted: all tokens of a person together, strangers by their address."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}"
    try:
        address = get_adapter().get_client_ip(request._request)
    except PermissionDenied:  # the server does not say where it came from: all of these together
        address = "unknown"
    return f"address {address}"
