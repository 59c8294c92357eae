"""Names in a note: @ana, @j.doe.

PURE: no Django. Which of the names are people is for the caller to say.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# A name as accounts have them. An @ inside a word, as in an address for mail, is none.
AT_NAME = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
MARKS = ".@+-"  # they may end a sentence as well as a name


@dataclass(frozen=True)
class Piece:
    """A part of a text; `name` if it mentions somebody."""

    text: str
    name: str = ""


def names(text: str) -> set[str]:
    """The names that a text may mention, in small letters, with and without marks at their end."""
    return {name.lower() for found in AT_NAME.finditer(text) for name in _readings(found[1])}


def pieces(text: str, people: Collection[str]) -> Iterator[Piece]:
    """The text cut at its mentions of these people, whatever the capitals. Joined, the pieces are the
    text."""
    known = {name.lower() for name in people}
    at = 0
    for found in AT_NAME.finditer(text):
        name = next((name for name in _readings(found[1]) if name.lower() in known), "")
        if name:
            yield Piece(text[at : found.start()])
            at = found.start() + 1 + len(name)
            yield Piece(text[found.start() : at], name)
    yield Piece(text[at:])


def _readings(name: str) -> Iterator[str]:
    """The name, and what is left of it without the marks at its end: the longest first."""
    while name:
        yield name
        shorter = name.rstrip(MARKS)
        name = name[:-1] if shorter != name else ""
