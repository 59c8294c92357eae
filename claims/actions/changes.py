"""Rows as they were and as they became, so that what was done to them can be taken back.

    Change(model, pk, was={…}, now={…})    columns of a row took other values
    Change(model, pk, was={…}, now=None)   a row was removed, with all its columns
    Change(model, pk, was=None, now={…})   a row was added

Changes are made in their order and taken back in the opposite one. Values are text, as Django's fields
write and read it, so that they can stand in a JSON column without losing anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias, cast

from django.apps import apps
from django.db import models, router

Values: TypeAlias = dict[str, str | None]


@dataclass(frozen=True)
class Change:
    """What became of one row."""

    model: str
    pk: int
    was: Values | None
    now: Values | None

    @property
    def opposite(self) -> "Change":
        """What takes it back."""
        return Change(self.model, self.pk, self.now, self.was)

    @property
    def _alike(self) -> tuple[object, ...]:
        """Changes that one statement can make, if they follow each other. What leads to another claim
        or source is changed one by one, as PostgreSQL looks at each step."""
        alone = self.pk if self.now and "merged_into_id" in self.now else 0
        return self.model, "added" if self.was is None else repr(self.now), alone


def updated(row: models.Model, **columns: Any) -> Change:
    """The columns of the row take other values."""
    fields = {name: row._meta.get_field(name) for name in columns}
    return Change(
        _name(row),
        row.pk,
        was={name: _text(field, getattr(row, name)) for name, field in fields.items()},
        now={name: _text(field, columns[name]) for name, field in fields.items()},
    )


def removed(row: models.Model) -> Change:
    """The row goes, alone."""
    return Change(_name(row), row.pk, was=values_of(row), now=None)


def removed_with_all(row: models.Model) -> list[Change]:
    """The row goes with all that hangs on it, the outermost first."""
    return [removed(one) for one in reversed(list(_with_dependants(row, set())))]


def _with_dependants(row: models.Model, seen: set[tuple[str, int]]) -> Iterator[models.Model]:
    """A row, then what would be deleted with it; nothing comes before what it refers to."""
    if (_name(row), row.pk) in seen:
        return
    seen.add((_name(row), row.pk))
    yield row
    for relation in row._meta.related_objects:
        if relation.on_delete is not models.CASCADE:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row})
        within = [
            models.F(field.name).asc(nulls_first=True)
            for field in relation.related_model._meta.concrete_fields
            if field.related_model is relation.related_model
        ]
        for dependant in rows.order_by(*within, "pk"):
            yield from _with_dependants(dependant, seen)


def values_of(row: models.Model) -> Values:
    """All columns of a row."""
    return {
        field.attname: _text(field, getattr(row, field.attname))
        for field in row._meta.concrete_fields
    }


def make(changes: Iterable[Change]) -> None:
    """Make the changes, in their order."""
    for _alike, group in groupby(changes, key=lambda change: change._alike):
        alike = list(group)
        model, now = model_of(alike[0].model), alike[0].now
        rows = model._base_manager.filter(pk__in=[change.pk for change in alike])
        if now is None:
            # What hangs on a row is in the changes too: nothing is taken along unseen.
            rows._raw_delete(router.db_for_write(model))
        elif alike[0].was is None:
            added = [model(**_read(model, change.now)) for change in alike]
            model._base_manager.bulk_create(added)
        else:
            rows.update(**_read(model, now))


def take_back(changes: Iterable[Change]) -> None:
    """Put the rows back as they were."""
    make(change.opposite for change in reversed(list(changes)))


def changed_since(changes: Sequence[Change]) -> list[tuple[Change, models.Model | None]]:
    """Those after which the row was changed once more, with the row as it is; None if it is gone."""
    found = []
    for name in sorted({change.model for change in changes}):
        own = [change for change in changes if change.model == name]
        rows = model_of(name)._base_manager.in_bulk([change.pk for change in own])
        found += [(one, rows.get(one.pk)) for one in own if not stands(one, rows.get(one.pk))]
    return found


def stands(change: Change, row: models.Model | None) -> bool:
    """Whether a row is as the change left it."""
    if change.now is None or row is None:
        return change.now is None and row is None
    held = values_of(row)
    return all(held[name] == value for name, value in change.now.items())


def as_json(changes: Iterable[Change]) -> list[list[Any]]:
    """The changes as a JSON column keeps them."""
    return [[change.model, change.pk, change.was, change.now] for change in changes]


def from_json(kept: Iterable[list[Any]]) -> list[Change]:
    """The changes that a JSON column keeps."""
    return [Change(*one) for one in kept]


def _name(row: models.Model) -> str:
    return row._meta.model_name or ""


def model_of(name: str) -> type[models.Model]:
    """The model that a change names."""
    return apps.get_model("claims", name)


def _text(field: Any, value: Any) -> str | None:
    if value is None:
        return None
    return field.value_to_string(_Holder(field.attname, value))


class _Holder:
    """What `value_to_string` asks for its value."""

    def __init__(self, name: str, value: Any) -> None:
        setattr(self, name, value)


def _read(model: type[models.Model], values: Values | None) -> dict[str, Any]:
    assert values is not None
    fields = {name: cast(models.Field, model._meta.get_field(name)) for name in values}
    return {
        name: value if value is None else fields[name].to_python(value)
        for name, value in values.items()
    }
