"""Boxes and links before they have a place, and the limits within which they are drawn.

PURE: no Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from claims.drawing.shapes import COPIED, QUOTES, Fold, Listed, Ref
from claims.graph import Article, Origin
from claims.vocabulary import Stance

PAD = 10  # between an outline and the boxes in it
# What is drawn: boxes and links, before they have a place

NOBODY: Listed[Ref] = Listed()
ARTICLES_ALIKE = 4  # more articles than these, on exactly the same ends, become one box


@dataclass(frozen=True)
class Limits:
    """How many boxes are shown before the rest of them become one."""

    articles: int
    origins: Mapping[Stance, int]
    kin: int
    relays: int


# The first limits under which the drawing is not crowded are taken.
LIMITS = (
    Limits(12, {Stance.ASSERTS: 12, Stance.DISPUTES: 6}, 4, 12),
    Limits(7, {Stance.ASSERTS: 6, Stance.DISPUTES: 4}, 3, 6),
    Limits(4, {Stance.ASSERTS: 4, Stance.DISPUTES: 2}, 2, 3),
    Limits(2, {Stance.ASSERTS: 2, Stance.DISPUTES: 2}, 2, 1),
)
MOST_LINKS, MOST_LANES = 44, 16

CLAIM, ARTICLES, RELAYS, ORIGINS = range(4)
SPEAKING = (Stance.ASSERTS, Stance.DISPUTES)

Target = tuple[str, int]  # ("origin", source), ("outlet", source) or ("article", article)
Goal = str | Target  # the key of a box, or an outlet or article to be followed into
Hub = tuple[bool, Target]  # what articles are followed into, and whether against the claim
Via = tuple[tuple[int, ...], str]  # the sources that pass it on, and the box that they have it from


class Way(NamedTuple):
    """One way onward from an article: `word` is empty if it ends there, `relays` who passed it on."""

    against: bool
    word: str
    relays: tuple[int, ...]
    target: Target


@dataclass(frozen=True)
class Telling:
    """An article that takes a stance, and the ways that lead from it. None, if it was retracted."""

    article: Article
    stances: tuple[Stance, ...]
    ways: tuple[Way, ...]
    circular: bool
    hubs: tuple[Hub, ...]


@dataclass(frozen=True)
class Voice:
    """An origin, and the stances that are traced to it."""

    origin: Origin
    stances: tuple[Stance, ...]


Kin = list[Voice]
T = TypeVar("T")


@dataclass(frozen=True)
class Box:
    """A box before it is drawn: the articles or sources that it `covers`, by id. If many were folded
    into it, `members` lists the first of them."""

    key: str
    kind: str
    name: str
    notes: tuple[str, ...] = ()
    href: str = ""
    looks: tuple[str, ...] = ()
    covers: tuple[int, ...] = ()
    members: Listed[Ref] = NOBODY


@dataclass(frozen=True)
class Block:
    """Boxes that stay together, with the label of the outline round them if they have one."""

    key: str
    boxes: tuple[Box, ...]
    label: str = ""


class Link(NamedTuple):
    """What leads from one box to another."""

    source: str
    target: str
    word: str
    against: bool

    @property
    def beside(self) -> bool:
        """Whether it leads from an article to an article."""
        return self.word in (QUOTES, COPIED)

    @property
    def label(self) -> str:
        """The word beside the edge, if it needs one."""
        return self.word if self.beside else "disputes" if self.against else ""


@dataclass(frozen=True)
class Plan:
    """All that is drawn: four columns of blocks in their order, links, captions, folds."""

    columns: tuple[tuple[Block, ...], ...]
    links: tuple[Link, ...]
    captions: tuple[str, ...]
    folds: tuple[Fold, ...]

    @cached_property
    def column_of(self) -> dict[str, int]:
        """The column of each box."""
        return {
            box.key: number
            for number, blocks in enumerate(self.columns)
            for block in blocks
            for box in block.boxes
        }

    @property
    def crowded(self) -> bool:
        """Whether there are more links, or more boxes for them to reach, than can be followed."""
        lanes = {(link.target, link.against) for link in self.links if link.source != "claim"}
        return len(self.links) > MOST_LINKS or len(lanes) > MOST_LANES

    def inset(self, column: int) -> int:
        """How far the boxes of a column stand inside it, for the outlines of families."""
        return (
            PAD if column == ORIGINS and any(block.label for block in self.columns[column]) else 0
        )

    def steps_over(self, link: Link) -> bool:
        """Whether a link passes the column of the relays."""
        return self.column_of[link.target] - self.column_of[link.source] == 2


def anchor(key: str) -> str:
    return f"origin-graph-{key}"


def first(items: list[T], most: int) -> tuple[list[T], list[T]]:
    """All of them if they are few enough; otherwise one less than `most`, and the rest."""
    return (items, []) if len(items) <= most else (items[: most - 1], items[most - 1 :])
