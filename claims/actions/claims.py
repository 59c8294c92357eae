"""Claims, where they appear, and on whose word."""

from collections.abc import Iterable
from datetime import date

from claims import anchoring
from claims.actions.recording import recording
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Figure,
    Snapshot,
    Source,
    Topic,
    User,
)


def record_claim(
    *,
    statement: str,
    by: User | None,
    topics: Iterable[str] = (),
    event_on: date | None = None,
    note: str = "",
    external_id: str = "",
    reason: str = "",
) -> Claim:
    """Record a claim in neutral words, filed under topics by name; new topics are made."""
    with recording(by=by, reason=reason):
        claim = Claim.objects.create(
            statement=statement, event_on=event_on, note=note, external_id=external_id
        )
        claim.topics.set([Topic.objects.get_or_create(name=name)[0] for name in topics])
    claim.refresh_from_db()
    return claim


def record_appearance(
    *,
    claim: Claim,
    snapshot: Snapshot,
    start: int,
    end: int,
    stance: str,
    basis: str,
    by: User | None,
    self_interested: bool = False,
    reason: str = "",
) -> Appearance:
    """Record that the words from `start` to `end` (code points) of a snapshot make the claim.

    Raises ValueError if those offsets hold no words, IntegrityError if the appearance is recorded
    already.
    """
    found = anchoring.selector(snapshot.text, start, end)
    with recording(by=by, reason=reason):
        return Appearance.objects.create(
            claim=claim,
            snapshot=snapshot,
            exact=found.exact,
            prefix=found.prefix,
            suffix=found.suffix,
            start=start,
            end=end,
            stance=stance,
            basis=basis,
            self_interested=self_interested,
        )


def attribute(
    *,
    appearance: Appearance,
    source: Source,
    by: User | None,
    via: Attribution | None = None,
    self_interested: bool = False,
    reason: str = "",
) -> Attribution:
    """Record that the article says that `source` said so, `via` whoever relayed it."""
    with recording(by=by, reason=reason):
        return Attribution.objects.create(
            appearance=appearance, source=source, via=via, self_interested=self_interested
        )


def add_figure(*, claim: Claim, by: User | None, reason: str = "", **fields: object) -> Figure:
    """Record a figure of the claim; `fields` are those of the model."""
    with recording(by=by, reason=reason):
        return Figure.objects.create(claim=claim, **fields)
