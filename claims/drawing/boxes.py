"""Boxes with their text, at a place.

PURE: no Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claims.drawing.lettering import LEADING, NAME, NOTE, wrap
from claims.drawing.parts import PAD, Block, Box, anchor
from claims.drawing.shapes import Caption, Drawing, Edge, Line, Node, Outline

MARGIN = 8
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


def _node(box: Box, column: int, x: int, top: int, width_: int) -> Node:
    """The box with its text measured and wrapped. Its height follows."""
    pill = box.kind == "origin" and "counts" not in box.looks
    inset = 18 if pill else 14 if "counts" in box.looks else 12
    room = width_ - 2 * inset
    lines: list[Line] = []
    y = 9
    for text, size in _written(box, room):
        y += LEADING[size] + (2 if size == NOTE and lines[-1].size == NAME else 0)
        lines.append(Line(text, x + inset, top + y - 4, size))
    return Node(
        key=box.key,
        column=column,
        x=x,
        y=top,
        width=width_,
        height=y + 9,
        radius=min(24, (y + 9) // 2) if pill else 6 if "counts" in box.looks else 4,
        lines=tuple(lines),
        title=". ".join((box.name, *box.notes)),
        href=box.href or (f"#{anchor(box.key)}" if box.members else ""),
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


def placed(
    block: Block, column: int, place: Place, inset: int, above: Mapping[str, int] | None = None
) -> Placed:
    """The block's boxes one under the other from the top of the page, inside its outline."""
    x, room = place
    lines = wrap(block.label, room - 2 * inset, NOTE, 2)
    y = LEADING[NOTE] * len(lines) + 10 if lines else 0
    nodes: list[Node] = []
    for box in block.boxes:
        y += (PAD if nodes else 0) + (above or {}).get(box.key, 0)
        nodes.append(_node(box, column, x + inset, y, room - 2 * inset))
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


def lowered(placed: Placed, by: int) -> Placed:
    outline = placed.outline
    if outline:
        outline = replace(outline, y=outline.y + by, lines=_lower(outline.lines, by))
    nodes = tuple(
        [replace(node, y=node.y + by, lines=_lower(node.lines, by)) for node in placed.nodes]
    )
    return replace(placed, y=placed.y + by, nodes=nodes, outline=outline)


def _lower(lines: Iterable[Line], by: int) -> tuple[Line, ...]:
    return tuple([Line(line.text, line.x, line.y + by, line.size) for line in lines])


def drawing(
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
