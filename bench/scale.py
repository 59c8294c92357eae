"""How fast the pages are on a large record: `make bench SIZE=1000000`, or `python -m bench.scale SIZE`.

The record is made up (`bench.build`) and kept in a folder, so that a second run measures at once. Requests
of every kind (`bench.requests`) are mixed at random and sent one at a time over HTTP to the real server,
warm. *Computing* is how long the web server and PostgreSQL had the processor for it: about what an idle
machine would take, where others keep this one busy. Beside each kind stand its limit, measured in the same
run, and Datasette on the same data:

- *limit*: the page's own SQL, sent bare over one connection, and a page of Django that asks nothing.
- *Datasette*: an SQLite file with FTS5, for the pages that both have; its limits of time are lifted.

One table is printed and one JSON file written, beside those of other sizes, from which growth is told.
"""

import http.client
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.api import free_port, wait_for
from bench.build import built
from bench.computing import Computing
from bench.folders import bench_folder
from bench.record import record_in

WARM, MEASURED = 5, 100  # requests of each kind
LOOKED_AT = 5  # requests of each kind whose SQL is looked at
PATIENCE = 20.0  # seconds for each kind; one that takes longer is measured less often, and says so
ANSWERED = (200, 201)
RATIO, GROWTH, FASTER, RECALL = 3.0, 2.0, 15.0, 0.95
LEAST = 10_000  # claims of the smallest record that growth is told from
EDITOR = "person1"
# What stands before a query and is sent with it: what django-pghistory notes of a request that may write,
# and how near vectors are looked for.
NOTED = re.compile(r"\s*SELECT\s+set_config\(.*?, true\)\s*; ", re.DOTALL)


@dataclass
class Figures:
    """What was measured of one kind of request."""

    name: str
    target: float
    took: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)
    sql: float = 0.0
    sql_computed: float = 0.0
    datasette: list[float] = field(default_factory=list)
    slow: list[tuple[float, str]] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.took)

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return percentile(self.took)


def percentile(took: list[float], share: float = 0.95) -> float:
    """What so many of them stay below."""
    return sorted(took)[min(len(took) - 1, int(len(took) * share))]


def main(size: int) -> None:
    """Build the record if need be, measure, tell."""
    folder = built(size)
    load = os.getloadavg()[0]
    with record_in(folder), no_limit():
        from bench.shape import Shape
        from provenance.prepare import collect_static_files

        collect_static_files()
        shape = Shape(size)
        with signed_in() as (headers, client):
            with served(folder) as (port, computing):
                nothing, figures = over_http(shape, Browser(port, headers, computing))
            bare(shape, figures, client, headers, folder)
        beside_datasette(shape, figures, folder)
        right = recall(shape)
    path = bench_folder() / f"scale-{size}.json"
    told = summary(size, load, nothing, figures, right)
    path.write_text(json.dumps(told, indent=1) + "\n")
    show(told, others(size))
    print(f"written to {path}")


@contextmanager
def no_limit() -> Iterator[None]:
    """One person may ask as often as they like, in this process and in the server."""
    os.environ["PROVENANCE_API_PER_MINUTE"] = "100000000"
    from django.conf import settings

    settings.API_PER_MINUTE = 100_000_000
    yield


@contextmanager
def signed_in() -> Iterator[tuple[dict[str, str], Any]]:
    """The headers of an editor's browser and programs, and Django's own client for the same person. At the
    end they let nobody in any more: the record is kept, and a person may have so many tokens."""
    from django.test import Client

    from claims.actions.tokens import make_token, revoke_token
    from claims.models import User

    person = User.objects.get(username=EDITOR)
    client = Client()
    name = f"bench {time.time():.0f}"
    token, secret = make_token(person=person, name=name, scopes=["read", "record", "check"], days=1)
    try:
        client.force_login(person)
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        yield {"Cookie": cookie, "Authorization": f"Bearer {secret}"}, client
    finally:
        client.logout()
        revoke_token(token=token, by=person)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, Computing]]:
    """The web server as it is deployed: its port, and what it and PostgreSQL compute."""
    port = free_port()
    with (folder / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "provenance.web", str(port)], stdout=log, stderr=log
        )
    try:
        wait_for(port)
        yield port, Computing([server.pid, postmaster(folder)])
    finally:
        server.terminate()
        server.wait()


