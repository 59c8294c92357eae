"""Giving claims to people, and filing them, one or many at a time.

Who ticks rows of a list says with each how it was shown. A claim that is otherwise by now is left as
it is, and told with the reason: nothing is skipped in silence.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from claims.actions.recording import patient, recording
from claims.models import Claim, Topic, User
from claims.vocabulary import MOST_TOPICS

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Shown:
    """A claim as a list showed it (`Claim.version`)."""

    claim: int
    state: str
    assignee: int | None
    digest: str

    @classmethod
    def read(cls, version: str) -> "Shown":
        """Out of a form. Raises ValueError for what no list sent."""
        claim, state, assignee, digest = version.split("~")
        if "\0" in version or max(len(claim), len(assignee)) > 18:
            raise ValueError(version)
        return cls(int(claim), state, int(assignee) if assignee else None, digest)


@dataclass(frozen=True)
class LeftOut:
    """A claim that was left as it is, and why."""

    claim: int
    statement: str
    why: str


@dataclass
class Outcome:
    """What came of it: the claims that were changed, and those that were left out."""

    changed: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@patient
def assign(*, shown: Sequence[Shown], to: User | None, by: User) -> Outcome:
    """Give claims to somebody, or to nobody."""

    def give(claim: Claim) -> str:
        if claim.assignee == to:
            return _("It is theirs already.") if to else _("It is nobody's already.")
        claim.assignee = to
        claim.save(update_fields=["assignee"])
        return ""

    return _each(shown, give, by=by, reason=f"assigned to {to.username if to else 'nobody'}")


@patient
def file_under(*, shown: Sequence[Shown], topics: Iterable[Topic], by: User) -> Outcome:
    """File claims under topics, beside those that they are filed under."""
    wanted = {topic.pk for topic in topics}

    def add(claim: Claim) -> str:
        has = set(claim.topics.values_list("pk", flat=True))
        if wanted <= has:
            return _("It is filed there already.")
        if len(has | wanted) > MOST_TOPICS:
            return _("It would be filed under more than %(most)s topics. Remove some first.") % {
                "most": MOST_TOPICS
            }
        claim.topics.add(*wanted)
        return ""

    return _each(shown, add, by=by, reason="filed under topics")


def _each(
    shown: Sequence[Shown], change: Callable[[Claim], str], *, by: User, reason: str
) -> Outcome:
    """Change each claim that is as it was shown; `change` says why it did nothing, if it did not."""
    outcome = Outcome()
    by_key = {one.claim: one for one in shown}
    with recording(by=by, reason=reason):
        held = {
            claim.pk: claim
            for claim in Claim.objects.filter(pk__in=by_key)
            .defer("search")
            .select_for_update(no_key=True)
            .order_by("pk")
        }
        people = User.objects.in_bulk({one.assignee_id for one in held.values()} - {None})
        for key, one in by_key.items():
            claim = held.get(key)
            if claim is None:
                outcome.left_out.append(LeftOut(key, "", _("It is no longer on record.")))
            elif why := _otherwise(one, claim, people) or change(claim):
                outcome.left_out.append(LeftOut(key, claim.statement, why))
            else:
                outcome.changed.append(claim)
    return outcome


def _otherwise(shown: Shown, claim: Claim, people: dict[int, User]) -> str:
    """How the claim differs from what was shown; empty if it does not."""
    if claim.state != shown.state:
        return _("It is %(state)s by now.") % {"state": claim.get_state_display()}
    if claim.assignee_id != shown.assignee:
        if claim.assignee_id is None:
            return _("It is nobody's by now.")
        return _("It was given to %(who)s meanwhile.") % {"who": people[claim.assignee_id]}
    if claim.digest != shown.digest:
        return _("Its evidence has changed meanwhile. Look at it again.")
    return ""
