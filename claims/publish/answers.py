"""How documents are answered: whom a cache may give them to, whether they have changed, what they lead to."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

JSON_LD = "application/ld+json"
# https://www.w3.org/TR/annotation-protocol/#annotation-retrieval
ANNOTATION = f'{JSON_LD}; profile="http://www.w3.org/ns/anno.jsonld"'
ATOM = "application/atom+xml"

METHODS = ["GET", "HEAD", "OPTIONS"]
ALLOWED = ", ".join(METHODS)

View = Callable[..., HttpResponseBase]


def to_read(view: View) -> View:
    """A view of a document that is only read. OPTIONS says so, whether or not there is a document."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED})
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return view(request, *args, **kwargs)

    return answered


def answer(
    request: HttpRequest,
    body: str,
    content_type: str,
    *,
    private: bool,
    links: tuple[str, ...] = (),
) -> HttpResponseBase:
    """The document, or that it has not changed.

    What is `private` stays with whoever asked. Nothing is given out again without asking here: what
    is no longer published is gone at once. What everybody may read, scripts of other sites may too.
    """
    response = HttpResponse(body, content_type=content_type, headers={"Allow": ALLOWED})
    if links:
        response["Link"] = ", ".join(links)
    if not private:
        response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True, **{"private" if private else "public": True})
    set_response_etag(response)
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    assert found is not None
    return found


def written(document: object) -> str:
    """A document as JSON, in Unicode."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def link(address: str, rel: str, **of: str) -> str:
    """One value of a `Link` header (RFC 8288). An address holds no `>`."""
    given = {"rel": rel, **of}
    quoted = {name: value.replace('"', r"\"") for name, value in given.items()}
    return f"<{address}>" + "".join(f'; {name}="{value}"' for name, value in quoted.items())
