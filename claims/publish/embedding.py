"""The card of a claim in a page of another site: how large it is, and the code that puts it there.

No Django, so that sizes can be tried on any statement.
"""

from dataclasses import dataclass
from html import escape
from math import ceil

WIDTH = 400  # CSS pixels, unless the other site wants less
NARROW = 340  # what a telephone leaves of it, on which all words are to be seen too
LEAST, MOST = 240, 640
PER_LETTER = 9.0  # pixels of a letter of the statement, rather too many than too few
SMALL = 7.2  # of a letter of the rest
LINE, SMALL_LINE = 24, 20
AROUND = 32  # left and right of the words
REST = 126  # status, foot, and the space between


@dataclass(frozen=True)
class Card:
    """A card to embed: its address, what it shows, and its size in CSS pixels."""

    address: str
    statement: str
    width: int
    height: int

    @property
    def code(self) -> str:
        """The HTML for a page of another site. It runs no script, there or here."""
        title = escape(" ".join(self.statement.split()))
        return (
            f'<iframe src="{escape(self.address)}" title="{title}" width="{self.width}" '
            f'height="{self.height}" loading="lazy" style="border:0;max-width:100%"></iframe>'
        )


def card(
    address: str,
    statement: str,
    caveat: str,
    most_wide: int | None = None,
    most_high: int | None = None,
) -> Card:
    """A card large enough for its words, within what the other site allows; beyond that it scrolls."""
    width = max(LEAST, min(most_wide or WIDTH, MOST))
    if most_wide is not None:
        width = min(width, most_wide)
    room = max(min(width, NARROW) - AROUND, 1)
    height = REST + LINE * ceil(len(statement) * PER_LETTER / room)
    if caveat:
        height += 12 + SMALL_LINE * ceil((len(caveat) + 8) * SMALL / room)
    return Card(address, statement, width, min(height, most_high or height))
