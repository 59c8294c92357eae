"""Chosen records in rows of a form, looked up once for all rows.

Django looks up what stands in a select once a row to check it, and once more to show its name: fifty
rows would be a hundred queries. Here the rows of a formset share one look-up.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

from claims.models import Source


class KnownChoiceField(forms.ModelChoiceField):
    """A choice among records of which some are `known`, by their id, and need no query."""

    known: dict[str, models.Model] | None = None

    def to_python(self, value: Any) -> models.Model | None:
        """The chosen record."""
        found = (self.known or {}).get(str(value))
        return found or super().to_python(value)

    def label_from_instance(self, obj: models.Model) -> str:
        """What it is called; of a source also what it is."""
        return obj.with_kind if isinstance(obj, Source) else super().label_from_instance(obj)


class KnownAutocomplete(AutocompleteSelect):
    """The admin's search-as-you-type select, which shows a known record without a query."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """The chosen record as the only option, after the empty one."""
        field = self.choices.field
        if field.known is None:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [("", "")]
        chosen = [
            (key, field.label_from_instance(field.known[key]))
            for key in value
            if key in field.known
        ]
        options = [
            self.create_option(name, key, label, key in value, index)
            for index, (key, label) in enumerate(empty + chosen)
        ]
        return [(None, options, 0)]


def look_up(rows: Iterable[forms.BaseForm]) -> None:
    """Fetch what the rows of a formset have chosen: a query for each of their fields, however many
    rows there are."""
    rows = list(rows)
    names = [
        name
        for name, field in (rows[0].fields.items() if rows else ())
        if isinstance(field, KnownChoiceField)
    ]
    for name in names:
        chosen = {str(row[name].value()) for row in rows}
        queryset = rows[0].fields[name].queryset  # type: ignore[attr-defined]
        found = queryset.in_bulk([key for key in chosen if key.isascii() and key.isdecimal()])
        known = {str(key): record for key, record in found.items()}
        for row in rows:
            row.fields[name].known = known  # type: ignore[attr-defined]