def postmaster(folder: Path) -> int:
    """The id of the process that PostgreSQL's others are children of."""
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


# Over HTTP


class Browser:
    """One connection that is kept, and asks one thing after the other."""

    def __init__(self, port: int, headers: dict[str, str], computing: Computing) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.headers = headers
        self.computing = computing

    def ask(self, request: Any) -> float:
        """Milliseconds until all of the answer is there."""
        method, headers = "GET", {"Cookie": self.headers.get("Cookie", "")}
        if request.sent is not None:
            method = "POST"
            headers = {"Content-Type": "application/json"}
            headers["Authorization"] = self.headers["Authorization"]
        begun = time.perf_counter()
        self.connection.request(method, request.address, body=request.body, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = 1000 * (time.perf_counter() - begun)
        if answer.status not in ANSWERED:
            sys.exit(f"{request.address} answers {answer.status}: {content[:500]!r}")
        return took


def over_http(shape: Any, browser: Browser) -> tuple[Figures, dict[str, Figures]]:
    """The median of a page that asks nothing, and every kind, mixed at random."""
    from bench.requests import KINDS, Draw, Request

    figures = {kind.name: Figures(kind.name, kind.target) for kind in KINDS}
    empty = Request("/healthz")
    draw = Draw(shape, recorded_since(shape))
    mixed(browser, figures, draw, WARM)
    for one in figures.values():
        one.took.clear()
        one.computed.clear()
    nothing = Figures("nothing", 0)
    before = browser.computing.milliseconds()
    nothing.took = [browser.ask(empty) for _ in range(MEASURED)]
    nothing.computed = [(browser.computing.milliseconds() - before) / MEASURED]
    mixed(browser, figures, draw, MEASURED)
    return nothing, figures


def recorded_since(shape: Any) -> int:
    """How much has been recorded since the record was built: what a run begins its random numbers with, so
    that none records what an earlier one did."""
    from claims.models import Appearance

    return Appearance.objects.count() - 3 * shape.size


def mixed(browser: Browser, figures: dict[str, Figures], draw: Any, number: int) -> None:
    """So many requests of each kind, in any order."""
    from bench.requests import KINDS

    spent: dict[str, float] = defaultdict(float)
    order = [kind for kind in KINDS for _ in range(number)]
    for place in draw.own.permutation(len(order)):
        kind = order[place]
        if spent[kind.name] < PATIENCE:
            request = kind.make(draw)
            before = browser.computing.milliseconds()
            took = browser.ask(request)
            figures[kind.name].computed.append(browser.computing.milliseconds() - before)
            figures[kind.name].took.append(took)
            spent[kind.name] += took / 1000


# The limit, and Datasette


def bare(
    shape: Any, figures: dict[str, Figures], client: Any, headers: dict[str, str], folder: Path
) -> None:
    """The SQL of some requests of each kind, by itself."""
    from bench import baselines
    from bench.requests import KINDS, Draw

    own = psycopg_connection()
    own.execute(baselines.NUMBERS)
    computing = Computing([postmaster(folder)])
    draw = Draw(shape, recorded_since(shape))
    for kind in KINDS:
        asked = [
            baselines.Asked(client, kind.make(draw), {"Authorization": headers["Authorization"]})
            for _ in range(LOOKED_AT)
        ]
        took, computed = zip(*(one.milliseconds(own, computing) for one in asked), strict=True)
        figures[kind.name].sql = statistics.median(map(sum, took))
        figures[kind.name].sql_computed = statistics.median(computed)
        rows = [
            pair
            for one, each in zip(asked, took, strict=True)
            for pair in zip(each, one.queries, strict=True)
        ]
        figures[kind.name].slow = sorted(rows, reverse=True)[: baselines.SLOW]
    own.execute("DROP TABLE bench_numbers")
    explain(own, figures, bench_folder() / f"slow-{shape.size}.txt")
    own.close()


def explain(own: Any, figures: dict[str, Figures], path: Path) -> None:
    """Write how PostgreSQL answers the slowest queries of each kind that takes longer than it may."""
    with path.open("w") as file:
        for one in figures.values():
            if one.p95 <= one.target:
                continue
            print(f"# {one.name}: p95 {one.p95:.1f} ms, target {one.target} ms", file=file)
            for took, query in one.slow:
                print(f"\n-- {took:.1f} ms\n{query}", file=file)
                asks = NOTED.sub("", query)
                if re.match(r"\s*\(?(SELECT|WITH)\b", asks):
                    own.execute("BEGIN")  # an explained write writes
                    plan = own.execute(f"EXPLAIN (ANALYZE, BUFFERS) {asks}").fetchall()
                    own.execute("ROLLBACK")
                    print("\n".join(line for (line,) in plan), file=file)
            print(file=file)
    print(f"the slowest queries and their plans: {path}")


def psycopg_connection() -> Any:
    """A connection of its own, beside Django's, to the same database."""
    import psycopg
    from django.conf import settings

    server = settings.DATABASES["default"]
    return psycopg.connect(
        host=server["HOST"],
        port=server["PORT"],
        user=server["USER"],
        dbname=server["NAME"],
        autocommit=True,
    )


def beside_datasette(shape: Any, figures: dict[str, Figures], folder: Path) -> None:
    """The pages that Datasette has too."""
    from bench import baselines
    from bench.requests import KINDS, Draw, Request

    path = folder / "record.db"
    with psycopg_connection() as own:
        baselines.copied(path, own)
    kinds = [kind for kind in KINDS if kind.datasette]
    draw = Draw(shape, 2)
    with baselines.datasette(path) as port:
        browser = Browser(port, {}, Computing([]))
        for kind in kinds:
            assert kind.datasette is not None
            took, until = figures[kind.name].datasette, time.monotonic() + PATIENCE
            browser.ask(Request(kind.datasette(draw)))
            while len(took) < MEASURED // 2 and (not took or time.monotonic() < until):
                took.append(browser.ask(Request(kind.datasette(draw))))


# How right `find` is

EXACT = """
    SELECT claim_id FROM claims_claimvector ORDER BY vector <=> %s::halfvec LIMIT 10"""
QUERIES = 40


def recall(shape: Any) -> dict[str, float]:
    """Of the ten claims with the nearest vectors, compared one by one: how many the index finds as its first
    ten, as `find` asks it, and how many are among the candidates that `find` weighs."""
    from bench.requests import Draw, said_otherwise
    from claims.matching.candidates import candidates, weighed_words
    from claims.matching.model import model

    draw = Draw(shape, 3)
    texts = [said_otherwise(draw) for _ in range(QUERIES)]
    vectors = model().vectors(texts)
    first, among = 0, 0
    for text, vector in zip(texts, vectors, strict=True):
        exact = nearest(vector, exact=True)
        first += len(exact & nearest(vector, exact=False))
        found = candidates(weighed_words([text]), {0: vector}, model().name)
        among += len(exact & {one.claim for one in found[0]})
    return {"index": first / (10 * QUERIES), "candidates": among / (10 * QUERIES)}


def nearest(vector: Any, *, exact: bool) -> set[int]:
    """The ten nearest, by every vector or by the index as `find` sets it."""
    from django.db import connection, transaction
    from pgvector import HalfVector

    from claims.matching.candidates import SETTINGS, VISITED

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTINGS, {"near": str(VISITED)})
        if exact:
            cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute(EXACT, [HalfVector(vector).to_text()])
        return {key for (key,) in cursor.fetchall()}


