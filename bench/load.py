"""Many at once: 50 readers and 5 writers for a minute, with the real server on the real PostgreSQL.

Run from the project's directory: `python -m bench.load [--size SIZE] [--seconds 60] [--pause 1]`. With a
size on the record that `bench.build` built, which writes are added to; without one on the sample and a few
thousand made-up claims. A reader waits `--pause` seconds on average before the next page; with 0 everybody
asks again at once, which says how much can be done, and not how long somebody waits for it.

Checked: no error, no lost write (each one that was acknowledged is there afterwards, and `manage.py verify`
finds nothing), 99 of 100 answers within a second. Told: answers a second, and the memory of each process
(PSS: what is shared is counted once). What the machine has to do besides is told: it is in every figure.
"""

import argparse
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import psutil

from bench.record import empty_record

READERS, WRITERS = 50, 5
SIGNED_IN = 10  # whose cookies the readers share
KEPT = 2_000  # rows of each kind that readers choose from
MADE = 3_000  # claims beside the sample
WITHIN = 1_000  # milliseconds, for 99 of 100
MOST = 200  # megabytes, for a web process
VERIFIED = 50_000  # claims, beyond which `manage.py verify` is left to whoever measures
PASSWORD = "a-password-of-the-bench"
WARMING = 6  # requests at once before anything is measured
LOOK = 2  # seconds between two looks at the processes
FILL = f"""
    SET session_replication_role = replica;
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating,
        status, sentence, counted_origins, asserting_families, disputing_families, article_count,
        flag_codes, figure_label, origin_ids, publisher_ids, digest, urgency)
    SELECT 'Lamp ' || n || ' was lit in street ' || n % 97, '', 'sample:lamp-' || n, now(), 'draft', '',
        '', 'unsupported', '', 0, 0, 0, 0, '{{}}', '', '{{}}', '{{}}', '', 0
    FROM generate_series(1, {MADE}) n;
    SET session_replication_role = DEFAULT"""


