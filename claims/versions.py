"""Which version of a record somebody has in front of them, and what others have changed since.

A version is the id of the record's latest event in the trail, with that of its topics for a claim. A form
carries it along; when it comes back, the record may have moved on.

    opened at 12 ── somebody saves, 13 ──▸ sent with 12: what differs from 12 is shown, not written over
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max, Model

from claims.models import Claim, ClaimTopic, User

MOST_DIGITS = 18  # of an id


def versions(rows: Iterable[Model]) -> dict[int, str]:
    """The version of each row, all of one model, by id. One query; for claims two."""
    rows = list(rows)
    if not rows:
        return {}
    ids = [row.pk for row in rows]
    events = _trail(type(rows[0])).filter(pgh_obj_id__in=ids).order_by()
    found = dict(events.values_list("pgh_obj_id").annotate(Max("pgh_id")))
    topics = _topics(ids) if isinstance(rows[0], Claim) else {}
    return {key: f"{found.get(key, 0)}.{topics.get(key, 0)}" for key in ids}


def changed_since(row: Model, version: str, names: Collection[str]) -> set[str]:
    """Which of these fields of the row are others than they were at a version. All of them, if nobody
    can tell: then a person looks."""
    event, topics = _read(version)
    then = _trail(type(row)).filter(pgh_obj_id=row.pk, pgh_id=event).first()
    return {name for name in names if _differs(row, then, topics, name)}


def changed_by(row: Model) -> str:
    """Who changed the row last, by name; empty if nobody is named."""
    event = _trail(type(row)).filter(pgh_obj_id=row.pk).select_related("pgh_context").last()
    noted = event.pgh_context.metadata if event and event.pgh_context else {}
    key: int = noted.get("user") or 0
    person = User.objects.filter(pk=key).first()
    return person.username if person else ""


def _differs(row: Model, then: Any, topics: int, name: str) -> bool:
    field: Any = row._meta.get_field(name)
    if field.many_to_many:
        return not (isinstance(row, Claim) and _topics([row.pk]).get(row.pk, 0) == topics)
    return then is None or getattr(then, field.attname, None) != getattr(row, field.attname)


def _read(version: str) -> tuple[int, int]:
    """The two ids of a version; zeros for what is none."""
    parts = version.split(".")
    if len(parts) != 2 or not all(
        part.isascii() and part.isdecimal() and len(part) <= MOST_DIGITS for part in parts
    ):
        return 0, 0
    return int(parts[0]), int(parts[1])


def _topics(claims: list[int]) -> dict[int, int]:
    """The latest event of the topics of each claim that ever had one."""
    events = _trail(ClaimTopic).filter(claim__in=claims).order_by()
    return dict(events.values_list("claim_id").annotate(Max("pgh_id")))


def _trail(model: type[Model]) -> Any:
    return model.pgh_event_model._default_manager.order_by("pgh_id")  # type: ignore[attr-defined]
