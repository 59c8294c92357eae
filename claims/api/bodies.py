"""What is sent: JSON within limits, and fields that take nothing but what the description says."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import BaseParser

from claims.api.problems import malformed
from claims.problems import Fault, Problem
from claims.vocabulary import Term, choices

MOST_BYTES = 5_000_000
DEEPEST = 20  # objects and lists within each other
MOST_ID = 2**63 - 1
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = r"^-?[0-9]{1,18}(\.[0-9]{1,6})?$"


class Json(BaseParser):
    """JSON in UTF-8 (RFC 8259), of bounded size and depth, in which no name stands twice."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The value. Raises Problem, which says what is wrong with it."""
        context = parser_context or {}
        length = context["request"].META.get("CONTENT_LENGTH") if context.get("request") else ""
        if str(length or "0").isdecimal() and int(length or 0) > MOST_BYTES:
            raise _too_large()
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise _too_large()
        return value_of(content)


def value_of(content: bytes) -> Any:
    """What some JSON says."""
    try:
        found = json.loads(
            content.decode(), object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        told = _("The body is not UTF-8: byte %(at)s cannot be read.") % {"at": error.start}
        raise malformed(Fault("", told)) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        told = _("The body is not JSON: %(what)s.") % {"what": error}
        raise malformed(Fault("", told)) from None
    _look_through(found)
    return found


def _too_large() -> Problem:
    return Problem(413, _("The body is larger than 5 MB. Send less at once."))


def _too_deep() -> Problem:
    told = _("Objects and lists stand more than %(most)s deep in each other.") % {"most": DEEPEST}
    return malformed(Fault("", told))


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(_("an object has a name twice"))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(_("%(name)s is no number") % {"name": name})


def _look_through(found: Any) -> None:
    """Refuse what is too deep, and text that no file could hold."""
    layer, depth = [found], 0
    while layer:
        depth += any(isinstance(one, (dict, list)) for one in layer)
        if depth > DEEPEST:
            raise _too_deep()
        following: list[Any] = []
        for one in layer:
            if isinstance(one, str):
                _whole(one)
            elif isinstance(one, dict):
                following += [*one, *one.values()]
            elif isinstance(one, list):
                following += one
        layer = following


def _whole(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        told = _("A text holds half of a character (a lone surrogate).")
        raise malformed(Fault("", told)) from None


class Text(serializers.CharField):
    """Words. Space around them does not count, nor does the one character that PostgreSQL cannot hold."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The words as they are kept."""
        empty, data = self.validate_empty_values(data)
        if empty:
            return data
        if not isinstance(data, str):
            self.fail("invalid")
        if data == "" and not self.allow_blank:
            self.fail("blank")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return data.replace("\0", "").strip()


class Whole(serializers.IntegerField):
    """A whole number: an id, unless it is said what else."""

    def __init__(self, min_value: int = 1, max_value: int = MOST_ID, **options: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **options)

    def to_internal_value(self, data: Any) -> int:
        """Neither a text nor true and false."""
        if isinstance(data, bool) or not isinstance(data, (int, float)) or data != data // 1:
            self.fail("invalid")
        return int(data)


class Yes(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Nothing that is like it."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Day(serializers.DateField):
    """A day: 2019-03-01."""

    def to_internal_value(self, value: Any) -> date:
        """In this one form."""
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail("invalid", format="YYYY-MM-DD")


@extend_schema_field({"type": "string", "pattern": NUMBER, "example": "807"})
class Number(serializers.Field):
    """A number as text, so that none of its digits is lost on the way."""

    def to_internal_value(self, data: Any) -> Decimal:
        """18 digits before the point at most, and 6 after it."""
        if not isinstance(data, str) or not re.fullmatch(NUMBER[1:-1], data):
            raise serializers.ValidationError(_("Write the number as text, like “807” or “0.5”."))
        return Decimal(data)

    def to_representation(self, value: Decimal) -> str:
        """Without idle zeros."""
        return f"{value.normalize():f}"


def one_of(terms: Mapping[Any, Term], **options: Any) -> serializers.ChoiceField:
    """One word of a vocabulary."""
    return serializers.ChoiceField(choices(terms), **options)


class Body(serializers.Serializer):
    """An object with these fields and no others."""

    def to_internal_value(self, data: Any) -> Any:
        """The values; a field that there is not is named."""
        if isinstance(data, Mapping) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError(
                {name: _("There is no such field.") for name in unknown}
            )
        return super().to_internal_value(data)


def read(body: type[Body], data: Any, *, partial: bool = False) -> dict[str, Any]:
    """What was sent, by field. Raises malformed, which names the fields."""
    sent = body(data=data, partial=partial)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def names(values: Iterable[str]) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(values))
