"""What the embedded PostgreSQL may use of the machine.

Its own defaults are for a machine of 128 MB. A list of a million claims is read from memory or it is slow,
and the machine is shared with the web server, the workers and whoever works at it. A PostgreSQL of one's own
is to be set alike (docs/operations.md; deploy/compose.yaml does).
"""

import os
import shutil
from pathlib import Path

MB = 1024 * 1024
SHARE = 0.25  # of the machine's memory: what PostgreSQL's documentation names as a start
LEAST, MOST = 128 * MB, 8192 * MB
MOST_FOR_INDEXES = 2048 * MB  # what the index of a million vectors takes
SHARED = Path("/dev/shm")  # noqa: S108 - where PostgreSQL's processes share memory, on Linux
# What a container may take, on Linux: in the second version of control groups, and in the first.
OF_A_CONTAINER = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
# What was in memory when the server stopped is read again when it starts, by a process of its own beside
# others: else each page would wait for the disk once more.
AS_BEFORE = "shared_preload_libraries=pg_prewarm"
# Most of what is not in PostgreSQL's memory is in the system's, and copied from there sooner than another
# process, as PostgreSQL 18 has it by itself, is told to.
BY_ITSELF = "io_method=sync"
HAS_READERS = 18  # the first major version that does; an older one is started to be left behind


def settings(memory: int | None = None, major: int = HAS_READERS) -> tuple[str, ...]:
    """The settings of a PostgreSQL of this major version, for a machine with so many bytes of memory; for
    this one, if none are named."""
    memory = memory or of_this_machine()
    shared = int(min(max(memory * SHARE, LEAST), MOST)) // MB
    return (
        f"shared_buffers={shared}MB",
        f"effective_cache_size={max(memory // MB * 3 // 4, shared)}MB",
        "work_mem=16MB",  # a list sorts some thousand rows; only a few do at a time
        "maintenance_work_mem=256MB",
        "max_wal_size=4GB",  # an import or a measurement is not broken up by checkpoints
        "random_page_cost=1.1",  # disks without heads
        "jit=off",  # compiling a page's query takes longer than running it
        # A page's query is done before others that would help with it have started, on cores that are busy.
        "max_parallel_workers_per_gather=0",
        *((AS_BEFORE, BY_ITSELF) if major >= HAS_READERS else ()),
    )


def for_indexes(memory: int | None = None, shared: int | None = None) -> str:
    """PostgreSQL's options for making all indexes anew, on a machine with so many bytes of memory. Processes
    that make one together share that memory; where a container lets them share less, one makes it alone."""
    memory = memory or of_this_machine()
    wanted = int(min(max(memory * SHARE / 2, LEAST), MOST_FOR_INDEXES))
    if shared is None:
        shared = shutil.disk_usage(SHARED).free if SHARED.exists() else wanted
    alone = "" if shared >= wanted else " -c max_parallel_maintenance_workers=0"
    return f"-c maintenance_work_mem={wanted // MB}MB{alone}"


def of_this_machine(limits: tuple[Path, ...] = OF_A_CONTAINER) -> int:
    """Bytes: all that the machine has, or what its container may take if that is less."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    told = [limit.read_text().strip() for limit in limits if limit.exists()]
    return min([physical, *(int(most) for most in told if most.isdecimal())])
