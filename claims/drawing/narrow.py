"""The narrow drawing: everything in one column, edges in lanes beside it.

PURE: no Django.
"""

from collections import defaultdict

from claims.drawing.boxes import GAP, Placed, drawing, lowered, placed
from claims.drawing.lettering import LEADING, NOTE
from claims.drawing.parts import CLAIM, RELAYS, Link, Plan
from claims.drawing.shapes import Caption, Drawing, Edge, Label, Node, Point
from claims.drawing.wide import Ports, edge

NARROW = 320
EDGE = 6
LEFT, RIGHT = "left", "right"
Lane = tuple[str, bool]


def narrow(plan: Plan) -> Drawing:
    lanes = Lanes(plan)
    shown: list[Placed] = []
    captions: list[Caption] = []
    y = EDGE
    for number, blocks in enumerate(plan.columns):
        x = lanes.room[LEFT] if number else EDGE
        place = (x, NARROW - lanes.room[RIGHT] - x)
        if blocks:
            captions.append(Caption(plan.captions[number], x, y + 14, number))
            y += 22
        for block in blocks:
            item = placed(block, number, place, plan.inset(number), lanes.above)
            shown.append(lowered(item, y))
            y = shown[-1].bottom + GAP
    return drawing("narrow", NARROW, captions, shown, lanes.edges(shown))


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
            self.edge_of(link, ports, labels.pop((link.target, self.side(link)), None))
            for link in self.links
        ]

    def edge_of(self, link: Link, ports: Ports, label: Label | None) -> Edge:
        source, target = ports.nodes[link.source], ports.nodes[link.target]
        lane, onleft = self.x(link), self.side(link) == LEFT
        start = (source.x if onleft else source.right, ports.leaving(link))
        if link.source == "claim":
            start = (lane, source.bottom)
        end = (target.x if onleft else target.right, ports.reaching(link))
        if link.beside:
            end = (target.right, target.y + 12)
        return edge(link, _lane_path(start, lane, end), start, end, label)


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
