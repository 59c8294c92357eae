"""What becomes of the rows of two claims that become one."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.actions.changes import Change, removed_with_all, updated
from claims.actions.plan import TAKE, Plan
from claims.comparing import found_of, in_order
from claims.evidence import graphs
from claims.models import Appearance, Claim, ClaimTopic, Figure, OriginMark
from claims.origins import Assessment, assess
from claims.vocabulary import MOST_TOPICS
from claims.what_if import joined


def plan_claims(kept: Claim, gone: Claim, choices: Mapping[str, str] | None = None) -> Plan:
    """The plan. Decisions are written once: they stay with the claim that goes.

    Raises ValidationError if too much hangs on the claim that goes, or if the two are filed under more topics
    than one claim can be.
    """
    plan = Plan(kept, gone, choices or {})
    for claim in (kept, gone):
        plan.looked_at.append(repr((claim.pk, claim.statement, claim.state, claim.digest)))
    _appearances(plan, kept, gone)
    _marks(plan, kept, gone)
    _figures(plan, kept, gone)
    _topics(plan, kept, gone)
    _tasks(plan, kept, gone)
    for note in gone.notes.order_by("pk"):
        plan.move(note, claim_id=kept.pk)
    plan.fill(
        {
            "event_on": _("The date of the event stays %(own)s; the other claim has %(other)s."),
            "note": _(
                "The note stays as it is; the note of the other claim stays behind: %(other)s"
            ),
            "assignee_id": "",
        }
    )
    plan.notes = [note for note in plan.notes if note]
    return plan.end()


def after(plan: Plan) -> tuple[Assessment, Assessment]:
    """What the claim that stays is found to be, and what it would be found to be: nothing is written."""
    found = graphs([plan.kept, plan.gone])  # type: ignore[list-item]
    own, other = found[plan.kept.pk], found[plan.gone.pk]
    dropped = {
        change.pk for change in plan.changes if change.model == "appearance" and not change.now
    }
    overruled = {
        (conflict.gone.source_id, conflict.gone.same_as_id)
        for conflict in plan.conflicts
        if isinstance(conflict.gone, OriginMark) and plan.choices.get(conflict.key) == TAKE
    }
    return assess(own), assess(joined(own, other, dropped, overruled))


def _appearances(plan: Plan, kept: Claim, gone: Claim) -> None:
    def place(row: Appearance) -> tuple[int, int, int]:
        return row.snapshot_id, row.start, row.end

    own = {place(row): row for row in kept.appearances.all()}
    for row in gone.appearances.order_by("pk"):
        plan.move(row, own.get(place(row)), f"appearance-{row.pk}", claim_id=kept.pk)


def _marks(plan: Plan, kept: Claim, gone: Claim) -> None:
    def found(row: OriginMark) -> tuple[int, int | None]:
        return row.source_id, row.same_as_id

    own = {found(row): row for row in kept.marks.all()}
    for row in gone.marks.order_by("pk"):
        plan.move(row, own.get(found(row)), f"mark-{row.pk}", claim_id=kept.pk)


def _figures(plan: Plan, kept: Claim, gone: Claim) -> None:
    """Each stays under its measure. Of two that say the same one remains, and takes over what the other
    has: the measure that it stands under, and what was found of it."""
    own = {row.as_evidence(): row for row in kept.figures.all()}
    for row in gone.figures.order_by("pk"):
        twin = own.get(row.as_evidence())
        if twin is None:
            plan.move(row, claim_id=kept.pk)
            continue
        plan.look_at(row)
        plan.look_at(twin)
        taken = list(_taken_over(twin, row))
        moved = {(change.model, change.pk) for change in taken}
        if row.measure_id and not twin.measure_id:
            plan.changes.append(updated(twin, measure_id=row.measure_id))
        elif row.measure_id and row.measure_id != twin.measure_id:
            plan.notes.append(
                _(
                    "%(figure)s stays under the measure “%(own)s”; the other claim had it under “%(other)s”."
                )
                % {"figure": twin, "own": twin.measure, "other": row.measure}
            )
        plan.changes += taken
        plan.changes += [
            change for change in removed_with_all(row) if (change.model, change.pk) not in moved
        ]


def _taken_over(twin: Figure, row: Figure) -> Iterator[Change]:
    """What was found of a figure that goes, as found of its twin, where nothing is of that one yet."""
    known = {key for pair in found_of([twin.pk]) for key in pair}
    for pair, comparison in sorted(found_of([row.pk]).items()):
        beside = comparison.other if pair[0] == row.pk else comparison.one
        if comparison.finding and beside.pk not in known:
            one, other = in_order(twin, beside)
            was = dict(zip(pair, (comparison.one_was, comparison.other_was), strict=True))
            was[twin.pk] = was[row.pk]
            yield updated(
                comparison,
                one_id=one.pk,
                other_id=other.pk,
                one_was=was[one.pk],
                other_was=was[other.pk],
            )


def _topics(plan: Plan, kept: Claim, gone: Claim) -> None:
    own = {row.topic_id: row for row in ClaimTopic.objects.filter(claim=kept)}
    others = ClaimTopic.objects.filter(claim=gone).order_by("pk")
    number = len(own.keys() | {row.topic_id for row in others})
    if number > MOST_TOPICS:
        raise ValidationError(
            _(
                "The two are filed under %(number)s topics, and one claim can be filed under %(most)s at "
                "most. Remove some first."
            )
            % {"number": number, "most": MOST_TOPICS}
        )
    for row in others:
        plan.move(row, own.get(row.topic_id), claim_id=kept.pk)


def _tasks(plan: Plan, kept: Claim, gone: Claim) -> None:
    own = {row.source_id: row for row in kept.capture_requests.open()}
    for row in gone.capture_requests.order_by("pk"):
        twin = None if row.cleared_at else own.get(row.source_id)
        plan.move(row, twin, claim_id=kept.pk)
