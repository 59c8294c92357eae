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
    def by_people(self) -> list[Told]:
        """What the person did, or had the program do."""
        return [told for told in self.done if not told.own]

    @property
    def by_program(self) -> list[Told]:
        """What the program made of it."""
        return [told for told in self.done if told.own]


@dataclass(frozen=True)
class Short:
    """An act in short: when, by whom, why, and what, each thing once with how often if more than once.

    `goes_on`: it did more than is told here.
    """

    at: datetime
    who: str
    why: str
    done: tuple[str, ...]
    goes_on: bool = False


def told(events: list[Event]) -> list[Act]:
    """The events in words, act by act, in their order."""
    names = Names.of(events)
    acts = (_act(list(together), names) for together in _acts(events))
    return [act for act in acts if act.done]


def in_short(events: list[Event]) -> list[Short]:
    """The same without the values, so that only the names of who did it are looked up."""
    names = Names.of_people(events)
    acts = (_short(list(together), names) for together in _acts(events))
    return [act for act in acts if act.done]


def _acts(events: list[Event]) -> Iterable[Iterable[Event]]:
    return (together for _key, together in groupby(events, key=lambda event: event.act))


def _short(events: list[Event], names: Names) -> Short:
    noted = events[0].noted or {}
    often = Counter(what for event in events for what in (_what(event), _found(event)) if what)
    times = _("%(what)s (%(number)s times)")
    return Short(
        at=events[0].at,
        who=names.user(noted.get("user")),
        why=noted.get("reason") or "",
        done=tuple(
            what if number == 1 else times % {"what": what, "number": number}
            for what, number in often.items()
        ),
    )


def _act(events: list[Event], names: Names) -> Act:
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
    """What an event did, and what the program found by itself."""
    part, what = event.part, _what(event)
    about = tuple(
        name for one in part.about if (name := names.value(part.model, one, event.row)) is not None
    )
    if _made(event):
        yield Told(what, about, tuple(_values(part, names, after=event.row)))
    elif event.label == "delete":
        yield Told(what, about, tuple(_values(part, names, before=event.row)))
    else:
        if what:
            yield Told(what, about, tuple(_differences(part, names, event)))
        yield from _own(event, names)


def _what(event: Event) -> str:
    """What was done to the row, in short; empty if nothing changed of what is told."""
    made, changed, removed = event.part.words
    if _made(event):
        return str(made)
    if event.label == "delete":
        return str(removed)
    return str(changed) if _differing(event.part.values, event) else ""


def _found(event: Event) -> str:
    """What the program found by itself, in short; empty if it found nothing new."""
    if _made(event) or event.label == "delete":
        return ""
    differ = _differing(event.part.own, event)
    if not differ:
        return ""
    if event.part.model is not Claim:
        return _("Quote looked for again")
    status = STATUSES[Status(event.row["status"])].label.lower()
    return (
        _("Assessed: %(status)s") % {"status": status}
        if "status" in differ
        else _("Assessed again: the evidence changed")
    )


def _made(event: Event) -> bool:
    """Whether the row was not there before, as far as the trail knows."""
    unknown = event.label == "update" and event.earlier is None and event.part.rows
    return event.label == "insert" or unknown


def _differing(names: Iterable[str], event: Event) -> list[str]:
    """Those of the columns whose values are others than before."""
    earlier = event.earlier or {}
    return [name for name in names if earlier.get(name) != event.row.get(name)]


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
    return (_change(part, names, event, name) for name in _differing(part.values, event))


def _change(part: Part, names: Names, event: Event, name: str) -> Change:
    return Change(
        _label(part.model, name),
        names.value(part.model, name, event.earlier or {}),
        names.value(part.model, name, event.row),
        changed=True,
    )


def _own(event: Event, names: Names) -> Iterable[Told]:
    """What the program wrote by itself: what an assessment found, what became of a quote."""
    part = event.part
    differ = _differing(part.own, event)
    if differ and part.model is Claim:
        yield _assessed(differ, names, event)
    elif differ:
        about = names.value(part.model, part.about[-1], event.row)
        changes = tuple(_change(part, names, event, name) for name in differ)
        yield Told(_found(event), (about,) if about else (), changes, own=True)


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
    return Told(_found(event), (), tuple(changes), own=True)


def _labels(codes: Iterable[str]) -> str:
    return ", ".join(FLAGS[FlagCode(code)].label for code in codes)


def _label(model: type[Model], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