# Telling


def summary(
    size: int, load: float, nothing: Figures, figures: dict[str, Figures], right: dict[str, float]
) -> dict[str, Any]:
    """All that was measured, as JSON holds it."""
    kinds = {
        one.name: {
            "median": round(one.median, 1),
            "p95": round(one.p95, 1),
            "computing": round(statistics.median(one.computed), 1),
            "computing_p95": round(percentile(one.computed), 1),
            "requests": len(one.took),
            "target": one.target,
            "sql": round(one.sql, 1),
            "limit": round(one.sql + nothing.median, 1),
            "computing_limit": round(one.sql_computed + nothing.computed[0], 1),
            "datasette": round(statistics.median(one.datasette), 1) if one.datasette else None,
            "slow": [{"ms": round(took, 1), "sql": query} for took, query in one.slow],
        }
        for one in figures.values()
    }
    return {
        "size": size,
        "at": time.strftime("%Y-%m-%d %H:%M"),
        "cores": os.cpu_count(),
        "load": {"before": round(load, 1), "after": round(os.getloadavg()[0], 1)},
        "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "nothing": round(nothing.median, 2),
        "recall": right,
        "kinds": kinds,
    }


def others(size: int) -> dict[int, Any]:
    """What was measured at other sizes, by size."""
    found = [json.loads(path.read_text()) for path in bench_folder().glob("scale-*.json")]
    return {one["size"]: one for one in found if LEAST <= one["size"] != size}


