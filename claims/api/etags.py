"""What version somebody has, and whether it is still that.

An ETag is made from what is answered, so that whatever changes it changes the tag: also what the program
found, such as a claim's status.
"""

import hashlib
from typing import Any

from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.problems import Problem


class Json(JSONRenderer):
    """JSON in one form, whatever is asked for, so that one thing has one tag."""

    def get_indent(self, *args: Any, **kwargs: Any) -> None:
        """Never."""


def tag_of_bytes(content: bytes) -> str:
    """The tag of an answer as it is sent."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def tag_of(data: Any) -> str:
    """The tag of an answer before it is rendered."""
    return tag_of_bytes(Json().render(data))


def unless_known(request: Request, response: Response) -> Any:
    """A read answer with its tag; 304 without a body for whoever has it already."""
    tag = tag_of_bytes(response.content)
    response["ETag"] = tag
    return get_conditional_response(request._request, etag=tag, response=response)


def must_match(request: Request, data: Any) -> None:
    """Raise unless whoever changes something has it as it is now: 428 if they do not say which version
    they have, 412 if it is another. `*` is any: they say that they do not care."""
    named = request.META.get("HTTP_IF_MATCH", "")
    if not named:
        raise Problem(
            428,
            _("Send If-Match with the ETag of what you read, so that nobody’s change is undone."),
        )
    now = tag_of(data)
    if not {"*", now} & set(parse_etags(named)):
        raise Problem(
            412,
            _("This was changed since you read it. Read it again, then change it."),
            headers={"ETag": now},
        )
