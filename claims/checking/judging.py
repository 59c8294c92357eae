"""Which mark the proposals of matching amount to.

PURE: no Django. Similarity is never agreement: a proposal makes a sentence known only if it is near and
nothing that was compared differs, and even then the words on the page are "may be".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.checking.marks import Mark
from claims.vocabulary import Difference, Status


class Contrast(Protocol):
    """One difference, with the words of the sentence and those of the claim that make it."""

    @property
    def difference(self) -> Difference: ...
    @property
    def here(self) -> str: ...
    @property
    def there(self) -> str: ...


class Proposal(Protocol):
    """A claim that matching proposes for a sentence."""

    @property
    def claim(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def differs(self) -> list[Difference]: ...
    @property
    def contrasts(self) -> Sequence[Contrast]: ...


@dataclass(frozen=True)
class Known:
    """A claim as the record has it: `reason` is why it is not corroborated, `origins` the number of
    families that assert it, independent of one another."""

    claim: int
    statement: str
    status: Status
    reason: str = ""
    origins: int = 0


@dataclass(frozen=True)
class Verdict:
    """What a sentence is marked as (None: there is nothing to check in it), the claim that it may be, how
    that differs and in which words, and whether a nearer claim was removed from the record meanwhile."""

    mark: Mark | None
    known: Known | None = None
    differs: tuple[Difference, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    removed: bool = False


OF_STATUS = {
    Status.CORROBORATED: Mark.CORROBORATED,
    Status.DISPUTED: Mark.DISPUTED,
    Status.UNCORROBORATED: Mark.UNCORROBORATED,
    Status.UNSUPPORTED: Mark.UNSUPPORTED,
}


def judge(
    proposals: Iterable[Proposal],
    record: Mapping[int, Known],
    *,
    checkable: bool,
    near: float,
) -> Verdict:
    """The verdict on a sentence, from the proposals whose score is `near` or more.

    Of those, one that does not differ goes before one that does, and the nearer before the farther. A
    proposal that `record` lacks has been removed meanwhile. A sentence that the record knows is worth a
    mark although it did not look `checkable`.
    """
    close = sorted(
        (one for one in proposals if one.score >= near),
        key=lambda one: (bool(one.differs), -one.score),
    )
    standing = [one for one in close if one.claim in record]
    removed = len(standing) < len(close)
    if not standing:
        return Verdict(Mark.NOT_RECORDED if checkable or removed else None, removed=removed)
    best = standing[0]
    return Verdict(
        mark=_mark(best, record[best.claim]),
        known=record[best.claim],
        differs=tuple(best.differs),
        contrasts=tuple(best.contrasts),
        removed=removed,
    )


def _mark(proposal: Proposal, known: Known) -> Mark:
    if not proposal.differs:
        return OF_STATUS[known.status]
    other = Difference.OTHER_FIGURE in proposal.differs
    return Mark.OTHER_FIGURE if other else Mark.DIFFERS
