"""What there is, where it is described, and the page that shows the description."""

from functools import lru_cache

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import guide
from claims.api.etags import tag_of_bytes
from claims.api.permissions import EVERYBODY
from claims.api.resource import Resource

LISTS = (
    *("claims", "articles", "snapshots", "sources", "appearances", "figures"),
    *("marks", "decisions", "captures", "find", "suggest", "check"),
)
NAMES = {name: f"api_{name}" for name in LISTS}


class Beginning(serializers.Serializer):
    """The addresses of the API, by what there is."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """One address each, and those of the description."""
        return {name: serializers.URLField() for name in (*NAMES, "openapi", "docs")}


class Root(Resource):
    """`/api/v1/`"""

    needs = {"GET": EVERYBODY}

    @extend_schema(operation_id="begin", summary="What there is", responses=Beginning)
    def get(self, request: Request) -> Response:
        """Where to begin."""
        found = {**NAMES, "openapi": "api_schema", "docs": "api_docs"}
        site = request._request.build_absolute_uri
        return Response({name: site(reverse(address)) for name, address in found.items()})


@lru_cache(maxsize=1)
def written() -> bytes:
    """The description. It is the same for everybody for as long as the program runs."""
    return OpenApiJsonRenderer().render(SchemaGenerator().get_schema(request=None, public=True))


@require_safe
@condition(etag_func=lambda request: tag_of_bytes(written()))
def description(request: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`: tells of the program and not of the record, so it opens to everybody."""
    return HttpResponse(written(), content_type="application/json")


# Its arrows are pictures inside its style sheet. All else keeps to the site's policy.
@csp_update({"img-src": ["data:"]})
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page that shows the description and tries it out."""
    return render(request, "api/docs.html", {"guide": guide.html()})
