"""Every sentence at its place, and all that stands between, letter for letter.

PURE: no Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """Something that stands at a place of a text, in code points."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: the sentence of this number, or what stands between two (None)."""

    text: str
    sentence: int | None = None


def pieces(text: str, sentences: Sequence[Placed]) -> list[Piece]:
    """The whole text in pieces, in its order: put together again they are the text.

    Raises ValueError if sentences overlap or stand outside the text.
    """
    found, at = [], 0
    for number, one in enumerate(sentences):
        if not at <= one.start < one.end <= len(text):
            raise ValueError("The sentences of a text stand one after the other.")
        if at < one.start:
            found.append(Piece(text[at : one.start]))
        found.append(Piece(text[one.start : one.end], number))
        at = one.end
    if at < len(text):
        found.append(Piece(text[at:]))
    return found
