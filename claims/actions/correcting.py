"""Putting right what is recorded, field by field, unless it is no longer what somebody read."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model

from claims.actions.recording import recording
from claims.models import Claim, Topic, User
from claims.refusals import check

Row = TypeVar("Row", bound=Model)


def correct_row(
    *,
    row: Row,
    by: User,
    fields: dict[str, Any],
    look: Callable[[Row], None],
    topics: Iterable[str] | None = None,
    reason: str = "",
) -> Row:
    """Give fields of a row other values, and a claim other topics. While it is held for that, `look` sees
    it as it is now, and raises if it is not what somebody means to change.

    Raises ValidationError, by the field concerned, for what the record does not allow.
    """
    with recording(by=by, reason=reason or "edited"):
        held = type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
        look(held)
        for name, value in fields.items():
            setattr(held, name, value)
        check(held)
        held.save(update_fields=list(fields))
        if topics is not None and isinstance(held, Claim):
            held.topics.set([Topic.objects.get_or_create(name=name)[0] for name in topics])
        return held
