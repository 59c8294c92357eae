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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import ceil, inf
from typing import NamedTuple, TypeVar

from claims.graph import (
    Appearance,
    Article,
    Assessment,
    Evidence,
    Family,
    Graph,
    Origin,
    ends,
)
from claims.sentences import counted, origin_name, reason_label
from claims.vocabulary import SOURCE_KINDS, STANCES, SourceKind, Stance

Point = tuple[int, int]

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
    members: tuple[Ref, ...]


@dataclass(frozen=True)
class OriginWords:
    """An origin in words: what it is, whether it counts, and the articles that name it, each with
    whom it has it through."""

    source: Ref
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
    facts = Facts(graph, assessment)
    for limits in LIMITS:
        plan = Plot(facts, clean(statement), limits).plan
        if not plan.crowded:
            break
    return Drawings(_wide(plan), _narrow(plan), plan.folds, _words(facts), assessment.sentence)


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
    return ADVANCE.get(base, 700 if "\u0590" <= base <= "\u08ff" else 900)


def width(text: str, size: int) -> int:
    """How wide a text is at a font size, in pixels, rounded up."""
    return ceil(sum(map(advance, text)) * size * SAFETY / 1000)


def clean(text: str) -> str:
    """A name fit to be shown: one line, nothing invisible that turns or hides its neighbours."""
    if text.isprintable():
        return " ".join(text.split()) or "no name"
    kept = "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in text.encode(errors="replace").decode()
        if character in JOINERS or unicodedata.category(character) != "Cf"
    )
    return " ".join(kept.split()) or "no name"


