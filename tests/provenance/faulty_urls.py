"""The site's addresses, and one whose view breaks over what it was sent."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from claims.models import User
from provenance.urls import handler500 as handler500
from provenance.urls import urlpatterns as all_others


def breaks(request: HttpRequest) -> HttpResponse:
    """Two people of one name, which PostgreSQL refuses in words that hold the name."""
    secret = request.GET["q"]
    for _turn in range(2):
        User.objects.create(username=secret, email=f"{secret}@example.org")
    return HttpResponse()


def breaks_over_a_value(request: HttpRequest) -> HttpResponse:
    """A message of our own that quotes what was sent."""
    raise ValueError(f"cannot read {request.GET['q']}")


def breaks_over_code(request: HttpRequest) -> HttpResponse:
    """A fault that speaks of code alone."""
    return request.nothing_of_the_sort  # type: ignore[attr-defined, no-any-return]


urlpatterns = [
    path("breaks/<slug:word>/", lambda request, word: breaks(request), name="breaks"),
    path("breaks_over_a_value/", breaks_over_a_value, name="breaks_over_a_value"),
    path("breaks_over_code/", breaks_over_code, name="breaks_over_code"),
    path("api/v1/breaks/", breaks_over_code, name="breaks_api"),
    *all_others,
]
