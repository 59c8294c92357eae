"""Rules that PostgreSQL itself holds.

A `Rule` is a trigger that calls one of the functions made by the first migration. django-pgtrigger
installs it with the model's migration, but it does not go through the function that
django-pgtrigger writes around a trigger's body, and so a session cannot switch it off.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pghistory
import pgtrigger
from django.db.models import CheckConstraint, Index, Model, Q

from claims.typed import HOST, LANGUAGE, WORDS

CHANGE_OR_REMOVE = pgtrigger.Update | pgtrigger.Delete
ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class Rule(pgtrigger.Trigger):
    """A trigger on `operation` that calls the SQL function `calls`, once a row or once a statement."""

    func = "RETURN NULL;"

    def __init__(
        self,
        name: str,
        operation: Any,
        calls: str,
        when: Any = pgtrigger.Before,
        level: Any = pgtrigger.Row,
        referencing: Any = None,
    ) -> None:
        """`name` is unique in its model; `calls` is the SQL function, without its brackets."""
        self.calls = calls
        super().__init__(
            name=name, operation=operation, when=when, level=level, referencing=referencing
        )

    def render_execute(self, model: Any) -> str:
        """The call that stands in CREATE TRIGGER."""
        return f"{self.calls}()"


def never_changes(what: str) -> list[Rule]:
    """Rows that are written once: no update, no delete, no emptying of the table."""
    return [
        Rule(f"{what}_never_changes", CHANGE_OR_REMOVE, "claims_refuse_change"),
        Rule(
            f"{what}_never_emptied",
            pgtrigger.Truncate,
            "claims_refuse_change",
            level=pgtrigger.Statement,
        ),
    ]


def tracked(indexes: Sequence[Index] = (), **options: Any) -> Callable[[type[Model]], type[Model]]:
    """Every row that is made, changed or removed leaves an event in the trail, and the trail is only ever
    added to. `indexes` are those of the trail.

    New rows are noted once a statement, for an import makes many. Changed ones are noted each: a statement's
    rows of before and after could be paired by their keys alone, and a changed key would leave nothing.
    """
    meta = {"triggers": never_changes("event"), "indexes": list(indexes)}
    return pghistory.track(
        pghistory.InsertEvent(level=pghistory.Statement),
        pghistory.UpdateEvent(level=pghistory.Row),
        pghistory.DeleteEvent(level=pghistory.Row),
        append_only=False,
        meta=meta,
        **options,
    )


def of_new_rows(name: str, calls: str) -> Rule:
    """Once a statement that inserts, after it: the function finds the new rows in the table `new_rows`. An
    import inserts thousands with one COPY, and asks one question of them all instead of one of each."""
    return Rule(
        name,
        pgtrigger.Insert,
        calls,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(new="new_rows"),
    )


def touches(what: str, calls: str, operation: Any = ANY_CHANGE) -> Rule:
    """After a change of this row, the claims that it bears on wait to be assessed again."""
    return Rule(f"{what}_touches_claims", operation, calls, when=pgtrigger.After)


def has_words(field: str, name: str, *, or_empty: bool = False) -> CheckConstraint:
    """The field holds more than space; or nothing at all, where that is allowed."""
    empty = Q(**{field: ""}) if or_empty else Q()
    return CheckConstraint(condition=Q(**{f"{field}__regex": WORDS}) | empty, name=name)


def host_or_empty(field: str, name: str) -> CheckConstraint:
    """The field holds a host name as links are compared with it (`claims.typed.host_name`)."""
    plain = Q(**{f"{field}__regex": HOST}) & ~Q(**{f"{field}__regex": r"^www\.[^.]+\."})
    return CheckConstraint(condition=Q(**{field: ""}) | plain, name=name)


def language_or_empty(field: str, name: str) -> CheckConstraint:
    """The field holds what has the shape of a language tag of BCP 47, in whatever capitals."""
    return CheckConstraint(condition=Q(**{f"{field}__iregex": LANGUAGE}), name=name)


def one_of(field: str, values: Iterable[str], name: str) -> CheckConstraint:
    """The field holds one of the values of its vocabulary."""
    return CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)