def clusters(text: str) -> list[str]:
    """The characters as people see them: marks, joined emoji and flags stay whole."""
    found: list[str] = []
    for character in text:
        if found and (
            _clings(character) or found[-1][-1] == "\u200d" or _flag(found[-1], character)
        ):
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
    return (
        lines if len(lines) <= most else [*lines[: most - 1], _elided(lines[most - 1], room, size)]
    )


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
QUOTES, COPIED = "quotes", "copied from"
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
    into it, `members` lists them."""

    key: str
    kind: str
    name: str
    notes: tuple[str, ...] = ()
    href: str = ""
    looks: tuple[str, ...] = ()
    covers: tuple[int, ...] = ()
    members: tuple[Ref, ...] = ()


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


def _anchor(key: str) -> str:
    return f"origin-graph-{key}"


def _first(items: list[T], most: int) -> tuple[list[T], list[T]]:
    """All of them if they are few enough; otherwise one less than `most`, and the rest."""
    return (items, []) if len(items) <= most else (items[: most - 1], items[most - 1 :])


class Facts:
    """What there is to draw, before any of it is folded. Nothing is counted here."""

    def __init__(self, graph: Graph, assessment: Assessment) -> None:
        """Take the graph with its assessment; each part is worked out when it is first asked for."""
        self.graph = graph
        self.assessment = assessment
        self.evidence = Evidence(graph)

    @cached_property
    def article_refs(self) -> dict[int, Ref]:
        """Each article, as a list names it."""
        return {article.id: self._article_ref(article) for article in self.graph.articles.values()}

    def _article_ref(self, article: Article) -> Ref:
        publisher = self.graph.sources[article.publisher]
        unknown = publisher.kind == SourceKind.UNIDENTIFIED
        return Ref(
            clean(article.title or f"article {article.id}"),
            "publisher not recorded" if unknown else clean(publisher.name),
            f"/articles/{article.id}/",
        )

    def chain_name(self, chain: tuple[int, ...]) -> str:
        """Those who pass words on, the one nearest to the article first."""
        return ", then ".join(clean(self.graph.sources[source].name) for source in chain)

    @cached_property
    def mentioning(self) -> list[int]:
        """The articles that only mention it, by id."""
        speaking = {telling.article.id for telling in self.tellings}
        return sorted({appearance.article for appearance in self.graph.appearances} - speaking)

    # Articles and their ways

    @cached_property
    def tellings(self) -> list[Telling]:
        """The articles that take a stance, by id."""
        said: dict[int, list[Appearance]] = defaultdict(list)
        for appearance in sorted(self.graph.appearances, key=lambda item: item.id):
            if appearance.stance in SPEAKING:
                said[appearance.article].append(appearance)
        return [self._telling(self.graph.articles[key], said[key]) for key in sorted(said)]

    def _telling(self, article: Article, said: list[Appearance]) -> Telling:
        stances = {appearance.stance for appearance in said}
        return Telling(
            article,
            tuple(stance for stance in SPEAKING if stance in stances),
            tuple(
                sorted({way for item in said if not article.retracted for way in self._ways(item)})
            ),
            any(appearance.id in self._circular for appearance in said),
            tuple(_hubs(article, stances)),
        )

    @cached_property
    def _circular(self) -> set[int]:
        """The appearances that reach no origin; those that dispute by the same rule."""
        disputing = tuple(
            replace(item, stance=Stance.ASSERTS)
            for item in self.graph.appearances
            if item.stance == Stance.DISPUTES
        )
        turned = Evidence(replace(self.graph, appearances=disputing))
        return {item.id for item in (*self.evidence.circular, *turned.circular)}

    def _ways(self, appearance: Appearance) -> Iterator[Way]:
        against = appearance.stance == Stance.DISPUTES
        for article in self._copied(appearance):
            yield Way(against, COPIED, (), ("article", article))
        chains = _chains(appearance)
        for step in self.evidence.all_steps[appearance.id]:
            if step.article is None:
                word, hub = (QUOTES, "outlet") if step.onward else ("", "origin")
                for relays in {()} if step.own_words else chains[step.source]:
                    yield Way(against, word, relays, (hub, step.source))

    def _copied(self, appearance: Appearance) -> list[int]:
        """The nearest of the articles that it derives from, among those that take its stance."""
        found: list[int] = []
        seen, waiting = {appearance.article}, [appearance.article]
        while waiting:
            known = self.graph.articles.get(waiting.pop())
            for article in sorted((known.derived_from if known else frozenset()) - seen):
                speaks = (appearance.stance, article) in self.evidence.speaking_articles
                (found if speaks else waiting).append(article)
                seen.add(article)
        return found

    @cached_property
    def hubs_used(self) -> set[Hub]:
        """The outlets and articles that other articles lead on to, with the stance."""
        return {
            (way.against, way.target) for item in self.tellings for way in item.ways if way.word
        }

    # Origins

    @cached_property
    def families(self) -> list[Kin]:
        """The origins of both stances by family: those that assert it first, what counts first."""
        found: dict[int, dict[int, Voice]] = defaultdict(dict)
        disputing = self.evidence.families(Stance.DISPUTES)
        for stance, families in zip(SPEAKING, (self.assessment.asserting, disputing), strict=True):
            for family in families:
                kin = found[self.evidence.family_of[family.key]]
                for origin in family.origins:
                    known = kin.get(origin.source, Voice(origin, ()))
                    kin[origin.source] = Voice(known.origin, (*known.stances, stance))
        return [
            sorted(kin.values(), key=lambda voice: (voice.stances, not voice.origin.counts))
            for kin in found.values()
        ]

    def _owner(self, origins: Sequence[Origin]) -> str:
        """The name of the owner above all the family, if it has one."""
        tops = {self._top(origin.source) for origin in origins}
        top = tops.pop()
        owned = any(origin.source != top for origin in origins)
        return clean(self.graph.sources[top].name) if owned and not tops else ""

    def _top(self, source: int) -> int:
        seen: set[int] = set()
        while source not in seen:
            seen.add(source)
            owner = self.graph.sources[source].owner
            source = source if owner is None or owner not in self.graph.sources else owner
        return source

    def tie(self, origins: Sequence[Origin]) -> str:
        """What makes it a family, if there is anything to say: more than one origin, or an owner."""
        owner = self._owner(origins)
        if len(origins) > 1:
            return f"one family: {owner}" if owner else "one family"
        return f"family of {owner}" if owner else ""


class Plot:
    """What is drawn within some limits: boxes, and the links between them."""

    def __init__(self, facts: Facts, statement: str, limits: Limits) -> None:
        """Each part is worked out when it is first asked for."""
        self.facts = facts
        self.statement = statement
        self.limits = limits

    @cached_property
    def origins(self) -> list[Block]:
        """The last column: families, folded if they are large or many."""
        blocks: list[Block] = []
        for stance in SPEAKING:
            families = [kin for kin in self.facts.families if kin[0].stances[0] == stance]
            families.sort(key=_weight)
            shown, rest = _families_shown(families, self.limits.origins[stance], self.limits.kin)
            blocks += [self._family(kin) for kin in shown]
            if rest:
                box = _more_origins(f"more-{stance}", rest, "more origin" if shown else "origin")
                blocks.append(Block(box.key, (box,)))
        return blocks

    def _family(self, kin: Kin) -> Block:
        shown, rest = _first(kin, self.limits.kin)
        key = f"family-{min(voice.origin.source for voice in kin)}"
        boxes = [_origin_box(voice) for voice in shown]
        if rest:
            alone = [[voice] for voice in rest]
            boxes.append(_more_origins(f"more-of-{key}", alone, "more origin"))
        return Block(key, tuple(boxes), self.facts.tie([voice.origin for voice in kin]))

    @cached_property
    def origin_box(self) -> dict[int, str]:
        """The box of each origin."""
        return _covering(self.origins)

    # Relays

    @cached_property
    def _vias(self) -> dict[str, list[tuple[int, ...]]]:
        """For each box of origins, who passes its words on: the chains that most articles use first."""
        told: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
        for telling in self.facts.tellings:
            for way in telling.ways:
                if way.relays and not way.word:
                    told[self.origin_box[way.target[1]]][way.relays] += 1
        return {
            box: sorted(chains, key=lambda chain: (-chains[chain], chain))
            for box, chains in told.items()
        }

    @cached_property
    def _relayed(self) -> dict[Via, Box]:
        """The box of each chain of relays. A box leads to one box of origins, so that it can be seen
        whose words went through it."""
        many = sum(map(len, self._vias.values())) > self.limits.relays
        found: dict[Via, Box] = {}
        for target in self._vias:
            shown, rest = _first(self._vias[target], 1 if many else self.limits.kin)
            found |= {(chain, target): self._relay(chain, target) for chain in shown}
            if rest:
                found |= dict.fromkeys(
                    ((chain, target) for chain in rest), self._relays(rest, target)
                )
        return found

    def _relay(self, chain: tuple[int, ...], target: str) -> Box:
        href = f"/sources/{chain[0]}/" if len(chain) == 1 else ""
        key = f"relay-{'-'.join(map(str, chain))}-{target}"
        return Box(key, "relay", self.facts.chain_name(chain), href=href)

    def _relays(self, chains: list[tuple[int, ...]], target: str) -> Box:
        members = tuple(Ref(self.facts.chain_name(chain), "", "") for chain in chains)
        return Box(
            f"relays-{target}", "relay", f"{len(chains):,} sources that pass it on", members=members
        )

    # Articles, folded

    @cached_property
    def articles(self) -> list[Block]:
        """The second column. Articles alike in all that is drawn of them fold into one box."""
        alike: dict[object, list[Telling]] = defaultdict(list)
        for telling in self.facts.tellings:
            alike[self._likeness(telling)].append(telling)
        groups: list[list[Telling]] = []
        for tellings in alike.values():
            many = len(tellings) > ARTICLES_ALIKE
            groups += [tellings] if many else [[telling] for telling in tellings]
        return [Block(box.key, (box,)) for box in self._article_boxes(groups)]

    def _likeness(self, telling: Telling) -> object:
        ends = frozenset((way.against, way.word, self._goal(way)) for way in telling.ways)
        led_to = frozenset(hub for hub in telling.hubs if hub in self.facts.hubs_used)
        return telling.stances, ends, led_to, telling.article.retracted, telling.circular

    def _article_boxes(self, groups: list[list[Telling]]) -> list[Box]:
        """The largest groups and what others rest on are shown; beyond that, one box a stance."""
        groups.sort(
            key=lambda group: (not self._led_to(group[0]), -len(group), group[0].article.id)
        )
        shown, rest = _first(groups, self.limits.articles)
        others: dict[object, list[Telling]] = defaultdict(list)
        for telling in (telling for group in rest for telling in group):
            others[telling.stances, telling.article.retracted].append(telling)
        return [
            *(self._article_box(group) for group in shown),
            *(self._article_box(group, "more article") for group in others.values()),
        ]

    def _article_box(self, group: list[Telling], noun: str = "article") -> Box:
        telling = group[0]
        refs = tuple(self.facts.article_refs[telling.article.id] for telling in group)
        looks = ("retracted",) if telling.article.retracted else ()
        circular = all(telling.circular for telling in group)
        notes = ("circular: leads back to itself",) if circular else ()
        covers = tuple(telling.article.id for telling in group)
        if len(group) > 1:
            name = f"{counted(len(group), noun)} {_rests(group)}".strip()
            key = f"articles-{covers[0]}"
            return Box(key, "article", name, notes, looks=looks, covers=covers, members=refs)
        notes = (refs[0].detail, *looks, *notes)
        return Box(
            f"article-{covers[0]}", "article", refs[0].name, notes, refs[0].href, looks, covers
        )

    def _led_to(self, telling: Telling) -> bool:
        return any(hub in self.facts.hubs_used for hub in telling.hubs)

    def _goal(self, way: Way) -> Goal:
        """The box that a way leads to first; an outlet or an article stays what it is."""
        if way.word:
            return way.target
        target = self.origin_box[way.target[1]]
        return self._relayed[way.relays, target].key if way.relays else target

    # All together

    @cached_property
    def links(self) -> list[Link]:
        """What leads where, once each."""
        found = set(self._article_links())
        onward = {box.key: target for (_, target), box in self._relayed.items()}
        found |= {
            Link(link.target, onward[link.target], "rests on", link.against)
            for link in found
            if link.target in onward
        }
        return sorted(found, key=lambda link: (link.against, link))

    def _article_links(self) -> Iterator[Link]:
        box_of = _covering(self.articles)
        speaking: dict[Hub, set[str]] = defaultdict(set)
        for telling in self.facts.tellings:
            for hub in telling.hubs:
                speaking[hub].add(box_of[telling.article.id])
        for telling in self.facts.tellings:
            box = box_of[telling.article.id]
            for stance in telling.stances:
                yield Link("claim", box, stance.value, stance == Stance.DISPUTES)
            for way in telling.ways:
                goal = self._goal(way)
                if isinstance(goal, str):
                    yield Link(box, goal, "rests on", way.against)
                    continue
                for other in speaking[way.against, goal] - {box}:
                    yield Link(box, other, way.word, way.against)

    @cached_property
    def plan(self) -> Plan:
        """The columns in order, with all that belongs to them."""
        claim = Block("claim", (Box("claim", "claim", self.statement),))
        boxes = {box.key: box for box in self._relayed.values()}
        relays = [Block(key, (box,)) for key, box in boxes.items()]
        articles, relays, origins = _in_order(self.articles, relays, self.origins, self.links)
        stances = {stance for telling in self.facts.tellings for stance in telling.stances}
        columns = ((claim,), tuple(articles), tuple(relays), tuple(origins))
        drawn = [box for blocks in columns for block in blocks for box in block.boxes]
        folds = tuple(Fold(_anchor(box.key), box.name, box.members) for box in drawn if box.members)
        captions = ("the claim", MADE_IN.get(frozenset(stances), ""), "by way of", "which rest on")
        return Plan(columns, tuple(self.links), captions, folds)


MADE_IN = {
    frozenset({Stance.ASSERTS}): "is made in",
    frozenset({Stance.DISPUTES}): "is disputed in",
    frozenset(SPEAKING): "is made or disputed in",
}


def _chains(appearance: Appearance) -> dict[int, set[tuple[int, ...]]]:
    """For each source that ends a chain, those through whom the article has it, nearest first."""
    by_id = {attribution.id: attribution for attribution in appearance.attributions}
    chains: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for end in ends(appearance):
        seen, via = {end.id: end}, end.via
        while via in by_id and via not in seen:
            seen[via] = by_id[via]
            via = by_id[via].via
        chains[end.source].add(tuple(item.source for item in reversed(seen.values()))[:-1])
    return chains


def _hubs(article: Article, stances: Iterable[Stance]) -> Iterator[Hub]:
    """Under what others are followed into this article: itself or its outlet, with the stance."""
    for stance in stances if not article.retracted else ():
        yield stance == Stance.DISPUTES, ("outlet", article.publisher)
        yield stance == Stance.DISPUTES, ("article", article.id)


def _covering(blocks: Iterable[Block]) -> dict[int, str]:
    return {covered: box.key for block in blocks for box in block.boxes for covered in box.covers}


def _families_shown(families: list[Kin], most: int, kin_most: int) -> tuple[list[Kin], list[Kin]]:
    """The families that fit among `most` boxes, and the rest."""
    sizes = [min(len(kin), kin_most) for kin in families]
    if sum(sizes) <= most:
        return families, []
    number = sum(total < most for total in accumulate(sizes))
    return families[:number], families[number:]


def _weight(kin: Kin) -> tuple[int, bool]:
    """What most articles name comes first, then what counts."""
    named = {article for voice in kin for article in voice.origin.articles}
    return -len(named), not any(voice.origin.counts for voice in kin)


def _more_origins(key: str, families: list[Kin], noun: str) -> Box:
    """One box for the origins of several families, of which some may count."""
    voices = [voice for kin in families for voice in kin]
    counting = sum(any(voice.origin.counts for voice in kin) for kin in families)
    apart = (
        ""
        if len(families) == len(voices)
        else f" in {counted(len(families), 'family', 'families')}"
    )
    which = " of the families" if apart else " of which"
    name = f"{counted(len(voices), noun)}{apart}, {counting or 'none'}{which} {_count(counting)}"
    looks = (("counts",) if counting else ("open",)) + _against(voices)
    covers = tuple(voice.origin.source for voice in voices)
    members = tuple(origin_ref(voice.origin) for voice in voices)
    return Box(key, "origin", name, looks=looks, covers=covers, members=members)


def _count(number: int) -> str:
    return "counts" if number == 1 else "count"


def _against(voices: Iterable[Voice]) -> tuple[str, ...]:
    return () if any(Stance.ASSERTS in voice.stances for voice in voices) else ("against",)


def _origin_box(voice: Voice) -> Box:
    ref, against = origin_ref(voice.origin), Stance.DISPUTES in voice.stances
    notes = (ref.detail, *((_verbs(voice.stances),) if against else ()))
    looks = ("counts" if voice.origin.counts else "open", *_against([voice]))
    source = voice.origin.source
    return Box(f"origin-{source}", "origin", ref.name, notes, ref.href, looks, (source,))


def _verbs(stances: Iterable[Stance]) -> str:
    return " and ".join(STANCES[stance].label for stance in stances) + " the claim"


def origin_ref(origin: Origin) -> Ref:
    """An origin, as a list names it: what it is, and whether it counts and why."""
    label = reason_label(origin)
    kind = "" if origin.own_words else f"{SOURCE_KINDS[origin.kind].label} · "
    return Ref(clean(origin_name(origin)), f"{kind}{label}", f"/sources/{origin.source}/")


def _rests(group: list[Telling]) -> str:
    """What articles rest on, for the name of the box that they are folded into."""
    if group[0].article.retracted:
        return "since retracted"
    targets: dict[str, set[Target]] = defaultdict(set)
    for way in (way for telling in group for way in telling.ways):
        targets[way.word].add(way.target)
    nouns = {
        "": ("resting on", "origin"),
        COPIED: (COPIED, "article"),
        QUOTES: ("quoting", "outlet"),
    }
    return ", ".join(
        f"{verb} {'one ' + noun if len(targets[word]) == 1 else counted(len(targets[word]), noun)}"
        for word, (verb, noun) in nouns.items()
        if targets[word]
    )


# The order of the boxes: each near the middle of what it is linked to, so that few links cross


def _in_order(
    articles: list[Block], relays: list[Block], origins: list[Block], links: list[Link]
) -> tuple[list[Block], list[Block], list[Block]]:
    """The columns in an order with few crossings; origins that only dispute, and folds, stay last."""
    near = _neighbours(links)
    for _ in range(4):
        place = _through(relays, _places(origins), near)
        place |= {block.key: _mean(near[block.key], place) for block in articles}
        articles = sorted(articles, key=lambda block: _mean((block.key, *near[block.key]), place))
        place = _through(relays, _places(articles), near)
        origins = sorted(
            (_inwardly(block, near, place) for block in origins),
            key=lambda block: (
                _standing(block),
                min(_mean(near[box.key], place) for box in block.boxes),
            ),
        )
    place = _places(origins) | _places(articles)
    goal = {link.source: place[link.target] for link in links if link.target in place}
    relays = sorted(relays, key=lambda block: (goal[block.key], _mean(near[block.key], place)))
    return articles, relays, origins


def _neighbours(links: Iterable[Link]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for link in links:
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    return near


def _places(blocks: Iterable[Block]) -> dict[str, float]:
    """How far down its column each box stands, from 0 to 1."""
    keys = [box.key for block in blocks for box in block.boxes]
    return {key: (number + 0.5) / len(keys) for number, key in enumerate(keys)}


def _through(
    relays: Iterable[Block], place: dict[str, float], near: Mapping[str, list[str]]
) -> dict[str, float]:
    """The places of a column, and of the relays as they follow from it."""
    return place | {block.key: _mean(near[block.key], place) for block in relays}


def _mean(keys: Iterable[str], place: Mapping[str, float]) -> float:
    known = [place[key] for key in keys if key in place and place[key] != inf]
    return sum(known) / len(known) if known else inf


def _inwardly(block: Block, near: Mapping[str, list[str]], place: Mapping[str, float]) -> Block:
    """A family with its own boxes in order."""
    boxes = sorted(block.boxes, key=lambda box: (_standing_alone(box), _mean(near[box.key], place)))
    return replace(block, boxes=tuple(boxes))


def _standing(block: Block) -> tuple[bool, bool]:
    return min(_standing_alone(box) for box in block.boxes)


def _standing_alone(box: Box) -> tuple[bool, bool]:
    return "against" in box.looks, bool(box.members)


# Boxes with their text, at a place

MARGIN = 8
PAD = 10  # between an outline and the boxes in it
TOP = 32  # under the captions of the wide drawing
GAP = 14
STACK = 4  # a second border peeps out from under a fold
SLOT = 8  # where edges pass between the relays
NAME_LINES, STATEMENT_LINES, REASON_LINES = 3, 8, 6

Place = tuple[int, int]  # where a column starts, and its width


@dataclass(frozen=True)
class Placed:
    """A block at its place, with its boxes and its outline. A slot has neither."""

    key: str
    y: int
    height: int
    nodes: tuple[Node, ...]
    outline: Outline | None = None

    @property
    def middle(self) -> int:
        """Half-way down the block."""
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        """The lower border."""
        return self.y + self.height


def _node(box: Box, column: int, width_: int) -> Node:
    """The box with its text measured and wrapped, at the origin of the page. Its height follows."""
    pill = box.kind == "origin" and "counts" not in box.looks
    inset = 18 if pill else 14 if "counts" in box.looks else 12
    room = width_ - 2 * inset
    lines: list[Line] = []
    y = 9
    for text, size in _written(box, room):
        y += LEADING[size] + (2 if size == NOTE and lines[-1].size == NAME else 0)
        lines.append(Line(text, inset, y - 4, size))
    return Node(
        key=box.key,
        column=column,
        x=0,
        y=0,
        width=width_,
        height=y + 9,
        radius=min(24, (y + 9) // 2) if pill else 6 if "counts" in box.looks else 4,
        lines=tuple(lines),
        title=". ".join((box.name, *box.notes)),
        href=box.href or (f"#{_anchor(box.key)}" if box.members else ""),
        classes=" ".join((box.kind, *box.looks)),
        double="counts" in box.looks,
        stacked=bool(box.members),
    )


def _written(box: Box, room: int) -> list[tuple[str, int]]:
    """What stands in a box, line by line. Why an origin counts is never cut short."""
    most = STATEMENT_LINES if box.kind == "claim" else NAME_LINES
    whole = REASON_LINES if box.kind == "origin" else NAME_LINES
    return [(text, NAME) for text in wrap(box.name, room, NAME, most)] + [
        (text, NOTE) for note in box.notes for text in wrap(note, room, NOTE, whole)
    ]


def _moved(node: Node, x: int, y: int) -> Node:
    lines = tuple(replace(line, x=line.x + x, y=line.y + y) for line in node.lines)
    return replace(node, x=node.x + x, y=node.y + y, lines=lines)


def _placed(
    block: Block, column: int, place: Place, inset: int, above: Mapping[str, int] | None = None
) -> Placed:
    """The block's boxes one under the other from the top of the page, inside its outline."""
    x, room = place
    lines = wrap(block.label, room - 2 * inset, NOTE, 2)
    y = LEADING[NOTE] * len(lines) + 10 if lines else 0
    nodes: list[Node] = []
    for box in block.boxes:
        y += (PAD if nodes else 0) + (above or {}).get(box.key, 0)
        nodes.append(_moved(_node(box, column, room - 2 * inset), x + inset, y))
        y = nodes[-1].bottom + (STACK if box.members else 0)
    height = y + PAD if lines else y
    outline = (
        Outline(x, 0, room, height, _lettered(lines, x + inset), block.label) if lines else None
    )
    return Placed(block.key, 0, height or SLOT, tuple(nodes), outline)


