"""What somebody has to do: what is assigned to them, what went stale, what a second person refused,
what they took on to capture, where they are named; for administrators, which webhooks were stopped."""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q, QuerySet

from claims.access import Act, may
from claims.models import CaptureRequest, Claim, Mention, User, Webhook
from claims.vocabulary import FlagCode, State

SHOWN = 20
DONE = Q(waits_since=None) & ~Q(state=State.DRAFT)  # decided, and nothing has changed since


@dataclass(frozen=True)
class Part:
    """The first of what there is, and how many there are in all."""

    rows: list[Any]
    number: int

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return self.number - len(self.rows)


@dataclass(frozen=True)
class Agenda:
    """What waits for one person."""

    assigned: Part
    stale: Part
    refused: Part
    tasks: Part
    mentions: Part
    webhooks: Part

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(getattr(self, part.name).number for part in fields(self))


def agenda(person: User, untold: bool = False) -> Agenda:
    """What waits for somebody; with `untold`, of the notes only those that no mail has told of."""
    claims = Claim.objects.defer("search").order_by("-urgency", "waits_since", "pk")
    mine = Q(assignee=person) | Q(pk__in=person.decisions.values("claim"))
    notes = Mention.objects.filter(person=person, note__withdrawn_at=None)
    named = notes.filter(told_at=None) if untold else notes
    return Agenda(
        assigned=_part(claims.filter(assignee=person).exclude(DONE)),
        stale=_part(claims.flagged(FlagCode.DECISION_STALE).filter(mine)),
        refused=_part(
            person.decisions.refused()
            .select_related("claim", "sign_off__signed_by")
            .defer("assessment", "claim__search")
            .order_by("-pk")
        ),
        tasks=_part(
            CaptureRequest.objects.open()
            .filter(taken_by=person)
            .select_related("claim", "source", "asked_by")
            .defer("claim__search")
            .order_by("pk")
        ),
        mentions=_part(
            named.select_related("note__claim", "note__written_by")
            .defer("note__claim__search")
            .order_by("-pk")
        ),
        webhooks=_part(_stopped(person)),
    )


def _stopped(person: User) -> QuerySet[Webhook]:
    """The webhooks that somebody has to look after, if that is theirs to do."""
    stopped = Webhook.objects.stopped().order_by("pk")
    return stopped if may(person, Act.CONNECT) else stopped.none()


def _part(rows: Any) -> Part:
    found = list(rows[: SHOWN + 1])
    return Part(found[:SHOWN], rows.count() if len(found) > SHOWN else len(found))
