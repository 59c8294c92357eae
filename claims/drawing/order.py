"""The order of the boxes: each near the middle of what it is linked to, so that few links cross.

PURE: no Django.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf

from claims.drawing.parts import Block, Box, Link


def in_order(
    articles: list[Block], relays: list[Block], origins: list[Block], links: list[Link]
) -> tuple[list[Block], list[Block], list[Block]]:
    """The columns in an order with few crossings; origins that only dispute, and folds, stay last."""
    near = neighbours(links)
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


def neighbours(links: Iterable[Link]) -> dict[str, list[str]]:
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