def _lettered(lines: Iterable[str], x: int) -> tuple[Line, ...]:
    return tuple(
        Line(text, x, 4 + LEADING[NOTE] * number, NOTE)
        for number, text in enumerate(lines, start=1)
    )


def _lowered(placed: Placed, by: int) -> Placed:
    outline = placed.outline
    if outline:
        lines = tuple(replace(line, y=line.y + by) for line in outline.lines)
        outline = replace(outline, y=outline.y + by, lines=lines)
    nodes = tuple(_moved(node, 0, by) for node in placed.nodes)
    return replace(placed, y=placed.y + by, nodes=nodes, outline=outline)


def _drawing(
    name: str, width_: int, captions: list[Caption], placed: list[Placed], edges: list[Edge]
) -> Drawing:
    return Drawing(
        name=name,
        width=width_,
        height=max(item.bottom for item in placed) + MARGIN,
        captions=tuple(captions),
        nodes=tuple(node for item in placed for node in item.nodes),
        edges=tuple(edges),
        groups=tuple(item.outline for item in placed if item.outline),
    )


# The wide drawing: columns from left to right, curves between them

WIDE = 784
RELAYS_WIDE, BESIDE_WIDE = 64, 40  # what the drawing is wider by, with relays and with edges beside
SHARES = ((66, 100, 0, 108), (54, 66, 46, 78))  # of the columns, without and with relays


