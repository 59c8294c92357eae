"""What the OpenAPI description says beside what the views say of themselves: guide, errors, headers, tags."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from claims.api import guide
from claims.api.authentication import SCHEME
from claims.api.bodies import MOST_ID
from claims.api.once import KEY
from claims.api.resource import Resource
from claims.problems import MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "description": "An error (RFC 9457). `errors` names the fields that it is about.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
TOLD = {
    "400": "Not as this description says: an unknown parameter or field, or one of another type",
    "401": "No token, or one that opens nothing",
    "403": "Not within the role, or the scopes of the token",
    "404": "Nothing here, or nothing that you may see",
    "409": "On record already, with the claim in `Location` if its statement is; or the first request with "
    "this key is still being worked on",
    "412": "Changed since it was read",
    "413": "Larger than 5 MB",
    "415": "Not JSON",
    "422": "Well-formed, and the record does not allow it; or another request with the same key",
    "428": "If-Match is missing",
    "429": "Too often: wait for as many seconds as Retry-After says",
    "503": "Not now: too busy, or somebody saved the same at the same moment. `detail` says whether anything "
    "was saved; wait for as many seconds as Retry-After says",
}
EVERYWHERE = ("400", "401", "403", "429", "503")
LATER = ("429", "503")
OF_METHOD = {
    "get": (),
    "post": ("409", "413", "415", "422"),
    "patch": ("412", "413", "415", "422", "428"),
}
HOW = "token"  # how one says who one is, by the name that each operation gives it
TEXT = {"type": "string"}
TAG = {"ETag": {"description": "The version of what is answered.", "schema": TEXT}}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "ETags of what you have: 304 if it is still that.",
    "schema": {"type": "string"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of what you read: 412 if it has changed since.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A new key for each thing to do, such as a UUID: sent again with the same key within 24 "
    "hours, it is done once.",
    "schema": {"type": "string", "pattern": KEY},
}


class Described(AutoSchema):
    """Tags by concept, and no token needed where everybody may read."""

    def get_tags(self) -> list[str]:
        """The concept: the first word of the address."""
        return [self.path.removeprefix("/api/v1/").partition("/")[0] or "api"]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """A token; none, where the public reads too."""
        needs = self.view.needs if isinstance(self.view, Resource) else {}
        return [{HOW: []}, *([{}] if needs.get(self.method) is None else [])]


def complete(result: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The description with what is the same everywhere."""
    result["info"]["description"] = guide.markdown()
    result["components"]["schemas"]["Problem"] = PROBLEM
    result["components"]["securitySchemes"] = {HOW: {"type": "http", "scheme": SCHEME}}
    result["components"]["responses"] = {f"Problem{code}": _problem(code) for code in TOLD}
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Request") and "oneOf" not in schema:
            schema["additionalProperties"] = False
    result["paths"]["/api/v1/suggest/"]["post"]["requestBody"]["required"] = True  # one of two
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _errors(operation, method, in_path="{" in path)
            _headers(operation, method)
    return result


def _errors(operation: dict[str, Any], method: str, in_path: bool) -> None:
    codes = {*EVERYWHERE, *OF_METHOD[method], *(["404"] if in_path else [])}
    codes -= {"find": {"409", "422"}, "suggest": {"409"}, "check_draft": {"409", "422"}}.get(
        operation["operationId"], set()
    )
    for code in sorted(codes):
        operation["responses"][code] = {"$ref": f"#/components/responses/Problem{code}"}


def _problem(code: str) -> dict[str, Any]:
    """An error, as every operation answers it."""
    schema = {"$ref": "#/components/schemas/Problem"}
    told: dict[str, Any] = {"description": TOLD[code], "content": {MEDIA_TYPE: {"schema": schema}}}
    if code in LATER:
        told["headers"] = {"Retry-After": {"description": "In seconds.", "schema": TEXT}}
    return told


def _headers(operation: dict[str, Any], method: str) -> None:
    own = operation.setdefault("parameters", [])
    for one in own:
        if one["in"] == "path":
            one["schema"] = {"type": "integer", "minimum": 1, "maximum": MOST_ID}
    answers = operation["responses"]
    if method == "get":
        own.append(IF_NONE_MATCH)
        answers["304"] = {"description": "You have it as it is"}
        answers["200"]["headers"] = TAG
    elif method == "patch":
        own.append(IF_MATCH)
        answers["200"]["headers"] = TAG
    elif "409" in answers:
        own.append(IDEMPOTENCY_KEY)
    for code in {"201", "202"} & set(answers):
        where = {"Location": {"description": "Where it stands.", "schema": TEXT}}
        answers[code]["headers"] = {**where, **TAG}
