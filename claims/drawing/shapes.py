"""What a drawing is made of, and what the same in words is made of.

PURE: no Django.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from claims.drawing.lettering import NAME, NOTE, width

T = TypeVar("T")
Point = tuple[int, int]
QUOTES, COPIED = "quotes", "copied from"
LISTED = 50  # of what was folded so many are named; how many more there are is said
IN_WORDS = 20  # the same, in each list of the words
TELLING = 5  # the same, of the articles that name one origin


@dataclass(frozen=True)
class Listed(Generic[T]):
    """The first of a list, and how many more there are. Its length is that of the whole."""

    shown: tuple[T, ...] = ()
    more: int = 0

    @classmethod
    def of(cls, number: int, items: Iterable[T], most: int = LISTED) -> "Listed[T]":
        """The first of `items`, of which there are so many; the rest are never made."""
        shown = tuple(islice(items, most))
        return cls(shown, number - len(shown))

    def __iter__(self) -> Iterator[T]:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.shown) + self.more


# What comes out


@dataclass(frozen=True)
class Line:
    """One line of text: where its baseline starts, and whether it is a name or a note."""

    text: str
    x: int
    y: int
    size: int

    @property
    def kind(self) -> str:
        """The class of the line."""
        return "name" if self.size == NAME else "note"

    @property
    def right(self) -> int:
        """Where the line ends, by the measure."""
        return self.x + width(self.text, self.size)


@dataclass(frozen=True)
class Node:
    """A box with its text. `classes` tell what it is; `title` is everything it says, uncut."""

    key: str
    column: int
    x: int
    y: int
    width: int
    height: int
    radius: int
    lines: tuple[Line, ...]
    title: str
    href: str
    classes: str
    double: bool
    stacked: bool

    @property
    def middle(self) -> int:
        """Half-way down the box, where edges meet it."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """The right border."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower border."""
        return self.y + self.height

    @property
    def inner(self) -> tuple[int, int, int, int]:
        """The second border of a box that counts: x, y, width, height."""
        return self.x + 3, self.y + 3, self.width - 6, self.height - 6


@dataclass(frozen=True)
class Label:
    """A word beside an edge. `anchor` is SVG's `text-anchor`."""

    text: str
    x: int
    y: int
    anchor: str

    @property
    def left(self) -> int:
        """Where the label starts, by the measure."""
        return self.x - (width(self.text, NOTE) if self.anchor == "end" else 0)

    @property
    def right(self) -> int:
        """Where the label ends, by the measure."""
        return self.left + width(self.text, NOTE)


@dataclass(frozen=True)
class Edge:
    """A line between two boxes: what it says, the path that SVG draws, and its two ends."""

    source: str
    target: str
    word: str
    against: bool
    path: str
    start: Point
    end: Point
    label: Label | None = None

    @property
    def beside(self) -> bool:
        """Whether it leads from an article to an article."""
        return self.word in (QUOTES, COPIED)


@dataclass(frozen=True)
class Outline:
    """The outline round the origins of one family, with its label."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    title: str


@dataclass(frozen=True)
class Caption:
    """What stands over a column."""

    text: str
    x: int
    y: int
    column: int


@dataclass(frozen=True)
class Drawing:
    """One drawing: its size, and everything in it, in the order in which it is read aloud."""

    name: str
    width: int
    height: int
    captions: tuple[Caption, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Outline, ...]

    @property
    def columns(self) -> list[tuple[Caption, list[Node]]]:
        """Each caption with the boxes under it."""
        return [
            (caption, [node for node in self.nodes if node.column == caption.column])
            for caption in self.captions
        ]


@dataclass(frozen=True)
class Ref:
    """An article or a source, as a list names it."""

    name: str
    detail: str
    href: str


@dataclass(frozen=True)
class Fold:
    """What was folded into one box: the box's words, and the members for the list below the drawing."""

    anchor: str
    name: str
    members: Listed[Ref]


@dataclass(frozen=True)
class OriginWords:
    """An origin in words: what it is, whether it counts, and the articles that name it, each with
    whom it has it through."""

    source: Ref
    counts: bool
    articles: Listed[tuple[Ref, str]]


@dataclass(frozen=True)
class FamilyWords:
    """A family in words. `tie` says what makes it one; `aside` is set when it disputes in vain."""

    counts: bool
    tie: str
    origins: Listed[OriginWords]
    aside: bool = False


@dataclass(frozen=True)
class Onward:
    """An article that rests on another one here: "quotes" or "copied from"."""

    article: Ref
    word: str
    target: Ref


@dataclass(frozen=True)
class Words:
    """The drawing in words: nothing is folded, and what is beyond the first of a list is counted."""

    asserting: Listed[FamilyWords]
    disputing: Listed[FamilyWords]
    onward: Listed[Onward]
    circular: Listed[Ref]
    retracted: Listed[Ref]
    mentioning: Listed[Ref]


@dataclass(frozen=True)
class Drawings:
    """The graph twice, for wide and for narrow pages, the lists of what was folded, and in words."""

    wide: Drawing
    narrow: Drawing
    folds: tuple[Fold, ...]
    words: Words
    sentence: str

    @property
    def both(self) -> tuple[Drawing, Drawing]:
        """The two drawings."""
        return self.wide, self.narrow

    @property
    def empty(self) -> bool:
        """Whether no article takes a stance, so that there is nothing to draw."""
        return not self.wide.edges