def _wide(plan: Plan) -> Drawing:
    slots = _slots(plan)
    places = _wide_columns(plan)
    blocks = [*plan.columns]
    blocks[RELAYS] = _with_slots(plan, slots)
    loose = [
        [_placed(block, number, places[number], plan.inset(number)) for block in blocks[number]]
        for number in range(len(blocks))
    ]
    near = _neighbours(link for link in plan.links if not link.beside) | slots
    placed = _level(loose, near)
    captions = [
        Caption(text, places[number][0] + plan.inset(number), 18, number)
        for number, text in enumerate(plan.captions)
        if plan.columns[number]
    ]
    edges = Curves(plan, placed, places[RELAYS]).edges()
    return _drawing("wide", sum(places[ORIGINS]) + MARGIN, captions, placed, edges)


def _wide_columns(plan: Plan) -> list[Place]:
    """The columns, with room between them for edges and their labels."""
    relayed, beside = bool(plan.columns[RELAYS]), any(link.beside for link in plan.links)
    gaps = (72, 68 + 62 * beside, 66 * relayed, 0)
    room = WIDE + RELAYS_WIDE * relayed + BESIDE_WIDE * beside - 2 * MARGIN - sum(gaps)
    places, x = [], MARGIN
    for gap, share in zip(gaps, SHARES[relayed], strict=True):
        places.append((x, room * share // sum(SHARES[relayed])))
        x += places[-1][1] + gap
    return places


def _slot(link: Link) -> str:
    return f"pass-{link.target}-{link.against}"


def _slots(plan: Plan) -> dict[str, list[str]]:
    """Where edges pass between the relays on their way to an origin, with the boxes at their ends."""
    found: dict[str, list[str]] = {}
    for link in plan.links:
        if plan.columns[RELAYS] and plan.steps_over(link):
            found.setdefault(_slot(link), [link.target]).append(link.source)
    return found


def _with_slots(plan: Plan, slots: Mapping[str, list[str]]) -> tuple[Block, ...]:
    """The relays and the slots, in the order of the origins that they lead to."""
    order = {key: number for number, key in enumerate(plan.column_of)}
    goal = {link.source: order[link.target] for link in plan.links}
    goal |= {slot: order[target] for slot, (target, *_) in slots.items()}
    blocks = (*plan.columns[RELAYS], *(Block(slot, ()) for slot in slots))
    return tuple(sorted(blocks, key=lambda block: goal[block.key]))


def _level(columns: list[list[Placed]], near: Mapping[str, list[str]]) -> list[Placed]:
    """The columns, each block level with what it is linked to. The tallest column sets the height."""
    heights = [sum(item.height + GAP for item in column) - GAP for column in columns]
    tallest = heights.index(max(heights))
    middle: dict[str, int] = {}
    found: dict[int, list[Placed]] = {}
    for number in sorted(range(len(columns)), key=lambda number: abs(number - tallest)):
        wanted = [_wanted(item, near, middle, max(heights) // 2) for item in columns[number]]
        tops = _settled([item.height for item in columns[number]], wanted, max(heights))
        found[number] = [
            _lowered(item, TOP + top) for item, top in zip(columns[number], tops, strict=True)
        ]
        for item in found[number]:
            middle |= {node.key: node.middle - TOP for node in item.nodes}
            middle[item.key] = item.middle - TOP
    return [item for number in sorted(found) for item in found[number]]


def _wanted(
    item: Placed, near: Mapping[str, list[str]], middle: Mapping[str, int], other: int
) -> float:
    """Where the top of a block would be level with the middle of what it is linked to."""
    own = (item.key, *(node.key for node in item.nodes))
    keys = dict.fromkeys(key for one in own for key in near.get(one, ()))
    known = [middle[key] for key in keys if key in middle]
    return (sum(known) / len(known) if known else other) - item.height / 2


def _settled(heights: list[int], wanted: list[float], limit: int) -> list[int]:
    """The tops nearest to those wanted at which nothing overlaps (pool adjacent violators)."""
    offsets = [*accumulate((height + GAP for height in heights), initial=0)]
    pools: list[tuple[float, int]] = []
    for top, offset in zip(wanted, offsets, strict=False):
        total, number = top - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / number:
            before = pools.pop()
            total, number = total + before[0], number + before[1]
        pools.append((total, number))
    slack = limit - (offsets[-1] - GAP)
    starts = [min(max(total / number, 0), slack) for total, number in pools for _ in range(number)]
    return [int(start) + offset for start, offset in zip(starts, offsets, strict=False)]


class Ports:
    """Where edges leave and reach boxes. Where both kinds do, assent stays above dispute."""

    def __init__(self, plan: Plan, placed: list[Placed]) -> None:
        """Note which kinds of edges each side of each box has."""
        self.nodes = {node.key: node for item in placed for node in item.nodes}
        self.kinds: dict[tuple[str, str], set[bool]] = defaultdict(set)
        for link in plan.links:
            if not link.beside:
                self.kinds[link.source, "out"].add(link.against)
                self.kinds[link.target, "in"].add(link.against)

    def leaving(self, link: Link) -> int:
        """How far down an edge leaves its source."""
        return self.nodes[link.source].middle + self.shift(link.source, "out", link.against)

    def reaching(self, link: Link) -> int:
        """How far down an edge reaches its target."""
        return self.nodes[link.target].middle + self.shift(link.target, "in", link.against)

    def shift(self, key: str, side: str, against: bool) -> int:
        """How far from the middle of a box its edges of one kind are."""
        if len(self.kinds[key, side]) < 2:
            return 0
        return 7 if against else -7


class Curves:
    """The edges of the wide drawing."""

    def __init__(self, plan: Plan, placed: list[Placed], relays: Place) -> None:
        """Take the boxes at their places, the slots, and the column of the relays."""
        self.plan = plan
        self.ports = Ports(plan, placed)
        self.slots = {item.key: item.middle for item in placed if not item.nodes}
        self.relays = relays
        self.labels: list[Label] = []

    def edges(self) -> list[Edge]:
        """An edge for each link."""
        return [
            self._beside(link) if link.beside else self._across(link) for link in self.plan.links
        ]

    def _across(self, link: Link) -> Edge:
        start = (self.ports.nodes[link.source].right, self.ports.leaving(link))
        end = (self.ports.nodes[link.target].x, self.ports.reaching(link))
        below = self.ports.shift(link.target, "in", link.against) > 0
        label = Label(link.label, end[0] - 11, end[1] + (15 if below else -6), "end")
        return _edge(link, self._path(link, start, end), start, end, self._lettered(label))

    def _path(self, link: Link, start: Point, end: Point) -> str:
        opening = f"M{start[0]} {start[1]}"
        if not (self.plan.steps_over(link) and _slot(link) in self.slots):
            return opening + _curve(start, end)
        x, room = self.relays
        level = self.slots[_slot(link)]
        return f"{opening}{_curve(start, (x, level))}H{x + room}{_curve((x + room, level), end)}"

    def _beside(self, link: Link) -> Edge:
        source, target = self.ports.nodes[link.source], self.ports.nodes[link.target]
        down = 1 if target.y > source.y else -1
        start = (source.right, source.middle + down * (source.height // 4))
        end = (target.right, target.middle - down * (target.height // 4))
        bulge = min(32 + abs(end[1] - start[1]) // 8, 56)
        reach = start[0] + bulge
        path = f"M{start[0]} {start[1]}C{reach} {start[1]} {reach} {end[1]} {end[0]} {end[1]}"
        label = Label(
            link.label, start[0] + bulge * 3 // 4 + 5, (start[1] + end[1]) // 2 + 4, "start"
        )
        return _edge(link, path, start, end, self._lettered(label))

    def _lettered(self, label: Label) -> Label | None:
        """The label where no other stands; none, if the same one stands there already."""
        if not label.text or label in self.labels:
            return None
        while any(_meet(label, other) for other in self.labels):
            label = replace(label, y=label.y + 4)
        self.labels.append(label)
        return label


def _meet(one: Label, other: Label) -> bool:
    return (
        abs(one.y - other.y) < LEADING[NOTE] and one.left < other.right and other.left < one.right
    )


def _curve(start: Point, end: Point) -> str:
    between = (start[0] + end[0]) // 2
    return f"C{between} {start[1]} {between} {end[1]} {end[0]} {end[1]}"


def _edge(link: Link, path: str, start: Point, end: Point, label: Label | None) -> Edge:
    return Edge(link.source, link.target, link.word, link.against, path, start, end, label)


# The narrow drawing: everything in one column, edges in lanes beside it

NARROW = 320
EDGE = 6
LEFT, RIGHT = "left", "right"
Lane = tuple[str, bool]


def _narrow(plan: Plan) -> Drawing:
    lanes = Lanes(plan)
    placed: list[Placed] = []
    captions: list[Caption] = []
    y = EDGE
    for number, blocks in enumerate(plan.columns):
        x = lanes.room[LEFT] if number else EDGE
        place = (x, NARROW - lanes.room[RIGHT] - x)
        if blocks:
            captions.append(Caption(plan.captions[number], x, y + 14, number))
            y += 22
        for block in blocks:
            item = _placed(block, number, place, plan.inset(number), lanes.above)
            placed.append(_lowered(item, y))
            y = placed[-1].bottom + GAP
    return _drawing("narrow", NARROW, captions, placed, lanes.edges(placed))


class Lanes:
    """The edges of the narrow drawing. Each box that edges lead to has a lane: what the claim and the
    relays lead to on the left, what articles lead to on the right. The first box has the nearest."""

    def __init__(self, plan: Plan) -> None:
        """Share out the lanes, and with them the room on both sides."""
        self.plan = plan
        order = {key: number for number, key in enumerate(plan.column_of)}
        self.links = sorted(plan.links, key=lambda link: (order[link.target], link.against))
        self.lanes: dict[str, list[Lane]] = {side: self._lanes(side) for side in (LEFT, RIGHT)}
        self.step = {
            side: max(3, min(8, 90 // max(len(lanes), 1))) for side, lanes in self.lanes.items()
        }
        self.room = {
            side: EDGE + 8 + self.step[side] * len(lanes) for side, lanes in self.lanes.items()
        }
        self.said: dict[str, dict[str, dict[str, None]]] = defaultdict(dict)
        for link in self.links:
            if link.label:
                self.said[link.target].setdefault(self.side(link), {})[link.label] = None
        self.above = {target: 1 + LEADING[NOTE] * len(said) for target, said in self.said.items()}

    def _lanes(self, side: str) -> list[Lane]:
        return list(dict.fromkeys(_lane(link) for link in self.links if self.side(link) == side))

    def side(self, link: Link) -> str:
        """The side on which an edge runs."""
        return LEFT if self.plan.column_of[link.source] in (CLAIM, RELAYS) else RIGHT

    def x(self, link: Link) -> int:
        """Where the lane of an edge is."""
        side = self.side(link)
        away = 8 + self.step[side] * self.lanes[side].index(_lane(link))
        return self.room[LEFT] - away if side == LEFT else NARROW - self.room[RIGHT] + away

    def edges(self, placed: list[Placed]) -> list[Edge]:
        """An edge for each link; the first that reaches a box from one side has the label."""
        ports = Ports(self.plan, placed)
        labels = {
            (target, side): _above(ports.nodes[target], side, " · ".join(words), number)
            for target, said in self.said.items()
            for number, (side, words) in enumerate(said.items())
        }
        return [
            self._edge(link, ports, labels.pop((link.target, self.side(link)), None))
            for link in self.links
        ]

    def _edge(self, link: Link, ports: Ports, label: Label | None) -> Edge:
        source, target = ports.nodes[link.source], ports.nodes[link.target]
        lane, onleft = self.x(link), self.side(link) == LEFT
        start = (source.x if onleft else source.right, ports.leaving(link))
        if link.source == "claim":
            start = (lane, source.bottom)
        end = (target.x if onleft else target.right, ports.reaching(link))
        if link.beside:
            end = (target.right, target.y + 12)
        return _edge(link, _lane_path(start, lane, end), start, end, label)


def _above(node: Node, side: str, text: str, number: int) -> Label:
    """The label of the edges that reach a box from one side, over that side."""
    y = node.y - 5 - LEADING[NOTE] * number
    if side == LEFT:
        return Label(text, node.x + 2, y, "start")
    return Label(text, node.right - 2, y, "end")


def _lane(link: Link) -> Lane:
    """What shares a lane: all that the claim leads to, or all that leads to one box."""
    return ("" if link.source == "claim" else link.target), link.against


def _lane_path(start: Point, lane: int, end: Point) -> str:
    """Out to the lane, along it and back, with rounded corners."""
    down = 1 if end[1] > start[1] else -1
    bend = min(6, abs(end[1] - start[1]) // 2)
    into, out = (_toward(lane, point[0], bend) for point in (start, end))
    turned = start[1] if into == lane else start[1] + down * bend
    return (
        f"M{start[0]} {start[1]}H{into}Q{lane} {start[1]} {lane} {turned}"
        f"V{end[1] - down * bend}Q{lane} {end[1]} {out} {end[1]}H{end[0]}"
    )


def _toward(lane: int, x: int, bend: int) -> int:
    """Where the corner between a lane and a box starts."""
    return lane + max(-bend, min(bend, x - lane))


# In words, nothing folded

Named = dict[tuple[bool, int], list[tuple[Ref, str]]]


def _words(facts: Facts) -> Words:
    against = {family.key for family in facts.assessment.disputing}
    named, refs = _named(facts), facts.article_refs
    return Words(
        asserting=tuple(
            _family_words(facts, kin, named, False) for kin in facts.assessment.asserting
        ),
        disputing=tuple(
            replace(_family_words(facts, kin, named, True), aside=kin.key not in against)
            for kin in facts.evidence.families(Stance.DISPUTES)
        ),
        onward=tuple(_onward(facts)),
        circular=tuple(refs[item.article.id] for item in facts.tellings if item.circular),
        retracted=tuple(refs[item.article.id] for item in facts.tellings if item.article.retracted),
        mentioning=tuple(refs[article] for article in facts.mentioning),
    )


def _named(facts: Facts) -> Named:
    """For each origin, by stance, the articles that name it and through whom."""
    found: Named = defaultdict(list)
    for telling in facts.tellings:
        ref = facts.article_refs[telling.article.id]
        for way in sorted(telling.ways, key=lambda way: way.relays):
            if not way.word:
                found[way.against, way.target[1]].append((ref, facts.chain_name(way.relays)))
    return found


def _family_words(facts: Facts, family: Family, named: Named, against: bool) -> FamilyWords:
    origins = tuple(
        OriginWords(origin_ref(origin), origin.counts, tuple(named[against, origin.source]))
        for origin in family.origins
    )
    return FamilyWords(family.counts, facts.tie(family.origins), origins)


def _onward(facts: Facts) -> Iterator[Onward]:
    for telling in facts.tellings:
        ref = facts.article_refs[telling.article.id]
        for way in sorted(telling.ways, key=lambda way: (way.word, way.target, way.relays)):
            kind, key = way.target
            if kind == "article":
                yield Onward(ref, way.word, facts.article_refs[key])
            elif way.word:
                through = f"by way of {facts.chain_name(way.relays)}" if way.relays else ""
                yield Onward(
                    ref, way.word, Ref(facts.chain_name((key,)), through, f"/sources/{key}/")
                )
