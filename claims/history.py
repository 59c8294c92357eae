"""What happened to a claim, from the trail, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from claims import models
from claims.vocabulary import STATUSES, Status

SHOWN = 20


@dataclass(frozen=True)
class Happening:
    """One entry of the trail: when, who (empty for the program), what, and why."""

    at: datetime
    who: str
    what: str
    why: str = ""


def history(claim: models.Claim, limit: int = SHOWN) -> list[Happening]:
    """The latest entries of the trail of a claim. Six queries, however long the trail."""
    trail: list[tuple[Any, str]] = []
    trail += _statuses(claim, limit)
    trail += [
        (event, _("appearance recorded"))
        for event in _events(models.Appearance, limit, claim_id=claim.pk, pgh_label="insert")
    ]
    trail += [
        (event, _("appearance removed"))
        for event in _events(models.Appearance, limit, claim_id=claim.pk, pgh_label="delete")
    ]
    trail += [
        (event, _("origin marked"))
        for event in _events(models.OriginMark, limit, claim_id=claim.pk)
    ]
    trail.sort(key=lambda entry: (entry[0].pgh_created_at, entry[0].pgh_id), reverse=True)
    return _told(trail[:limit])


def _events(tracked: type[Model], limit: int, **found: Any) -> Any:
    """The latest events of a tracked model."""
    events = tracked._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]
    return events.filter(**found).select_related("pgh_context").order_by("-pgh_id")[:limit]


def _statuses(claim: models.Claim, limit: int) -> list[tuple[Any, str]]:
    """What assessments found, and changes of the statement, as each differs from the one before."""
    rows = list(_events(models.Claim, limit + 1, pgh_obj_id=claim.pk))
    told = []
    for event, earlier in zip(rows, [*rows[1:], None], strict=True):
        if earlier is None:
            told.append((event, _("claim recorded")))
        elif event.status != earlier.status:
            label = STATUSES[Status(event.status)].label.lower()
            told.append((event, _("assessed: %(status)s") % {"status": label}))
        elif event.statement != earlier.statement:
            told.append((event, _("statement reworded")))
        elif event.sentence != earlier.sentence:
            told.append((event, _("assessed again: the evidence changed")))
    return told[:limit]


def _told(trail: list[tuple[Any, str]]) -> list[Happening]:
    """The entries with names and reasons, one of several that say the same at the same moment."""
    metadata = [event.pgh_context.metadata if event.pgh_context else {} for event, _what in trail]
    users = [noted["user"] for noted in metadata if noted.get("user")]
    names = dict(models.User.objects.filter(pk__in=users).values_list("pk", "username"))
    entries = [
        Happening(
            event.pgh_created_at, names.get(noted.get("user"), ""), what, noted.get("reason", "")
        )
        for (event, what), noted in zip(trail, metadata, strict=True)
    ]
    return list(dict.fromkeys(entries))