def show(told: dict[str, Any], elsewhere: dict[int, Any]) -> None:
    """Print the table: milliseconds, and whether each target is met."""
    smallest = min([size for size in elsewhere if size < told["size"]], default=None)
    print(
        f"{told['size']:,} claims, {told['cores']} cores, load {told['load']['before']} to "
        f"{told['load']['after']}; a page that asks nothing takes {told['nothing']} ms"
    )
    print(f"{'milliseconds':31}{HEAD}")
    for name, one in told["kinds"].items():
        before = elsewhere[smallest]["kinds"].get(name) if smallest else None
        print(f"{name:31}{_line(name, one, before)}")
    print(
        f"ratio: of what is computed, to the limit. growth: of the computing of 95 in 100, from "
        f"{smallest:,} claims"
        if smallest
        else "ratio: of what is computed, to the limit"
    )
    for what, share in told["recall"].items():
        note = met(share >= RECALL) if what == "index" else ""
        print(f"recall at 10 against exact search, {what}: {share:.3f} {note}")


HEAD = (
    f"{'median':>8}{'p95':>8}{'target':>12}{'computing':>11}{'p95':>8}{'limit':>8}{'ratio':>11}{'growth':>12}"
    f"{'Datasette':>10}{'times':>12}"
)


def _line(name: str, one: dict[str, Any], before: dict[str, Any] | None) -> str:
    """The figures of one kind, each with whether its target is met."""
    ratio = one["computing"] / one["computing_limit"]
    line = f"{one['median']:8.1f}{one['p95']:8.1f}{one['target']:8.0f} {met(one['p95'] <= one['target']):3}"
    line += f"{one['computing']:11.1f}{one['computing_p95']:8.1f}{one['computing_limit']:8.1f}"
    line += f"{ratio:7.1f} {met(ratio <= RATIO):3}"
    growth = one["computing_p95"] / before["computing_p95"] if before else None
    line += f"{growth:7.1f}× {met(growth <= GROWTH):3}" if growth else f"{'':12}"
    if one["datasette"]:
        times = one["datasette"] / one["median"]
        least = FASTER if name.startswith("claims") else 1.0 if name.startswith("search") else None
        line += f"{one['datasette']:10.1f}{times:7.1f}× {met(times >= least) if least else '':3}"
    return line + ("" if one["requests"] >= MEASURED else f"  ({one['requests']} requests)")


def met(yes: bool) -> str:
    """Whether a target is met."""
    return "yes" if yes else "NO"


if __name__ == "__main__":
    main(int(sys.argv[1].replace("_", "").replace(",", "")))
