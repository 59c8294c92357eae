"""The wide drawing: columns from left to right, curves between them.

PURE: no Django.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from claims.drawing.boxes import GAP, MARGIN, TOP, Place, Placed, drawing, lowered, placed
from claims.drawing.lettering import LEADING, NOTE
from claims.drawing.order import neighbours
from claims.drawing.parts import ORIGINS, RELAYS, Block, Link, Plan
from claims.drawing.shapes import Caption, Drawing, Edge, Label, Point

WIDE = 784
RELAYS_WIDE, BESIDE_WIDE = 64, 40  # what the drawing is wider by, with relays and with edges beside
SHARES = ((66, 100, 0, 108), (54, 66, 46, 78))  # of the columns, without and with relays


def wide(plan: Plan) -> Drawing:
    slots = _slots(plan)
    places = _wide_columns(plan)
    blocks = [*plan.columns]
    blocks[RELAYS] = _with_slots(plan, slots)
    loose = [
        [placed(block, number, places[number], plan.inset(number)) for block in blocks[number]]
        for number in range(len(blocks))
    ]
    near = neighbours(link for link in plan.links if not link.beside) | slots
    shown = _level(loose, near)
    captions = [
        Caption(text, places[number][0] + plan.inset(number), 18, number)
        for number, text in enumerate(plan.captions)
        if plan.columns[number]
    ]
    edges = Curves(plan, shown, places[RELAYS]).edges()
    return drawing("wide", sum(places[ORIGINS]) + MARGIN, captions, shown, edges)


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
            lowered(item, TOP + top) for item, top in zip(columns[number], tops, strict=True)
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
        return edge(link, self._path(link, start, end), start, end, self._lettered(label))

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
        return edge(link, path, start, end, self._lettered(label))

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


def edge(link: Link, path: str, start: Point, end: Point, label: Label | None) -> Edge:
    return Edge(link.source, link.target, link.word, link.against, path, start, end, label)
