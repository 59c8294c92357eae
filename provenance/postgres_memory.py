"""What the embedded PostgreSQL may use of the machine.

Its own defaults are for a machine of 128 MB. A list of a million claims is read from memory or it is slow,
and the machine is shared with the web server, the workers and whoever works at it.
"""

import os

MB = 1024 * 1024
SHARE = 0.25  # of the machine's memory: what PostgreSQL's documentation names as a start
LEAST, MOST = 128 * MB, 2048 * MB


def settings(memory: int | None = None) -> tuple[str, ...]:
    """PostgreSQL's settings for a machine with so many bytes of memory; for this one, if none are named."""
    memory = memory or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
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
