"""Two claims that say the same become one, two sources that are one become one, and back.

    merge ── works out a Plan ──▸ makes its changes ──▸ assesses ──▸ keeps what was, as a `Merge`
    undo  ── looks whether all is as the merge left it ──▸ puts every row back ──▸ assesses

The one that goes stays on record, empty, and leads to the other. Decisions never change: they stay with
the claim that they were made on.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.assessing import settle
from claims.actions.changes import (
    Change,
    Values,
    as_json,
    changed_since,
    from_json,
    make,
    model_of,
    stands,
    take_back,
    values_of,
)
from claims.actions.claim_plan import plan_claims
from claims.actions.claims import hold_articles
from claims.actions.plan import Plan
from claims.actions.recording import patient, recording
from claims.actions.source_plan import plan_sources
from claims.models import Appearance, Claim, Flag, Merge, Source, Touched, User
from claims.typed import says
from claims.vocabulary import State

NAMED = 5  # of the rows that stand in the way of an undoing


def plan(
    kept: Claim | Source, gone: Claim | Source, choices: Mapping[str, str] | None = None
) -> Plan:
    """What merging would do. Raises ValidationError, in plain words, if these two cannot be merged."""
    if kept.pk == gone.pk:
        raise ValidationError(_("This is the same one. Choose another to merge it with."))
    for one in (kept, gone):
        if one.merged_into:
            raise ValidationError(
                _("%(gone)s has been merged into %(kept)s already.")
                % {"gone": named(one), "kept": named(one.merged_into)},
                code="merged",
            )
    if isinstance(kept, Claim) and isinstance(gone, Claim):
        _refuse_published(kept, gone)
        return plan_claims(kept, gone, choices)
    assert isinstance(kept, Source)
    assert isinstance(gone, Source)
    return plan_sources(kept, gone, choices)


def _refuse_published(kept: Claim, gone: Claim) -> None:
    """What the public reads must not vanish into something that it cannot read."""
    if gone.state == State.PUBLISHED != kept.state:
        raise ValidationError(
            _(
                "Claim %(gone)s is published and claim %(kept)s is not. Merge the other way round, so "
                "that the published one stays."
            )
            % {"gone": gone.pk, "kept": kept.pk},
            code="published",
        )


@patient
def merge(
    *,
    kept: Claim | Source,
    gone: Claim | Source,
    by: User,
    reason: str,
    choices: Mapping[str, str] | None = None,
    ground: str = "",
) -> Merge:
    """Make one of two: all that hangs on `gone` moves to `kept`, and its address leads there.

    `choices` say by the key of a conflict which of the two holds; `ground` is the digest of the plan
    that somebody looked at. Raises ValidationError for what cannot be merged, without a reason, and
    with code "changed" when the ground is another by now.
    """
    if not says(reason):
        raise ValidationError({"reason": _("Say why the two are one.")})
    with recording(by=by, reason=reason):
        if isinstance(gone, Claim):
            hold_articles(Appearance.objects.filter(claim=gone))
        kept, gone = _held(kept, gone)
        planned = plan(kept, gone, choices)
        if ground and ground != planned.ground:
            raise ValidationError(
                _("One of the two has changed since you looked. This is what it would be now."),
                code="changed",
            )
        make(planned.changes)
        connection.check_constraints()
        assessed = _assessed(kept, gone)
        sides = (
            ("kept_claim", "gone_claim")
            if isinstance(kept, Claim)
            else ("kept_source", "gone_source")
        )
        return Merge.objects.create(
            **dict(zip(sides, (kept, gone), strict=True)),
            reason=reason,
            merged_by=by,
            changes=as_json(planned.changes),
            assessed=as_json(assessed),
        )


@patient
def undo_merge(*, merge: Merge, by: User, reason: str) -> Merge:
    """Make two of one again, each row as it was.

    What was recorded on the one that stayed since then stays with it. Raises ValidationError if the
    merge has been undone, or if what it moved has changed since, naming what.
    """
    if not says(reason):
        raise ValidationError({"reason": _("Say why they are two after all.")})
    with recording(by=by, reason=reason):
        held = Merge.objects.select_for_update().get(pk=merge.pk)
        if held.undone_at:
            raise ValidationError(
                _("This has been undone already, by %(who)s.") % {"who": held.undone_by}
            )
        changes = from_json(held.changes)
        moved = [change.pk for change in changes if change.model == "appearance"]
        hold_articles(Appearance.objects.filter(pk__in=moved))
        kept, gone = _held(held.kept, held.gone)
        _refuse_changed(kept, changes)
        try:
            take_back(changes)
            connection.check_constraints()
        except IntegrityError as error:
            raise ValidationError(
                _(
                    "This cannot be undone: something that was recorded since stands where the "
                    "earlier rows stood. Move or remove it first."
                )
            ) from error
        _take_back_assessed(from_json(held.assessed))
        _touch(kept, gone)
        held.undone_by, held.undone_at, held.undone_reason = by, timezone.now(), reason
        held.save(update_fields=["undone_by", "undone_at", "undone_reason"])
        return held


def named(one: Claim | Source) -> str:
    """The number of a claim, the name of a source."""
    return _("Claim %(number)s") % {"number": one.pk} if isinstance(one, Claim) else one.name


def _held(kept: Any, gone: Any) -> tuple[Any, Any]:
    """Both as they are now; nobody else changes them until this is over."""
    model = type(kept)
    if model is Source:
        _hold_owners()
    keys = {kept.pk, gone.pk}
    rows = model.with_merged.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    held = {row.pk: row for row in (rows.defer("search") if model is Claim else rows)}
    return held[kept.pk], held[gone.pk]


def _hold_owners() -> None:
    """Wait for whoever is just giving a source an owner: the lock of the rule about rings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims_source.owner_id'))")


