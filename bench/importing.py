"""How fast spreadsheets are imported, and how much memory that takes.

Run from the project's directory: `python -m bench.importing [ROWS] [csv|xlsx|jsonl …] [all]`. The rows are
made up: of three appearances for each claim and ten for each article, as a large record has them, in the
order of the articles, on the word of one of 2,000 people, and one row in four with a figure. Each kind of
file is checked, recorded (good rows only, or with `all` all or nothing), and checked and recorded once more,
which changes nothing, on an empty PostgreSQL of its own. Memory is the most that the process held while it
did that, without the process that works beside it (claims/actions/importing_beside.py).
"""

import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bench.record import empty_record

ROWS = 100_000
WRITERS = {"csv": "csv_lines", "xlsx": "workbook", "jsonl": "json_lines"}
NOUNS = ["bridge", "harbour", "school", "council", "budget"]
NOUNS += ["hospital", "river", "station", "library", "market"]
VERBS = [
    "closed",
    "opened",
    "sold",
    "repaired",
    "doubled",
    "halved",
    "moved",
    "lost",
    "won",
    "kept",
]


def rows(number: int) -> Iterator[list[str]]:
    """Made-up rows, the same in every run."""
    chance = random.Random(7)
    claims = max(1, number // 3)
    for at in range(number):
        article, claim = at // 10, chance.randrange(claims)
        noun, verb = NOUNS[claim % 10], VERBS[claim // 10 % 10]
        quote = (
            f"the {noun} number {claim} was {verb} on day {article} of the report, people there said, "
            f"and line {at % 10} of it adds that this is how things stood at the end of the week"
        )
        yield [
            f"The {noun} with the number {claim} was {verb}.",
            f"{noun}; {verb}",
            f"https://news{article % 300}.example.org/reports/{article}",
            f"Report {article} on the {noun}",
            f"News {article % 300}",
            f"20{article % 20:02}-0{article % 9 + 1}-1{article % 10}",
            quote,
            "asserts" if claim % 9 else "disputes",
            "attributed" if claim % 4 else "unattributed",
            f"Person {chance.randrange(2_000)} (person)" if claim % 4 else "",
            "",
            f"{claim} visitors" if claim % 4 == 1 else "",
            f"row-{at}",
        ]


def measured(kind: str, number: int, mode: str) -> None:
    """One kind of file, in this process."""
    with empty_record(), tempfile.TemporaryDirectory() as folder:
        from claims import spreadsheets
        from claims.actions import importing
        from claims.importing.columns import COLUMNS
        from claims.models import Claim

        path = Path(folder, f"rows.{kind}")
        with path.open("wb") as file:
            header = [column.name for column in COLUMNS]
            file.writelines(getattr(spreadsheets, WRITERS[kind])(header, rows(number)))
        print(f"{kind}: {number:,} rows, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        before = memory()
        Path("/proc/self/clear_refs").write_text("5")  # the most it held is counted anew
        for again in ("", " again"):
            with path.open("rb") as file:
                run = importing.ask_for_import(file=file, filename=path.name, by=None, queued=False)
            took(f"check{again}", number, lambda: importing.run_import(run.pk))  # noqa: B023
            importing.begin(run=run, mode=mode, by=None, queued=False)
            took(f"record{again}", number, lambda: importing.run_import(run.pk))  # noqa: B023
            run.refresh_from_db()
            print(f"  {run.get_state_display()}: {run.counts} {run.made} {run.message}")
        most, load = memory("VmHWM"), os.getloadavg()
        print(f"  {Claim.objects.count():,} claims; {most:.0f} MB, {before:.0f} MB before it began")
        print(f"  load {load[0]:.0f}, {load[1]:.0f}, {load[2]:.0f} (of 1, 5 and 15 minutes)")


def took(what: str, number: int, do: Callable[[], object]) -> None:
    """Print how long it takes by the clock, and how long the program and PostgreSQL computed: on a machine
    that does other things too, the clock says more of those."""
    start, own, server = time.perf_counter(), of_program(), of_server()
    do()
    seconds = time.perf_counter() - start
    own, server = of_program() - own, of_server() - server
    print(
        f"  {what}: {seconds:.1f} s, {number / seconds:,.0f} rows a second; computing "
        f"{own:.1f} s + {server:.1f} s in PostgreSQL, {number / (own + server):,.0f} rows a second",
        flush=True,
    )


def of_program() -> float:
    """Seconds that this process has computed, and those that it started and that are over."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def of_server() -> float:
    """Seconds that all processes of PostgreSQL have computed, those too that are over (Linux)."""
    from django.db import connection

    connection.ensure_connection()
    server = _stat(connection.connection.info.backend_pid)[1]
    ticks = sum(_stat(server)[11:15])  # its own, and of those that are over
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = _stat(int(process.name))
            ticks += sum(stat[11:13]) if stat[1] == server else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[int]:
    """What Linux tells of a process behind its name and its state, which stands first as a 0."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [0, *map(int, told[1:])]


def memory(which: str = "VmRSS") -> float:
    """What the process holds now, or (VmHWM) the most that it has held, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    [found] = [line for line in lines if line.startswith(f"{which}:")]
    return int(found.split()[1]) / 1024


def main() -> None:
    """Each kind of file in a process of its own."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    mode = "all" if "all" in sys.argv else "good"
    for kind in [name for name in sys.argv[2:] if name != "all"] or WRITERS:
        given = (kind, number, mode)
        process = multiprocessing.get_context("spawn").Process(target=measured, args=given)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
