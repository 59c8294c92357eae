"""What the embedded PostgreSQL may use of the machine.

Its own defaults are for a machine of 128 MB. A list of a million claims is read from memory or it is slow,
and the machine is shared with the web server, the workers and whoever works at it.
"""

import os
import shutil
from pathlib import Path

MB = 1024 * 1024
SHARE = 0.25  # of the machine's memory: what PostgreSQL's documentation names as a start
LEAST, MOST = 128 * MB, 2048 * MB


MOST_FOR_INDEXES = 2048 * MB  # what the index of a million vectors takes
SHARED = Path("/dev/shm")  # noqa: S108 - where PostgreSQL's processes share memory, on Linux


def settings(memory: int | None = None) -> tuple[str, ...]:
    """PostgreSQL's settings for a machine with so many bytes of memory; for this one, if none are named."""
    memory = memory or _of_this_machine()
    shared = int(min(max(memory * SHARE, LEAST), MOST)) // MB
    return (
        f"shared_buffers={shared}MB",
        f"effective_cache_size={max(memory // MB * 3 // 4, shared)}MB",
        "work_mem=16MB",  # a list sorts some thousand rows; only a few do at a time
        "maintenance_work_mem=256MB",
        "max_wal_size=4GB",  # an import or a measurement is not broken up by checkpoints
        "random_page_cost=1.1",  # disks without heads
        "jit=off",  # compiling a page's query takes longer than running it
    )


def for_indexes(memory: int | None = None, shared: int | None = None) -> str:
    """PostgreSQL's options for making all indexes anew, on a machine with so many bytes of memory. Processes
    that make one together share that memory; where a container lets them share less, one makes it alone."""
    memory = memory or _of_this_machine()
    wanted = int(min(max(memory * SHARE / 2, LEAST), MOST_FOR_INDEXES))
    if shared is None:
        shared = shutil.disk_usage(SHARED).free if SHARED.exists() else wanted
    alone = "" if shared >= wanted else " -c max_parallel_maintenance_workers=0"
    return f"-c maintenance_work_mem={wanted // MB}MB{alone}"


def _of_this_machine() -> int:
    """Bytes."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
