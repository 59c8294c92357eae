"""How much `manage.py assess --all` takes on a large record: processor time a claim, seconds, memory.

Run from the project's directory: `python -m bench.assess_all SIZE [--jobs N]`, on the record that
`bench.build` built. Nothing differs in it, so this is what a check of everything costs. *Computing* is the
processor time of the processes and of their connections to PostgreSQL: on idle cores the seconds are about
that, divided by the number of processes. The memory is that of all processes together (PSS).
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

from bench.build import built
from bench.record import record_in

LOOK = 0.5  # seconds between two looks at the processes
WITHIN, MOST = 300, 500  # seconds for a million on two cores, and megabytes


def main() -> None:
    """Assess everything, and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("size", type=int)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = asked.parse_args()
    folder = built(options.size)
    with record_in(folder):
        load, begun = os.getloadavg()[0], time.perf_counter()
        command = ["assess", "--all", "--again", "--jobs", str(options.jobs)]
        run = subprocess.Popen([sys.executable, "manage.py", *command])
        start, done, spent, most = watched(run, folder)
        took = time.perf_counter() - begun
    each = 1e6 * (spent - start) / (options.size - done)
    print(
        f"{options.size:,} claims in {options.jobs} processes: {took:.0f} s, load before {load:.1f}\n"
        f"computing {spent:.0f} s, of which {start:.0f} s to start; {each:.0f} µs a claim: a million in "
        f"{each / 2:.0f} s on two idle cores ({WITHIN} at most)\n{most:.0f} MB at most ({MOST} at most)"
    )


def watched(run: "subprocess.Popen[bytes]", folder: Path) -> tuple[float, int, float, float]:
    """The processor time in seconds that was spent until the first claims were done, how many those were,
    what was spent until the end, and the most memory in megabytes."""
    from claims.models import Progress

    server = psutil.Process(int((folder / "postgres" / "postmaster.pid").read_text().split()[0]))
    before = set(server.children())
    spent: dict[int, float] = {}
    most, start, done = 0.0, 0.0, 0
    while run.poll() is None:
        with suppress(psutil.Error):
            ours = [run_of := psutil.Process(run.pid), *run_of.children(recursive=True)]
            for one in {*ours, *server.children()} - before:
                times = one.cpu_times()
                spent[one.pid] = times.user + times.system
            most = max(most, sum(one.memory_full_info().pss for one in ours) / 1e6)
        if not done and (done := Progress.objects.stopped_at("assess")):
            start = sum(spent.values())
        time.sleep(LOOK)
    if run.returncode:
        sys.exit("It was not done.")
    return start, done, sum(spent.values()), most


if __name__ == "__main__":
    main()
