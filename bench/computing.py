"""How long processes have computed, to the nanosecond (Linux): on a machine that does other things too, the
clock says more of those."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


class Computing:
    """What a server and its children compute, or several servers; what a child did that has ended is lost,
    as of PostgreSQL's parallel workers."""

    def __init__(self, parents: Iterable[int]) -> None:
        self.parents = list(parents)

    def milliseconds(self) -> float:
        """Since their start; 0 where the system does not tell."""
        found = 0
        for parent in self.parents:
            for process in (parent, *_children(parent)):
                with suppress(OSError):
                    for task in (PROC / str(process) / "task").iterdir():
                        with suppress(OSError):
                            found += int((task / "schedstat").read_text().split()[0])
        return found / 1e6


def _children(parent: int) -> list[int]:
    """The ids of the processes that this one started and that run."""
    with suppress(OSError):
        return [int(word) for word in _noted(parent).split()]
    return []


def _noted(parent: int) -> str:
    return (PROC / str(parent) / "task" / str(parent) / "children").read_text()
