"""A figure of a claim beside another one of the same measure.

PURE: no Django.
"""

from dataclasses import dataclass

from claims.figures.figure import Figure, at_odds
from claims.vocabulary import EXPLAINING, Finding


@dataclass(frozen=True)
class Beside:
    """`own` is a figure of the claim; `other` one of another claim, or, if `within`, of the same.

    `measure` is the name of the measure that an editor put both under; empty while it is only proposed
    that they are of one. `finding` is why they differ, if an editor has said so of the figures as they
    are now. `opposite` says that one claim tells of a rise and the other of a fall.
    """

    own: Figure
    other: Figure
    measure: str = ""
    within: bool = False
    finding: Finding | None = None
    opposite: bool = False

    @property
    def open(self) -> bool:
        """Whether they cannot both be right, and nothing explains it."""
        return self.finding not in EXPLAINING and at_odds(self.own, self.other, self.opposite)
