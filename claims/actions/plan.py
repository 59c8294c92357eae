"""What merging would do, worked out before anything is written: the page shows it, the action does it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.actions.changes import Change, removed_with_all, updated, values_of
from claims.models import Claim, Source

MOST_ROWS = 10_000  # that one merge moves: they are written and assessed in one transaction
KEEP, TAKE = "kept", "gone"  # what an editor chooses where both have the same


@dataclass(frozen=True)
class Conflict:
    """Both have something that only one can have: a finding on one source, the same words quoted.

    That of the claim that stays holds, unless an editor chooses the other. `key` names the choice.
    """

    key: str
    kept: Model
    gone: Model


@dataclass
class Plan:
    """All that becomes of the rows of both, in the order in which it is done.

    `notes` say in words what stays behind. `ground` is a digest of what was looked at, whatever is
    chosen: another one later means that somebody has changed one of the two.
    """

    kept: Claim | Source
    gone: Claim | Source
    choices: Mapping[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)

    def move(self, row: Model, twin: Model | None = None, key: str = "", **moved: Any) -> None:
        """A row of the one that goes takes its place, unless it has a twin there.

        Of twins one remains: with a `key` it is a conflict, and the editor may choose.
        """
        self.look_at(row)
        if twin is None:
            self.changes.append(updated(row, **moved))
            return
        self.look_at(twin)
        if key:
            self.conflicts.append(Conflict(key, twin, row))
        if key and self.choices.get(key) == TAKE:
            self.changes += [*removed_with_all(twin), updated(row, **moved)]
        else:
            self.changes += removed_with_all(row)

    def look_at(self, row: Model) -> None:
        """What the plan says rests on this row."""
        self.looked_at.append(repr(values_of(row)))

    def fill(self, names: Mapping[str, str]) -> None:
        """What the one that stays lacks, it takes from the other; what both have stays as it is.

        `names` are columns, each with a sentence for when the two differ, which names `own` and
        `other`.
        """
        for name, told in names.items():
            own, other = getattr(self.kept, name), getattr(self.gone, name)
            if other and not own:
                self.changes.append(updated(self.kept, **{name: other}))
            elif other and own != other:
                self.notes.append(told % {"own": own, "other": other})

    def end(self) -> "Plan":
        """What went into the one that goes leads on, and so does it.

        Raises ValidationError if more hangs on it than one transaction should move.
        """
        for earlier in type(self.gone).with_merged.filter(merged_into=self.gone.pk).order_by("pk"):
            self.changes.append(updated(earlier, merged_into_id=self.kept.pk))
        self.changes.append(updated(self.gone, merged_into_id=self.kept.pk))
        if len(self.changes) > MOST_ROWS:
            raise ValidationError(
                _(
                    "Too much hangs on it to merge it at once: %(number)s records. Merge the other way round."
                )
                % {"number": f"{len(self.changes):,}"}
            )
        return self

    @property
    def ground(self) -> str:
        """A digest of what was looked at."""
        return hashlib.sha256("\n".join(self.looked_at).encode()).hexdigest()

    def _moving(self, model: str) -> int:
        return sum(one.model == model and bool(one.was and one.now) for one in self.changes)

    @property
    def appearances(self) -> int:
        """How many quotes move."""
        return self._moving("appearance")

    @property
    def marks(self) -> int:
        """How many findings on origins move."""
        return self._moving("originmark")

    @property
    def figures(self) -> int:
        """How many figures move, apart from those that only get a measure."""
        return sum(
            one.model == "figure" and bool(one.was) and "claim_id" in (one.now or {})
            for one in self.changes
            if one.now
        )

    @property
    def articles(self) -> int:
        """How many articles get another publisher."""
        return self._moving("article")

    @property
    def attributions(self) -> int:
        """How many attributions name another source."""
        return self._moving("attribution")
