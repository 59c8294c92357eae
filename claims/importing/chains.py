"""Who said so, and through whom, in two cells: the one definition for writing and for reading. PURE: no
Django.

    attributed to     a nurse (anonymous); the mayor (person)
    via               The Wire (outlet) | The Daily (outlet) < The Blog (outlet)

“attributed to” lists the origins. “via” says who passed their words on: one way if all came by the same;
else a way for each origin, in their order, with | between, and empty for one whom the article heard
itself. A way of several goes from the one who had it from the origin to the one whom the article names,
with < between.
"""

from collections.abc import Sequence

ORIGINS, WAYS, STEPS = ";", "|", "<"


def written(chains: Sequence[Sequence[str]]) -> tuple[list[str], str]:
    """The origins, and the cell of the ways. Each chain goes from its origin to the one whom the article
    names."""
    ways = [f" {STEPS} ".join(chain[1:]) for chain in chains]
    together = ways[0] if len(set(ways)) == 1 else f" {WAYS} ".join(ways).strip()
    return [chain[0] for chain in chains], together


def origins(cell: str) -> list[str]:
    """The origins of a cell. One may be there twice, by two ways."""
    return [part.strip() for part in cell.split(ORIGINS) if part.strip()]


def ways(cell: str) -> list[list[str]]:
    """The steps of each way in a cell; none for words that were heard directly."""
    return [[step.strip() for step in way.split(STEPS) if step.strip()] for way in cell.split(WAYS)]
