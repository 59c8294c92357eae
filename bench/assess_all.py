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
    with record_in(built(options.size)) as _:
        load, begun = os.getloadavg()[0], time.perf_counter()
        command = ["assess", "--all", "--again", "--jobs", str(options.jobs)]
        run = subprocess.Popen([sys.executable, "manage.py", *command])
        spent, most = watched(run)
        took = time.perf_counter() - begun
    each = 1e6 * spent / options.size
    print(
        f"{options.size:,} claims in {options.jobs} processes: {took:.0f} s, load before {load:.1f}\n"
        f"computing {spent:.0f} s, {each:.0f} µs a claim: a million in {each / 2:.0f} s on two idle cores "
        f"({WITHIN} at most)\n{most:.0f} MB at most ({MOST} at most)"
    )


def watched(run: "subprocess.Popen[bytes]") -> tuple[float, float]:
    """The processor time that was spent until the end, in seconds, and the most memory, in megabytes."""
    before = {one.pid for one in psutil.process_iter()} - {run.pid}
    spent: dict[int, float] = {}
    most = 0.0
    while run.poll() is None:
        memory = 0.0
        for one in psutil.process_iter():
            if one.pid in before:
                continue
            try:
                ours = one.pid == run.pid or run.pid in {above.pid for above in one.parents()}
                if not ours and "postgres" not in one.name():
                    continue
                times = one.cpu_times()
                spent[one.pid] = times.user + times.system
                memory += one.memory_full_info().pss / 1e6 if ours else 0
            except psutil.Error:
                continue
        most = max(most, memory)
        time.sleep(LOOK)
    if run.returncode:
        sys.exit("It was not done.")
    return sum(spent.values()), most


if __name__ == "__main__":
    main()
