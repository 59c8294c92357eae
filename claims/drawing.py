"""The origin graph of a claim, drawn: boxes, edges and outlines with their places, twice, and in words.

PURE: no Django. A template turns what `draw` returns into SVG and lists.

    the claim     is made in        by way of      which rest on
    ┌───────┐     ┌─────────┐                      ╔═════════╗
    │ claim ├──┬─>│ article ├─────────────────────>║ origin  ║  counts: double border
    └───────┘  │  └────┬────┘                      ╚═════════╝
               │       │ copied from               ╭ one family ─╮
               │  ┌────┴────┐      ┌───────┐       │ (╌╌╌╌╌╌╌╌╌) │
               └─>│ article ├─────>│ relay ├──────>│ ( origin  ) │  does not: dashed pill
                  └─────────┘      └───────┘       ╰─────────────╯

Four steps: `Plot` says what is drawn (boxes and links, the many folded into few); `_in_order` puts the
boxes of a column where few links cross; `_wide` and `_narrow` give them places; `_words` says the same
in lists. Sugiyama's layers, with barycentres, in a form that four fixed columns make simple.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil, inf

from claims.graph import Appearance, Article, Assessment, Evidence, Graph, Origin, Step, ends
from claims.sentences import counted, origin_name, reason_label
from claims.vocabulary import SOURCE_KINDS, STANCES, SourceKind, Stance

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


@dataclass(frozen=True)
class Edge:
    """A line between two boxes: what it says, the path that SVG draws, and its two ends."""

    source: str
    target: str
    word: str
    against: bool
    path: str
    start: tuple[int, int]
    end: tuple[int, int]
    label: Label | None = None


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
    members: tuple[Ref, ...]


@dataclass(frozen=True)
class OriginWords:
    """An origin in words: what it is, whether it counts, and the articles that name it, each with
    whom it has it through."""

    source: Ref
    label: str
    counts: bool
    articles: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True)
class FamilyWords:
    """A family in words. `tie` says what makes it one; `aside` is set when it disputes in vain."""

    counts: bool
    tie: str
    origins: tuple[OriginWords, ...]
    aside: bool = False


@dataclass(frozen=True)
class Onward:
    """An article that rests on another one here: "quotes" or "copied from"."""

    article: Ref
    word: str
    target: Ref


@dataclass(frozen=True)
class Words:
    """The drawing in words, nothing folded."""

    asserting: tuple[FamilyWords, ...]
    disputing: tuple[FamilyWords, ...]
    onward: tuple[Onward, ...]
    circular: tuple[Ref, ...]
    retracted: tuple[Ref, ...]
    mentioning: tuple[Ref, ...]


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


def draw(graph: Graph, assessment: Assessment, statement: str) -> Drawings:
    """The origin graph of the claim `statement`, which `assess` found to be `assessment`."""
    plot = Plot(graph, assessment, statement)
    plan = plot.plan
    return Drawings(_wide(plan), _narrow(plan), plan.folds, _words(plot), assessment.sentence)


# Lettering: text is measured, so that it is wrapped between words and never runs out of its box

NAME, NOTE = 13, 12
LEADING = {NAME: 17, NOTE: 15}
SAFETY = 1.03

# Advance widths in 1/1000 em: the wider of DejaVu Sans and Liberation Sans (Helvetica's measures),
# rounded up. Fonts of the site's stack that are not named are narrower than DejaVu Sans.
ADVANCE = {
    character: advance
    for advance, characters in {
        275: "'", 300: "Iijl", 325: " ,.", 350: "/:;\\|", 375: "-f", 400: "()[]t", 425: "!r",
        475: '"', 500: "*J`‘’“”", 525: "sz", 550: "c", 575: "?L_", 600: "kvxy", 625: "FTaeo",
        650: "$0123456789bdghnpqu{}", 675: "EKPSY", 700: "ABVXZ", 725: "CR", 750: "NU",
        775: "DH", 800: "&GOQ", 825: "w", 850: "#+<=>^~", 875: "M", 950: "%", 975: "m",
        1000: "W—…", 1025: "@",
    }.items()
    for character in characters
}  # fmt: skip
JOINERS = "\u200c\u200d"  # zero width; they hold scripts and emoji together
SOFT = "-/_.,:;@&=?+~|\\"  # a word that must be broken is best broken after one of these


def advance(character: str) -> int:
    """The width of a character in 1/1000 em, on the generous side."""
    if character in ADVANCE:
        return ADVANCE[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) >= 0x1F000:
        return 1400 if ord(character) >= 0x1F000 else 1050
    base = unicodedata.normalize("NFD", character)[0]
    return ADVANCE.get(base, 900)


def width(text: str, size: int) -> int:
    """How wide a text is at a font size, in pixels, rounded up."""
    return ceil(sum(map(advance, text)) * size * SAFETY / 1000)


def clean(text: str) -> str:
    """A name fit to be shown: one line, nothing invisible that turns or hides its neighbours."""
    kept = "".join(
        " " if (kind := unicodedata.category(character)) == "Cc" else character
        for character in text.encode(errors="replace").decode()
        if character in JOINERS or unicodedata.category(character) != "Cf"
    )
    return " ".join(kept.split()) or "no name"


def clusters(text: str) -> list[str]:
    """The characters as people see them: marks, joined emoji and flags stay whole."""
    found: list[str] = []
    for character in text:
        if found and (_clings(character) or found[-1][-1] == "\u200d" or _flag(found[-1], character)):
            found[-1] += character
        else:
            found.append(character)
    return found


def _clings(character: str) -> bool:
    toned = "\U0001f3fb" <= character <= "\U0001f3ff"
    return toned or character in JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc")


def _flag(before: str, character: str) -> bool:
    letters = before + character
    return len(letters) == 2 and all("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in letters)


def wrap(text: str, room: int, size: int, most: int) -> list[str]:
    """The text in lines that fit, broken between words. What is beyond `most` lines becomes "…"."""
    lines: list[str] = []
    for word in text[:1000].split():
        first, *more = _pieces(word, room, size)
        if lines and width(f"{lines[-1]} {first}", size) <= room:
            lines[-1] += f" {first}"
        else:
            lines.append(first)
        lines += more
    return lines if len(lines) <= most else [*lines[: most - 1], _elided(lines[most - 1], room, size)]


def _pieces(word: str, room: int, size: int) -> list[str]:
    """The word whole if it fits in a line; otherwise in pieces that do."""
    if width(word, size) <= room:
        return [word]
    pieces, rest = [], clusters(word)
    while rest:
        number = _fitting(rest, room, size)
        pieces.append("".join(rest[:number]))
        rest = rest[number:]
    return pieces


def _fitting(rest: list[str], room: int, size: int) -> int:
    """How many clusters to put in this line: all that fit, or up to a good place to break."""
    number = 0
    while number < len(rest) and width("".join(rest[: number + 1]), size) <= room:
        number += 1
    if number == len(rest):
        return number
    soft = [place for place in range(number // 2, number) if rest[place] in SOFT]
    return max(soft[-1] + 1 if soft else number, 1)


def _elided(line: str, room: int, size: int) -> str:
    while line and width(f"{line}…", size) > room:
        head, space, _ = line.rpartition(" ")
        line = head if space else "".join(clusters(line)[:-1])
    return line.rstrip(" ,;:-–—([“") + "…"


# What is drawn: boxes and links, before they have a place

ARTICLES_ALIKE = 4  # more articles than these, on exactly the same ends, become one box
ARTICLES_SHOWN = 12
KIN_SHOWN = 4
ORIGINS_SHOWN = {Stance.ASSERTS: 12, Stance.DISPUTES: 6}
RELAYS_SHOWN = 12
RELAYS_ALIKE = 3

CLAIM, ARTICLES, RELAYS, ORIGINS = range(4)
QUOTES, COPIED = "quotes", "copied from"
SPEAKING = (Stance.ASSERTS, Stance.DISPUTES)

Target = tuple[str, int]  # ("origin", source), ("outlet", source) or ("article", article)
Goal = str | Target  # the key of a box, or an outlet or article to be followed into
Via = tuple[tuple[int, ...], str]  # the sources that pass it on, and the box that they have it from


@dataclass(frozen=True)
class Way:
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
    ways: frozenset[Way]
    circular: bool


@dataclass(frozen=True)
class Voice:
    """An origin, and the stances that are traced to it."""

    origin: Origin
    stances: tuple[Stance, ...]


Kin = tuple[Voice, ...]


@dataclass(frozen=True)
class Box:
    """A box before it is drawn."""

    key: str
    kind: str
    name: str
    notes: tuple[str, ...] = ()
    href: str = ""
    looks: tuple[str, ...] = ()
    fold: bool = False


@dataclass(frozen=True)
class Block:
    """Boxes that stay together, with the label of the outline round them if they have one."""

    key: str
    boxes: tuple[Box, ...]
    label: str = ""


@dataclass(frozen=True)
class Link:
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


def _article_href(article: int) -> str:
    return f"/articles/{article}/"


def _source_href(source: int) -> str:
    return f"/sources/{source}/"


def _anchor(key: str) -> str:
    return f"origin-graph-{key}"


def _first[T](items: Sequence[T], most: int) -> tuple[Sequence[T], Sequence[T]]:
    """All of them if they are few enough; otherwise one less than `most`, and the rest."""
    return (items, items[:0]) if len(items) <= most else (items[: most - 1], items[most - 1 :])
