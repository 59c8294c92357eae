"""Which figures are of one measure, and why they differ: a person says both.

compare_due ── proposes pairs of figures alike ──▸ put_under: one measure
                                               └─▸ set_apart: not one measure
explain     ── why two figures of one measure differ, as an editor found it
"""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.merging import patient
from claims.actions.recording import recording
from claims.comparing import in_order
from claims.matching.figures import alike
from claims.models import Comparison, Figure, Measure, User
from claims.models.measure import MOST_FIGURES
from claims.vocabulary import OF_ONE_MEASURE, Finding

MOST_PROPOSED = 10  # pairs that one figure waits in: more would be looked at by nobody
AT_ONCE = 100  # figures that one run of the job looks for


# The program proposes


def compare_due(most: int = AT_ONCE) -> list[Comparison]:
    """Look for figures like those that were recorded or changed since they were last looked for, and
    propose those that may be of one measure. Each figure is a transaction of its own."""
    due = Figure.objects.filter(compared_at=None).order_by("pk").values_list("pk", flat=True)
    return [made for key in due[:most] for made in compare(figure=key)]


@patient
def compare(*, figure: int) -> list[Comparison]:
    """Propose pairs for the figure of this id. What was proposed for it before, and nobody has looked at,
    is proposed anew or not at all; what a person found stays."""
    with recording(by=None, reason="figures alike"):
        held = Figure.objects.select_for_update(no_key=True).filter(pk=figure).first()
        if held is None or held.compared_at:
            return []
        either = Q(one=held) | Q(other=held)
        known = Comparison.objects.filter(either)
        wanted = [other for other in alike(held) if not _same_or_apart(held, other)]
        settled = {key for row in known.exclude(finding="") for key in (row.one_id, row.other_id)}
        fresh = [other for other in wanted if other.pk not in settled and _has_room(other, held)]
        fresh = fresh[:MOST_PROPOSED]
        keys = {other.pk for other in fresh}
        open_rows = list(known.filter(finding=""))
        there = {row.pk: ({row.one_id, row.other_id} - {held.pk}).pop() for row in open_rows}
        Comparison.objects.filter(
            pk__in=[pk for pk, key in there.items() if key not in keys]
        ).delete()
        made = [
            Comparison(one=pair[0], other=pair[1])
            for other in fresh
            if other.pk not in there.values()
            for pair in [in_order(held, other)]
        ]
        Comparison.objects.bulk_create(made, ignore_conflicts=True)
        Figure.objects.filter(pk=held.pk).update(compared_at=timezone.now())
        return made


def _same_or_apart(one: Figure, other: Figure) -> bool:
    """Whether a person has said already under which measure each of the two is."""
    return bool(one.measure_id and other.measure_id)


def _has_room(figure: Figure, beside: Figure) -> bool:
    waiting = Comparison.objects.filter(Q(one=figure) | Q(other=figure), finding="")
    return waiting.exclude(Q(one=beside) | Q(other=beside)).count() < MOST_PROPOSED


# A person decides


@patient
def put_under(
    *,
    figures: Sequence[Figure],
    by: User,
    reason: str,
    measure: Measure | None = None,
    name: str = "",
) -> Measure:
    """Put figures under a measure: one on record, or one of this name, which is made if there is none.

    That they were found not to be of one measure is taken back. Raises ValidationError for figures of
    another unit, for a measure that is full, and without a name or a reason.
    """
    _refuse_without(reason, "reason", _("Say why they are of one measure."))
    if not figures:
        raise ValidationError(_("Choose at least one figure."))
    if measure is None:
        _refuse_without(name, "name", _("Say in a few neutral words what is counted."))
    with recording(by=by, reason=reason):
        held = measure or _named(name.strip(), figures[0].unit)
        held = Measure.objects.select_for_update(no_key=True).get(pk=held.pk)
        rows = _held(figures)
        _refuse_unfit(held, rows)
        keys = [row.pk for row in rows]
        members = [*keys, *held.figures.values_list("pk", flat=True)]
        Comparison.objects.filter(
            one__in=members, other__in=members, finding=Finding.OTHER_MEASURE
        ).delete()
        Figure.objects.filter(pk__in=keys).exclude(measure=held).update(measure=held)
        return held


def _named(name: str, unit: str) -> Measure:
    known = Measure.objects.filter(name__iexact=name, unit__iexact=unit).first()
    return known or Measure.objects.create(name=name, unit=unit)


def _held(figures: Iterable[Figure]) -> list[Figure]:
    """The figures as they are now. Raises ValidationError if one is gone."""
    keys = {figure.pk for figure in figures}
    rows = list(Figure.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))
    if len(rows) != len(keys):
        raise ValidationError(
            _("One of these figures has been removed in the meantime. Look again.")
        )
    return rows


