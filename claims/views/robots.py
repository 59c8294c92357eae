"""What crawlers are asked to leave alone."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.publish import robots as made
from claims.publish.answers import answer, to_read
from claims.publish.site import Site


@to_read
def robots(request: HttpRequest) -> HttpResponseBase:
    """The file at the root of the site."""
    document = made.robots(settings.PUBLIC or "", Site.of(request))
    return answer(request, document, "text/plain; charset=utf-8", private=False)
