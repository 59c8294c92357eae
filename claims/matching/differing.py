"""How what a text says differs from what a claim says, as far as that can be read off the words.

PURE: no Django.
"""

from claims.figures import conflicts, figures
from claims.vocabulary import Agreement, Difference


def compared(text: str, statement: str) -> tuple[list[Difference], list[Agreement]]:
    """In what the two differ, and in what that might differ they agree."""
    here, there = figures(text), figures(statement)
    differs = [Difference.OTHER_FIGURE] if any(conflicts([*here, *there])) else []
    same = [Agreement.SAME_FIGURE] if set(here) & set(there) and not differs else []
    return differs, same