def _refuse_unfit(measure: Measure, figures: list[Figure]) -> None:
    other = next((row for row in figures if row.unit.lower() != measure.unit.lower()), None)
    if other is not None:
        raise ValidationError(
            _(
                "%(figure)s is in another unit than “%(name)s”, which counts in %(unit)s. Figures of one "
                "measure have one unit. If the unit was recorded wrongly, correct it on the claim first."
            )
            % {"figure": other, "name": measure.name, "unit": measure.unit or _("no unit")}
        )
    joining = sum(row.measure_id != measure.pk for row in figures)
    if measure.figures.count() + joining > MOST_FIGURES:
        raise ValidationError(
            _(
                "A measure takes %(most)s figures at most, so that they can be read side by side. Make a "
                "narrower measure: of one period, or of one place."
            )
            % {"most": MOST_FIGURES}
        )


def take_out(*, figure: Figure, by: User, reason: str) -> Figure:
    """Take a figure out of its measure. Raises ValidationError if it is in none, or without a reason."""
    _refuse_without(reason, "reason", _("Say why it is not of this measure."))
    with recording(by=by, reason=reason):
        held = _held([figure])[0]
        if held.measure_id is None:
            raise ValidationError(_("This figure is under no measure any more."))
        held.measure = None
        held.save(update_fields=["measure"])
        return held


@patient
def set_apart(*, figure: Figure, others: Sequence[Figure], by: User, note: str) -> list[Comparison]:
    """Find that a figure and others are not of one measure: they are not proposed any more.

    Raises ValidationError if they stand under one measure, or without a note.
    """
    _refuse_without(note, "reason", _("Say what each of them measures instead."))
    if not others:
        raise ValidationError(_("Choose at least one figure."))
    with recording(by=by, reason=note):
        rows = {row.pk: row for row in _held([figure, *others])}
        own = rows.pop(figure.pk)
        for other in rows.values():
            if own.measure_id and own.measure_id == other.measure_id:
                raise ValidationError(
                    _("These stand under one measure by now. Take one of them out of it first.")
                )
        return [_find(own, other, Finding.OTHER_MEASURE, note, by) for other in rows.values()]


@patient
def explain(
    *,
    measure: Measure,
    pairs: Sequence[tuple[Figure, Figure]],
    finding: str,
    note: str,
    by: User,
) -> list[Comparison]:
    """Record why figures of a measure differ, pair by pair. A later finding takes an earlier one's place.

    Raises ValidationError for a finding that is none for figures of one measure, without a note, and if
    one of the figures is no longer under the measure.
    """
    if finding not in OF_ONE_MEASURE:
        raise ValidationError({"finding": _("Choose why they differ.")})
    _refuse_without(note, "note", _("Say how you know."))
    if not pairs:
        raise ValidationError({"pairs": _("Choose the figures that this explains.")})
    with recording(by=by, reason=note):
        rows = {row.pk: row for row in _held(figure for pair in pairs for figure in pair)}
        if any(row.measure_id != measure.pk for row in rows.values()):
            raise ValidationError(
                _("One of these figures is no longer under this measure. Look at the page again.")
            )
        return [
            _find(rows[one.pk], rows[other.pk], Finding(finding), note, by) for one, other in pairs
        ]


def _find(one: Figure, other: Figure, finding: Finding, note: str, by: User) -> Comparison:
    first, second = in_order(one, other)
    found, _made = Comparison.objects.update_or_create(
        one=first,
        other=second,
        defaults={
            "finding": finding,
            "note": note.strip(),
            "one_was": first.label,
            "other_was": second.label,
            "found_by": by,
            "found_at": timezone.now(),
        },
    )
    return found


def rename(*, measure: Measure, name: str, by: User, reason: str = "") -> Measure:
    """Name a measure in other words. Raises ValidationError without a name, or if it is taken."""
    _refuse_without(name, "name", _("Say in a few neutral words what is counted."))
    with recording(by=by, reason=reason or "measure renamed"):
        held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
        same = Measure.objects.filter(name__iexact=name.strip(), unit__iexact=held.unit)
        if same.exclude(pk=held.pk).exists():
            raise ValidationError(
                {
                    "name": _(
                        "Another measure in this unit has this name. Put the figures under that."
                    )
                }
            )
        held.name = name.strip()
        held.save(update_fields=["name"])
        return held


def _refuse_without(text: str, field: str, told: str) -> None:
    if not text.strip():
        raise ValidationError({field: told})