def main() -> None:
    """Make a record if need be, have people at it, tell what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=int(os.environ.get("SIZE") or 0))
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--pause", type=float, default=1.0)
    asked.add_argument("--readers", type=int, default=READERS)
    asked.add_argument("--writers", type=int, default=WRITERS)
    options = asked.parse_args()
    with (
        record(options.size) as folder,
        tempfile.TemporaryDirectory() as notes,
        people(options.writers) as who,
    ):
        known = what_there_is(options, Path(notes) / "acknowledged") | who
        (Path(notes) / "known.json").write_text(json.dumps(known))
        with served(folder) as (port, memory):
            warmed(port, known)
            load = os.getloadavg()
            told = people_at(port, options, Path(notes) / "known.json")
            most = memory()
        show(told, options, load, most)
        check(told, most, Path(known["acknowledged"]), options.size)


@contextmanager
def record(size: int) -> Iterator[Path]:
    """A record with its PostgreSQL up and Django set up, as a data folder."""
    if size:
        from bench.build import built
        from bench.record import record_in

        folder = built(size)
        with record_in(folder):
            yield folder
        return
    with empty_record():
        from django.core.management import call_command
        from django.db import connection

        call_command("load_sample", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(FILL)
        call_command("assess", all=True, stdout=StringIO())
        yield Path(os.environ["PROVENANCE_DATA_DIR"])


def what_there_is(options: argparse.Namespace, acknowledged: Path) -> dict[str, Any]:
    """What readers may open and writers quote."""
    from claims.models import Appearance, Article, Claim, Source

    acknowledged.touch()
    some = Claim.objects.filter(pk__lte=KEPT) if options.size else Claim.objects.sample()
    quoted = Appearance.objects.order_by("pk").values_list("snapshot__article", "exact")[:KEPT]
    return {
        "readers": options.readers,
        "writers": options.writers,
        "pause": options.pause,
        "signed_in_alone": bool(options.size),
        "claims": list(some.values_list("pk", flat=True)[:KEPT]),
        "statements": list(some.values_list("statement", flat=True)[:KEPT]),
        "articles": list(Article.objects.values_list("pk", flat=True)[:KEPT]),
        "sources": list(Source.objects.values_list("pk", flat=True)[:KEPT]),
        "quotes": list(quoted),
        "acknowledged": str(acknowledged),
    }


@contextmanager
def people(writers: int) -> Iterator[dict[str, Any]]:
    """Who readers and writers are: the cookies of some who are signed in, and names with passwords."""
    with ExitStack() as stack:
        yield {
            "sessions": [stack.enter_context(session()) for _ in range(SIGNED_IN)],
            "people": [(stack.enter_context(person()).username, PASSWORD) for _ in range(writers)],
        }


@contextmanager
def person() -> Iterator[Any]:
    """Somebody new who may record and review. At the end they are signed out and shut out: the record is
    kept, and pages that name its people should be the same for the next run."""
    from django.contrib.auth.models import Group

    from claims.actions.people import end_sessions
    from claims.models import User

    made = User.objects.create_user(f"bench-{time.time_ns()}", password=PASSWORD)
    try:
        made.groups.set(Group.objects.filter(name__in=["editor"]))
        yield made
    finally:
        end_sessions(person=made, by=made)
        User.objects.filter(pk=made.pk).update(is_active=False)


@contextmanager
def session() -> Iterator[str]:
    """The cookie of somebody who is signed in, until the end."""
    from django.test import Client

    client = Client()
    with person() as somebody:
        client.force_login(somebody)
        try:
            yield client.cookies["sessionid"].value
        finally:
            client.logout()


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, Any]]:
    """The site as `manage.py run` starts it: its port, and what says how much memory each process took."""
    from bench.api import free_port
    from claims.management.commands.run import answers

    port = free_port()
    run = subprocess.Popen(
        [sys.executable, "manage.py", "run"],
        env=os.environ | {"PROVENANCE_DATA_DIR": str(folder), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    most: dict[str, float] = {}
    ended = threading.Event()
    watching = threading.Thread(target=watch, args=(run.pid, most, ended), daemon=True)
    try:
        while not answers(port):
            if run.poll() is not None:
                sys.exit("The site did not start.")
            time.sleep(0.5)
        watching.start()
        yield port, lambda: dict(most)
    finally:
        ended.set()
        run.send_signal(signal.SIGINT)
        run.wait()


def warmed(port: int, known: dict[str, Any]) -> None:
    """Ask for pages at once, as a site that has been up for a while was asked: first such as need no
    sentence model, so that it is seen what memory a process takes without it; then searches, of which the
    first loads it in each process, which takes seconds. PostgreSQL, which has just started, has read then
    what it reads for every page."""
    some = slice(10 * WARMING)
    plain = ["/claims/?status=uncorroborated", "/claims/?sort=articles", "/"] * WARMING
    for kind in ("claims", "articles", "sources"):
        plain += [f"/{kind}/{key}/" for key in known[kind][some]]
    asked_at_once(port, known, plain)
    time.sleep(2 * LOOK)
    words = [" ".join(statement.split()[:2]) for statement in known["statements"][some]]
    asked_at_once(port, known, [f"/claims/?q={quote_plus(asked)}" for asked in words])


def asked_at_once(port: int, known: dict[str, Any], addresses: list[str]) -> None:
    """These pages, by somebody who is signed in, several at a time."""
    headers = {"Cookie": f"sessionid={known['sessions'][0]}"}

    def ask(address: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address, headers=headers)
        connection.getresponse().read()

    with ThreadPoolExecutor(max_workers=WARMING) as beside:
        list(beside.map(ask, addresses))


def watch(pid: int, most: dict[str, float], ended: threading.Event) -> None:
    """Note the most memory that each process of the site takes, in megabytes."""
    while not ended.wait(LOOK):
        for process in psutil.Process(pid).children(recursive=True):
            try:
                words = " ".join(process.cmdline())
                model = ", with the model" if has_model(process.pid) else ""
                taken = process.memory_full_info().pss / 1e6
            except (psutil.Error, OSError):
                continue
            name = next((one for one in ("web", "worker") if f"provenance.{one}" in words), "other")
            key = f"{name} {process.pid}{model}"
            most[key] = max(most.get(key, 0), taken)


def has_model(pid: int) -> bool:
    """Whether a process has loaded the sentence model, as the first search and recording have it."""
    return "onnxruntime" in Path(f"/proc/{pid}/maps").read_text()


def people_at(port: int, options: argparse.Namespace, known: Path) -> list[dict[str, Any]]:
    """What locust says of each kind of request."""
    people = str(options.readers + options.writers)
    how = f"--headless --json --only-summary -u {people} -r {people} -t {options.seconds}s"
    how += f" --stop-timeout 30 --host http://127.0.0.1:{port}"
    done = subprocess.run(
        [sys.executable, "-m", "locust", "-f", "bench/people.py", *how.split()],
        env=os.environ | {"PROVENANCE_LOAD": str(known)},
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip() or "Traceback" in done.stderr:
        sys.exit(done.stderr)  # whoever broke down reads no more: nothing would have been measured
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def percentile(times: dict[str, int], share: float) -> int:
    """The milliseconds that so many of the answers stay below."""
    ordered = sorted((int(took), number) for took, number in times.items())
    left = share * sum(number for _took, number in ordered)
    for took, number in ordered:
        left -= number
        if left <= 0:
            return took
    return 0


def together(told: list[dict[str, Any]]) -> dict[str, int]:
    """How many answers took how long, of all kinds."""
    found: dict[str, int] = {}
    for one in told:
        for took, number in one["response_times"].items():
            found[took] = found.get(took, 0) + number
    return found


def show(
    told: list[dict[str, Any]],
    options: argparse.Namespace,
    load: tuple[float, float, float],
    most: dict[str, float],
) -> None:
    """Print a line for each kind of request, and one for each process."""
    print(
        f"{options.readers} readers and {options.writers} writers, {options.pause} s between two pages, "
        f"{options.seconds} s; {os.cpu_count()} cores, load before {load[0]:.1f}"
    )
    print(f"{'':32}{'answers':>9}{'errors':>8}{'median':>8}{'p95':>7}{'p99':>7}  ms")
    for one in sorted(told, key=lambda one: str(one["name"])):
        line(f"{one['name']}", one["num_requests"], one["num_failures"], one["response_times"])
    everything = together(told)
    answers = sum(everything.values())
    line("all", answers, sum(one["num_failures"] for one in told), everything)
    print(f"{answers / options.seconds:.0f} answers a second")
    for name, taken in sorted(most.items()):
        print(f"{name:32}{taken:9.0f} MB at most")


def line(name: str, answers: int, errors: int, times: dict[str, int]) -> None:
    """One line."""
    shown = "".join(f"{percentile(times, share):7}" for share in (0.5, 0.95, 0.99))
    print(f"{name:32}{answers:9}{errors:8} {shown}")


def check(
    told: list[dict[str, Any]], most: dict[str, float], acknowledged: Path, size: int
) -> None:
    """Say what held and what did not."""
    from django.core.management import call_command

    from claims.models import Claim

    statements = acknowledged.read_text().splitlines()
    there = set(Claim.objects.filter(statement__in=statements).values_list("statement", flat=True))
    own = {name: taken for name, taken in most.items() if name.startswith("web")}
    web = max((taken for name, taken in own.items() if "model" not in name), default=0)
    lost = len(set(statements) - there)
    slow = percentile(together(told), 0.99)
    verdicts = [
        (
            f"no error: {sum(one['num_failures'] for one in told)}",
            not any(one["num_failures"] for one in told),
        ),
        (f"{len(statements)} writes acknowledged, {lost} lost", bool(statements) and not lost),
        (f"p99 {slow} ms, within {WITHIN}", slow <= WITHIN),
        (f"a web process took {web:.0f} MB without the model, within {MOST}", web <= MOST),
    ]
    for words, held in verdicts:
        print(f"{'held' if held else 'NOT HELD':9} {words}")
    if size <= VERIFIED:
        call_command("verify")
    else:
        print("whether the record is whole says manage.py verify, which takes a while at this size")


if __name__ == "__main__":
    main()
