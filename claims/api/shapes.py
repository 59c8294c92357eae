"""What several concepts answer alike."""

from typing import Any

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import may_read
from claims.api.etags import tag_of
from claims.vocabulary import SOURCE_KINDS, choices

SOURCE_KIND_CHOICES = choices(SOURCE_KINDS)


@extend_schema_field({"type": "string", "format": "uri"})
class Page(serializers.Field):
    """The address of the page that people read."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: Any) -> str:
        """In full."""
        return self.context["request"]._request.build_absolute_uri(value.get_absolute_url())


class Inside(serializers.Field):
    """A text that only those read who read the whole record; null for others."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)

    def to_representation(self, value: Any) -> Any:
        """The text, or null."""
        return str(value) if may_read(self.context["request"].user) else None


Inside = extend_schema_field({"type": ["string", "null"]})(Inside)  # type: ignore[misc]


class NamedSource(serializers.Serializer):
    """A source, as others name it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(SOURCE_KIND_CHOICES)


def shown(shape: type[serializers.Serializer], row: Model, request: Request) -> Any:
    """A row as it is answered."""
    return shape(row, context={"request": request}).data


def made(data: Any, address: str, status: int = 201) -> Response:
    """What was put on record, where it stands, and its version."""
    return Response(data, status, headers={"Location": address, "ETag": tag_of(data)})


def changed(data: Any) -> Response:
    """What was changed, as it is now, and its version."""
    return Response(data, headers={"ETag": tag_of(data)})
