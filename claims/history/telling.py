"""The trail in words: acts, what each did, and the values before and after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.history.names import Name, Names
from claims.history.parts import Part
from claims.history.reading import Event
from claims.models import Claim
from claims.vocabulary import FLAGS, STATUSES, FlagCode, Status


@dataclass(frozen=True)
class Change:
    """One value: what it is called, and what it was before and is since. None: not there.

    `changed`: the row was there before and after, so both are told.
    """

    name: str
    before: Name | None = None
    after: Name | None = None
    changed: bool = False


@dataclass(frozen=True)
class Told:
    """One thing that was done to one row. `own`: the program did it by itself, as a consequence."""

    what: str
    about: tuple[Name, ...] = ()
    changes: tuple[Change, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class Act:
    """What was written in one go: when, by whom, from which page, why, and what.

    `who` is empty for the program; `outside` says that it was written past the site, by nobody known.
    `token` is the name of the API token by which a program of theirs wrote it.
    `goes_on`: it did more than is told here.
    """

    at: datetime
    who: str
    outside: bool
    page: str
    why: str
    done: tuple[Told, ...] = field(default=())
    goes_on: bool = False
    token: str = ""

    @property
    def in_short(self) -> list[str]:
        """What was done, each thing once, with how often if more than once."""
        often = Counter(told.what for told in self.done)
        times = _("%(what)s (%(number)s times)")
        return [
            what if number == 1 else times % {"what": what, "number": number}
            for what, number in often.items()
        ]

    @property
    def by_people(self) -> list[Told]:
        """What the person did, or had the program do."""
        return [told for told in self.done if not told.own]

    @property
    def by_program(self) -> list[Told]:
        """What the program made of it."""
        return [told for told in self.done if told.own]


def told(of: type[Model], events: list[Event]) -> list[Act]:
    """The events in words, act by act, in their order."""
    names = Names.of(events)
    acts = (
        _act(of, list(together), names)
        for _key, together in groupby(events, key=lambda event: event.act)
    )
    return [act for act in acts if act.done]


def _act(of: type[Model], events: list[Event], names: Names) -> Act:
    names = names.then(events[0].at)
    noted = events[0].noted or {}
    who, why = names.user(noted.get("user")), noted.get("reason") or ""
    done = [told for event in events for told in _told(event, names)]
    return Act(
        at=events[0].at,
        who=who,
        outside=events[0].noted is None,
        page=noted.get("url") or "",
        token=noted.get("token") or "",
        why=why,
        done=tuple(_without({who, why}, told) for told in done),
    )


def _without(said: set[str], told: Told) -> Told:
    """Without the name and the reason that stand above already."""
    fresh = (
        one for one in told.changes if one.changed or not (one.after and one.after.text in said)
    )
    return replace(told, changes=tuple(fresh))


def _told(event: Event, names: Names) -> Iterable[Told]:
    """What an event did, apart from what the program found."""
    part, label = event.part, event.label
    made, changed, removed = part.words
    about = tuple(
        name for one in part.about if (name := names.value(part.model, one, event.row)) is not None
    )
    if label == "insert" or (label == "update" and event.earlier is None and part.rows):
        yield Told(str(made), about, tuple(_values(part, names, after=event.row)))
    elif label == "delete":
        yield Told(str(removed), about, tuple(_values(part, names, before=event.row)))
    else:
        changes = tuple(_differences(part, names, event))
        if changes:
            yield Told(str(changed), about, changes)
        yield from _own(event, names)


def _values(
    part: Part,
    names: Names,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Iterable[Change]:
    """The values of a row that was made, or removed: those that say something."""
    row = after or before or {}
    for name in part.values:
        if name in part.about or name == part.by or row.get(name) in (None, "", False):
            continue
        value = names.value(part.model, name, row)
        yield Change(_label(part.model, name), *((None, value) if after else (value, None)))


def _differences(part: Part, names: Names, event: Event) -> Iterable[Change]:
    """The values that are others than before."""
    earlier = event.earlier or {}
    for name in part.values:
        if earlier.get(name) != event.row.get(name):
            yield _change(part, names, event, name)


def _change(part: Part, names: Names, event: Event, name: str) -> Change:
    return Change(
        _label(part.model, name),
        names.value(part.model, name, event.earlier or {}),
        names.value(part.model, name, event.row),
        changed=True,
    )


def _own(event: Event, names: Names) -> Iterable[Told]:
    """What the program wrote by itself: what an assessment found, what became of a quote."""
    part, earlier = event.part, event.earlier or {}
    differ = [name for name in part.own if earlier.get(name) != event.row.get(name)]
    if differ and part.model is Claim:
        yield _assessed(differ, names, event)
    elif differ:
        about = names.value(part.model, part.about[-1], event.row)
        changes = tuple(_change(part, names, event, name) for name in differ)
        yield Told(_("Quote looked for again"), (about,) if about else (), changes, own=True)


def _assessed(differ: list[str], names: Names, event: Event) -> Told:
    """What an assessment found that differs from the one before."""
    part, earlier, row = event.part, event.earlier or {}, event.row
    changes = [
        replace(_change(part, names, event, name), name=label)
        for name, label in (("status", _("Status")), ("sentence", _("Because")))
        if name in differ
    ]
    before, after = earlier.get("flag_codes") or [], row.get("flag_codes") or []
    raised = _labels(code for code in after if code not in before)
    cleared = _labels(code for code in before if code not in after)
    if raised:
        changes.append(Change(_("Flags raised"), after=Name(raised)))
    if cleared:
        changes.append(Change(_("Flags cleared"), after=Name(cleared)))
    status = STATUSES[Status(row["status"])].label.lower()
    what = (
        _("Assessed: %(status)s") % {"status": status}
        if "status" in differ
        else _("Assessed again: the evidence changed")
    )
    return Told(what, (), tuple(changes), own=True)


def _labels(codes: Iterable[str]) -> str:
    return ", ".join(FLAGS[FlagCode(code)].label for code in codes)


def _label(model: type[Model], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
