"""A page of a list: the FilterSets of the pages, and the next page by key.

A parameter that a list does not know, or that it cannot use, is an error that names it, and never ignored.
"""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from claims.api.bodies import DAY, MOST_ID
from claims.api.filters import MEANINGS
from claims.api.problems import malformed
from claims.api.resource import Resource
from claims.paging import MOST, MOST_DIGITS, NEWEST, SIZE, Ordering, UnknownPage, page
from claims.problems import Fault

AFTER, HOW_MANY = "after", "size"
DATE = {"type": "string", "format": "date"}
ID = {"type": "integer", "minimum": 1, "maximum": MOST_ID}
MANY = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)


class List(Resource):
    """A list. Its filters are named by `filters`."""

    filters: ClassVar[type[django_filters.FilterSet]]

    def filtered(self, rows: QuerySet[Any]) -> Any:
        """The FilterSet over the rows, with what was asked. Raises malformed."""
        query = self.request.query_params
        asked = QueryDict(mutable=True)
        for name, values in query.lists():
            if name not in (AFTER, HOW_MANY):
                asked.setlist(name, values)
        faults = [*_unknown(query, self.filters), *_unlike(asked, self.filters)]
        found = self.filters(asked, rows, request=self.request)
        if not faults and not found.is_valid():
            faults = [Fault(name, str(told[0])) for name, told in found.errors.items()]
        if faults:
            raise malformed(*faults)
        return found

    def listed(self, rows: QuerySet[Any], shape: type[Any], order: Ordering = NEWEST) -> Response:
        """A page of the rows, which are neither sorted nor cut, and the address of the next."""
        query = self.request.query_params
        try:
            found = page(rows, order, query.get(AFTER, ""), _size(query))
        except UnknownPage:
            told = _("This is no key of a page. Follow “next” as it was given.")
            raise malformed(Fault(AFTER, told)) from None
        results = shape(found.rows, many=True, context={"request": self.request}).data
        following = self._next(found.next) if found.next else None
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        return Response({"results": results, "next": following}, headers=headers)

    def _next(self, key: str) -> str:
        """The address of the page after this one, with all that was asked for."""
        asked = [
            (name, value)
            for name, values in self.request.query_params.lists()
            for value in values
            if name != AFTER
        ]
        here = self.request._request.build_absolute_uri(self.request.path)
        return f"{here}?{urlencode([*asked, (AFTER, key)])}"


def _size(query: QueryDict) -> int:
    """How many rows a page is to have."""
    asked = query.get(HOW_MANY, str(SIZE))
    if asked.isascii() and asked.isdecimal() and len(asked) < 5 and 1 <= int(asked) <= MOST:
        return int(asked)
    raise malformed(Fault(HOW_MANY, _("Ask for 1 to %(most)s rows.") % {"most": MOST}))


def _unknown(query: QueryDict, filters: Any) -> Iterable[Fault]:
    known = [*filters.base_filters, HOW_MANY, AFTER]
    told = _("This list has no such filter. There are: %(names)s.")
    for name in sorted(set(query) - set(known)):
        yield Fault(name, told % {"names": ", ".join(known)})


def _unlike(asked: QueryDict, filters: Any) -> Iterable[Fault]:
    """What the forms of pages are lenient about, where a program is better told."""
    for name, values in asked.lists():
        kind = filters.base_filters.get(name)
        if "" in values:
            yield Fault(name, _("This is empty. Leave the parameter out."))
        elif len(values) > 1 and not isinstance(kind, MANY):
            yield Fault(name, _("This stands more than once."))
        elif isinstance(kind, django_filters.DateFilter) and not DAY.fullmatch(values[0]):
            yield Fault(name, _("Write the day like 2019-03-01."))
        elif _by_id(kind) and not _number(values[0]):
            yield Fault(name, _("Write the number of one that is on record."))
        elif (choices := _choices(kind)) and not choices.issuperset(values):
            told = _("There is no such choice. There are: %(names)s.")
            yield Fault(name, told % {"names": ", ".join(sorted(choices))})


def _number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS


def _by_id(kind: Any) -> bool:
    return isinstance(kind, django_filters.ModelChoiceFilter) and not isinstance(kind, MANY)


def parameters(filters: type[django_filters.FilterSet]) -> list[OpenApiParameter]:
    """The filters as the description tells of them, and those of every list."""
    means = MEANINGS.get(filters, {})
    found = [
        _described(name, kind, means.get(name) or str(kind.label or ""))
        for name, kind in filters.base_filters.items()
    ]
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
    return [
        *found,
        OpenApiParameter(AFTER, str, description="The key of a page, as `next` gives it."),
        OpenApiParameter(HOW_MANY, size, description="How many rows a page has."),
    ]


def _described(name: str, kind: Any, means: str) -> OpenApiParameter:
    kinds = _type(kind)
    if isinstance(kind, MANY):
        kinds = {"type": "array", "items": kinds, "minItems": 1}
    return OpenApiParameter(name, kinds, description=means)


def _choices(kind: Any) -> set[str]:
    """The values that a filter takes; none, if it takes any."""
    chosen = kind.extra.get("choices") if kind else None
    return {str(value) for value, _label in chosen or ()}


def _type(kind: Any) -> Any:
    if isinstance(kind, django_filters.DateFilter):
        return DATE
    if _by_id(kind):
        return ID
    chosen = kind.extra.get("choices")
    if chosen:
        return {"type": "string", "enum": [str(value) for value, _label in chosen]}
    return {"type": "string", "minLength": 1}


def paged(shape: type[serializers.BaseSerializer]) -> serializers.Serializer:
    """The page of a list, for the description."""
    return inline_serializer(
        f"{shape.__name__}Page",
        {"results": shape(many=True), "next": serializers.URLField(allow_null=True)},
    )
