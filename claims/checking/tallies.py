"""How many sentences of each kind a draft holds.

PURE: no Django.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from claims.checking.judging import Verdict
from claims.checking.marks import Mark


class Kind(StrEnum):
    """What a summary counts, in its order: the marks, with those that rest on one origin apart."""

    CORROBORATED = "corroborated"
    ONE_ORIGIN = "one_origin"
    UNCORROBORATED = "uncorroborated"
    UNSUPPORTED = "unsupported"
    DISPUTED = "disputed"
    OTHER_FIGURE = "other_figure"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


OF_MARK = {
    Mark.CORROBORATED: Kind.CORROBORATED,
    Mark.UNCORROBORATED: Kind.UNCORROBORATED,
    Mark.UNSUPPORTED: Kind.UNSUPPORTED,
    Mark.DISPUTED: Kind.DISPUTED,
    Mark.OTHER_FIGURE: Kind.OTHER_FIGURE,
    Mark.DIFFERS: Kind.DIFFERS,
    Mark.NOT_RECORDED: Kind.UNKNOWN,
}


def kind(verdict: Verdict) -> Kind | None:
    """What a verdict counts as; None if there is nothing to check."""
    if verdict.mark is None:
        return None
    if verdict.mark == Mark.UNCORROBORATED and verdict.known and verdict.known.origins == 1:
        return Kind.ONE_ORIGIN
    return OF_MARK[verdict.mark]


def tally(verdicts: Iterable[Verdict]) -> dict[Kind, int]:
    """How many there are of each kind, without the kinds of which there are none; together they are all
    sentences that carry a mark."""
    found = Counter(kind(verdict) for verdict in verdicts)
    return {one: found[one] for one in Kind if found[one]}
