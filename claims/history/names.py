"""The names of what the trail refers to by its id, and values as people read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    Model,
    QuerySet,
)
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.history.parts import trail
from claims.history.reading import Event
from claims.models import Appearance, Article, Attribution, Claim, Snapshot, Source, Topic, User
from claims.models.written import ANY, Written

PLAIN = {
    "sha256",
    "url",
    "host",
    "language",
    "external_id",
    "media_type",
    "unit",
    "rating",
    "sentence",
}
# Of sources that were renamed: what each has been called, and from when on, in order.
Renamed = dict[int, list[tuple[datetime, str]]]
# What a row that is gone was called, in the last that the trail has of it.
CALLED = {
    Appearance: "exact",
    Article: "title",
    Claim: "statement",
    Source: "name",
    Topic: "name",
    User: "username",
}


@dataclass(frozen=True)
class Name:
    """A value in words, where it leads to, and whether it is somebody's wording."""

    text: str
    url: str = ""
    quoted: bool = False


def known(model: type[Model]) -> QuerySet:
    """The rows of a model, with what their names and addresses are made of."""
    rows = model._default_manager.all()
    if model is Snapshot:
        return rows.select_related("article").defer("text")
    if model is Appearance:
        return rows.select_related("snapshot").defer("snapshot__text")
    if model is Attribution:
        return rows.select_related("source")
    return rows.defer("search") if model is Claim else rows


@cache
def _known(model: type[Model]) -> Written[Any]:
    return Written(lambda: known(model).filter(pk__among=[ANY]))


class Names:
    """The names that a page needs: one query for each model that is referred to."""

    def __init__(
        self, found: dict[tuple[type[Model], int], Name], renamed: Renamed | None = None
    ) -> None:
        """Keep the names, by model and id, and what sources that were renamed were called before."""
        self.found = found
        self.renamed = renamed or {}

    @classmethod
    def of(cls, events: list[Event]) -> "Names":
        """All names that these events need."""
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for event in events:
            wanted[User] |= {user for user in [(event.noted or {}).get("user")] if user}
            for row in (event.row, event.earlier or {}):
                for name, value in row.items():
                    target = refers_to(event.part.model, name)
                    if target and value is not None:
                        wanted[target].add(value)
        found = {
            (model, key): name
            for model, keys in wanted.items()
            for key, name in _named(model, keys).items()
        }
        return cls(found, _renamed(wanted.get(Source, set())))

    @classmethod
    def of_people(cls, events: list[Event]) -> "Names":
        """The names of those who did it, alone."""
        keys = {user for event in events if (user := (event.noted or {}).get("user"))}
        return cls({(User, key): name for key, name in _named(User, keys).items()} if keys else {})

    def then(self, at: datetime) -> "Names":
        """The names at a moment: a source that has been renamed since is called what it was called."""
        old: dict[tuple[type[Model], int], Name] = {
            (Source, key): replace(self.found[Source, key], text=name)
            for key, names in self.renamed.items()
            if (Source, key) in self.found and (name := _called_at(names, at))
        }
        return Names({**self.found, **old}) if old else self

    def user(self, key: int | None) -> str:
        """Who somebody is; empty for nobody."""
        if not key:
            return ""
        found = self.found.get((User, key))
        return found.text if found else _("somebody no longer on record (%(id)s)") % {"id": key}

    def value(self, model: type[Model], name: str, row: dict[str, Any]) -> Name | None:
        """A value of a row in words; None if there is none."""
        field: Any = model._meta.get_field(name)
        value = row.get(name)
        if value in (None, "", []):
            return None
        if target := refers_to(model, name):
            gone = f"{target._meta.verbose_name} {value}"
            return self.found.get((target, value)) or Name(gone)
        return in_words(field, value)


def refers_to(model: type[Model], name: str) -> type[Model] | None:
    """The model that a column refers to. A row's own id refers to itself."""
    field: Any = model._meta.get_field(name)
    return model if name == "id" else field.related_model if field.is_relation else None


def in_words(field: Any, value: Any) -> Name:
    """A value as people read it: choices by their labels, dates and numbers as they are written."""
    if field.choices:
        return Name(str(dict(field.flatchoices).get(value, value)))
    if isinstance(field, BooleanField):
        return Name(_("yes") if value else _("no"))
    if isinstance(field, DecimalField):
        return Name(f"{Decimal(value).normalize():,f}")
    if isinstance(field, DateTimeField):
        return Name(date_format(timezone.localtime(parse_datetime(value)), "j M Y, H:i T"))
    if isinstance(field, DateField):
        return Name(date_format(date.fromisoformat(value), "j F Y"))
    return Name(str(value), quoted=isinstance(value, str) and field.name not in PLAIN)


def _named(model: type[Model], keys: Iterable[int]) -> dict[int, Name]:
    """Rows by their ids: what they are called, and where they are; what is gone, as it was called."""
    rows = _known(model).about(list(keys))
    found = {row.pk: Name(_called(row), _address(row)) for row in rows}
    gone = set(keys) - found.keys()
    if gone and model in CALLED:
        last = (
            trail(model)
            .filter(pgh_obj_id__in=gone)
            .order_by("pgh_obj_id", "-pgh_id")
            .distinct("pgh_obj_id")
            .values_list("pgh_obj_id", CALLED[model])
        )
        found |= {key: Name(called) for key, called in last if called}
    return found


def _renamed(keys: Iterable[int]) -> Renamed:
    """What the sources among these that were ever called otherwise have been called. One query."""
    if not keys:
        return {}
    events = trail(Source).filter(pgh_obj_id__in=keys)
    otherwise = events.exclude(name=F("pgh_obj__name")).values("pgh_obj_id")
    found: Renamed = defaultdict(list)
    for key, at, name in (
        events.filter(pgh_obj_id__in=otherwise)
        .order_by("pgh_id")
        .values_list("pgh_obj_id", "pgh_created_at", "name")
    ):
        found[key].append((at, name))
    return found


def _called_at(names: list[tuple[datetime, str]], at: datetime) -> str:
    """The name that held at a moment; empty if the trail begins later. Those of one moment are of one act,
    whose last word counts."""
    return next((name for since, name in reversed(names) if since <= at), "")


def _called(row: Model) -> str:
    return f"“{row.exact}”" if isinstance(row, Appearance) else str(row)


def _address(row: Model) -> str:
    if isinstance(row, Snapshot):
        return f"{row.article.get_absolute_url()}?snapshot={row.pk}"
    return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
