"""Appearances that were linked to the wrong claim, and claims that hold two."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.actions.claims import hold, hold_articles, record_claim
from claims.actions.recording import patient, recording
from claims.models import Appearance, Claim, User
from claims.typed import says


@patient
def move_appearances(
    *,
    appearances: Sequence[Appearance],
    by: User,
    reason: str,
    claim: Claim | None = None,
    statement: str = "",
) -> Claim:
    """Move appearances of one claim to another on record, or to a new one of this `statement`, which
    is filed under the same topics; return the claim that has them now.

    Both claims are assessed again. Raises ValidationError without a reason, without a claim, for the
    claim that they are on, when they have been moved meanwhile, and when the other claim has the same
    words on record.
    """
    if not says(reason):
        raise ValidationError({"reason": _("Say why these words belong elsewhere.")})
    if not appearances:
        raise ValidationError(_("Choose at least one quote to move."))
    if not claim and not says(statement):
        raise ValidationError({"statement": _("Choose a claim, or write what these words claim.")})
    origin = appearances[0].claim
    with recording(by=by, reason=reason):
        hold_articles(Appearance.objects.filter(pk__in=[row.pk for row in appearances]))
        held = hold(origin, *([claim] if claim else []))
        rows = _still_there(appearances, origin)
        to = held[claim.pk] if claim else _new(origin, statement, by, reason)
        _refuse_double(rows, origin, to)
        for row in rows:
            row.claim = to
            row.save(update_fields=["claim"])
    return to


def _still_there(appearances: Sequence[Appearance], origin: Claim) -> list[Appearance]:
    """The rows, locked; somebody may have moved or removed one since it was chosen."""
    keys = [row.pk for row in appearances]
    rows = list(
        Appearance.objects.filter(pk__in=keys, claim=origin)
        .order_by("pk")
        .select_for_update(no_key=True)
    )
    if len(rows) != len(set(keys)):
        raise ValidationError(
            _("Somebody has moved these words in the meantime. Look at where they are now."),
            code="changed",
        )
    return rows


def _new(origin: Claim, statement: str, by: User, reason: str) -> Claim:
    topics = origin.topics.values_list("name", flat=True)
    return record_claim(statement=statement.strip(), topics=list(topics), by=by, reason=reason)


def _refuse_double(rows: Sequence[Appearance], origin: Claim, to: Claim) -> None:
    if to.pk == origin.pk:
        raise ValidationError(_("They are on this claim already. Choose another one."))
    for row in rows:
        place = {"snapshot": row.snapshot_id, "start": row.start, "end": row.end}
        if to.appearances.filter(**place).exists():
            raise ValidationError(
                _("Claim %(number)s has these words on record already: “%(words)s”. Remove one.")
                % {"number": to.pk, "words": row}
            )