def _refuse_changed(kept: Claim | Source, changes: list[Change]) -> None:
    if kept.merged_into:
        raise ValidationError(
            _("%(one)s has been merged into %(other)s since. Undo that first.")
            % {"one": named(kept), "other": named(kept.merged_into)}
        )
    if found := changed_since(changes):
        told = ", ".join(_told(change, row) for change, row in found[:NAMED])
        raise ValidationError(
            _(
                "This cannot be undone as a whole, because what it moved has changed since: "
                "%(rows)s. Put that back first, or move what is wrong one by one."
            )
            % {"rows": told if len(found) <= NAMED else f"{told}, …"}
        )


def _told(change: Change, row: models.Model | None) -> str:
    name = model_of(change.model)._meta.verbose_name
    if row is None:
        return _("%(what)s %(number)s, which is no longer there") % {
            "what": name,
            "number": change.pk,
        }
    return f"{name} “{row}”"


# What assessments do to flags, and to what waits, is put back too: since when a flag stands is a fact.


def _assessed(kept: Claim | Source, gone: Claim | Source) -> list[Change]:
    """Assess all claims concerned, and say what that did to flags and to what waits."""
    _touch(kept, gone)
    touched = set(Touched.objects.filter(put_off_by=None).values_list("claim_id", flat=True))
    locked = Claim.with_merged.filter(pk__in=touched).order_by("pk").select_for_update(no_key=True)
    keys = list(locked.values_list("pk", flat=True))
    before = _raised(keys)
    if isinstance(kept, Claim):
        _hand_over(kept, gone)
    settle()
    after = _raised(keys)
    return [
        change
        for key in before | after
        if (change := _difference(key, before.get(key), after.get(key)))
    ]


def _touch(*claims: Claim | Source) -> None:
    """Have both assessed, also where no row that triggers watch has moved to one of them."""
    Touched.objects.bulk_create(
        Touched(claim_id=claim.pk) for claim in claims if isinstance(claim, Claim)
    )


def _hand_over(kept: Claim, gone: Any) -> None:
    """The flags of the claim that goes, and what they were; it waits for nobody any more."""
    twice = kept.flags.standing().values("code")
    gone.flags.standing().filter(code__in=twice).update(cleared_at=timezone.now())
    gone.flags.update(claim=kept)
    Claim.with_merged.filter(pk=gone.pk).update(waits_since=None, urgency=0)


def _raised(claims: list[int]) -> dict[tuple[str, int], Values]:
    """Flags, and since when a claim waits, by their model and key."""
    flags = {("flag", row.pk): values_of(row) for row in Flag.objects.filter(claim__in=claims)}
    waiting = Claim.with_merged.filter(pk__in=claims).values_list("pk", "waits_since")
    since: dict[tuple[str, int], Values] = {
        ("claim", key): {"waits_since": at.isoformat() if at else None} for key, at in waiting
    }
    return {**flags, **since}


def _difference(key: tuple[str, int], was: Values | None, now: Values | None) -> Change | None:
    if was == now:
        return None
    if was and now:
        names = [name for name in was if was[name] != now[name]]
        was, now = {name: was[name] for name in names}, {name: now[name] for name in names}
    return Change(*key, was, now)


def _take_back_assessed(changes: list[Change]) -> None:
    """Put flags and waiting back where nothing else has happened to them; assessments do the rest."""
    for change in reversed(changes):
        row = model_of(change.model)._base_manager.filter(pk=change.pk).first()
        if stands(change, row) and not _stands_already(change, row):
            take_back([change])


def _stands_already(change: Change, row: models.Model | None) -> bool:
    """Whether such a flag has been raised anew since, so that the earlier one must stay cleared."""
    if not isinstance(row, Flag) or not change.was or change.was.get("cleared_at", "") is not None:
        return False
    claim = int(change.was.get("claim_id") or row.claim_id)
    return Flag.objects.standing().filter(claim=claim, code=row.code).exclude(pk=row.pk).exists()
