"""What every address of the API has in common."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.urls import resolve
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import Act
from claims.api import etags
from claims.api.problems import malformed
from claims.models import User
from claims.problems import Fault, Problem


class OneForm(BaseContentNegotiation):
    """Everything is JSON, whatever is asked for."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """The parser of what was sent; None, and so 415, for anything but JSON."""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((one for one in parsers if one.media_type == kind), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """The one there is."""
        return renderers[0], renderers[0].media_type


class Resource(APIView):
    """An address. `needs` says for each method which act it is, or None for everybody."""

    needs: ClassVar[Mapping[str, Act | None]] = {}
    filters: ClassVar[Any] = None  # the query parameters of a list; nothing else takes any
    costly: ClassVar[bool] = False
    private: ClassVar[bool] = False  # what is sent is a draft: nothing of it is kept anywhere

    content_negotiation_class = OneForm
    http_method_names = ["get", "head", "post", "patch"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks, whether they may, how often they did; then, that they ask for nothing unknown."""
        super().initial(request, *args, **kwargs)
        listing = self.filters is not None and request.method in ("GET", "HEAD")
        if not listing and (unknown := sorted(request.query_params)):
            told = _("There is no such parameter.")
            raise malformed(*(Fault(name, told) for name in unknown))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Nothing is kept by caches between us and the program, which may itself keep what it has a tag
        of."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Cookie"])
        if self.private:
            patch_cache_control(response, no_store=True)
            return response
        patch_cache_control(response, private=True, no_cache=True)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response.add_post_render_callback(lambda done: etags.unless_known(request, done))
        return response

    @property
    def person(self) -> User:
        """Who asks, where only people with an account get in."""
        assert isinstance(self.request.user, User)
        return self.request.user


@extend_schema(exclude=True)
class Nowhere(Resource):
    """An address that is none."""

    needs = {"GET": None, "POST": None, "PATCH": None}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks; the parameters are those of whatever was meant."""
        super(Resource, self).initial(request, *args, **kwargs)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """There is nothing, or something behind the slash that was left out."""
        whole = f"{request.path}/"
        if resolve(whole).url_name != "api_nowhere":
            raise Problem(404, _("Addresses end with a slash: %(address)s") % {"address": whole})
        raise Http404

    post = patch = get
