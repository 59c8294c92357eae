"""What it costs to have more than one machine: each page through PgBouncer, and from a replica, beside the
same page without either.

Three web servers on one database, of the sample, are asked in turn, in a random order, so that whatever
else the machine does meets all three alike. Signed in, so that the primary is asked besides. Also: how late
a replica is, and what an object of an S3-compatible storage costs beside a file. Everything is on this
machine, so what a network adds is not in it, nor can more be answered for having a replica: what the replica
takes off the primary is told in processor time.
"""

import logging
import os
import random
import statistics
import time
from contextlib import ExitStack

import django
import httpx
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from bench.computing import Computing
from provenance import files, postgres
from tests.provenance import test_machines
from tests.provenance.standby import Standby
from tests.provenance.test_machines import Visitor, address, made_ready, process, serves
from tests.provenance.test_run import until

PAGES = ("/claims/", "/claims/1/", "/articles/1/", "/sources/1/", "/review/")
READ = 4  # of the pages: those that everybody may open
TIMES = 100
SERVERS = ("direct", "PgBouncer", "replica")


def main() -> None:
    """Print one table, and three lines."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the storage tells of every request
    with ExitStack() as stack:
        site = stack.enter_context(made_ready(len(SERVERS)))
        connection.settings_dict.update(postgres.database_settings(site.data))
        standby = Standby()
        stack.callback(standby.end)
        late = address(standby.cluster)
        ways = (
            {"DATABASE_URL": site.direct},
            {"DATABASE_URL": site.pooled},
            {"DATABASE_URL": site.direct, "DATABASE_REPLICA_URLS": late},
        )
        running = [
            stack.enter_context(process(site, folder, "provenance.web", str(port), **way))
            for folder, port, way in zip(site.folders, site.ports, ways, strict=True)
        ]
        until(lambda: all(serves(port) for port in site.ports))
        ana = Visitor(site)
        entered = ana.send("/accounts/login/", login="ana", password=test_machines.PASSWORD)
        assert entered.is_redirect
        pages(site, ana)
        primary = (site.data / "postgres" / "postmaster.pid").read_text().split()[0]
        servers = [int(primary), standby.process.pid]
        for name, visitor in (("signed in", ana), ("nobody", Visitor(site))):
            for number, web in enumerate(running):
                shared(site, visitor, number, [web.pid, *servers], name)
        lag(standby)
        objects(site)


def pages(site: test_machines.Site, ana: Visitor) -> None:
    """Milliseconds to the end of a page, median and 95th percentile."""
    took: dict[tuple[str, str], list[float]] = {}
    turns = [(page, at) for page in PAGES for at in range(len(SERVERS)) for _ in range(TIMES)]
    random.Random(1).shuffle(turns)
    for page, at in [(page, at) for page in PAGES for at in range(len(SERVERS))] + turns:
        began = time.perf_counter()
        answer = ana.client.get(f"http://127.0.0.1:{site.ports[at]}{page}")
        assert answer.status_code == httpx.codes.OK
        took.setdefault((page, SERVERS[at]), []).append(time.perf_counter() - began)
    print(f"{'ms: median (p95)':<20}" + "".join(f"{name:>18}" for name in SERVERS))
    for page in PAGES:
        print(f"{page:<20}" + "".join(f"{told(took[page, name][1:]):>18}" for name in SERVERS))


def shared(
    site: test_machines.Site, visitor: Visitor, number: int, parents: list[int], name: str
) -> None:
    """Milliseconds of processor time that a page takes of the web server, the primary and the replica."""
    own = [Computing([parent]) for parent in parents]
    before = [one.milliseconds() for one in own]
    for page in PAGES[:READ] * TIMES:
        answer = visitor.client.get(f"http://127.0.0.1:{site.ports[number]}{page}")
        assert answer.status_code == httpx.codes.OK
    web, primary, replica = (
        (one.milliseconds() - earlier) / (READ * TIMES)
        for one, earlier in zip(own, before, strict=True)
    )
    print(
        f"{SERVERS[number]:<10} {name:<10} computing, ms a page: web {web:.1f}, primary {primary:.2f}, "
        f"replica {replica:.2f}"
    )


def lag(standby: Standby) -> None:
    """Milliseconds from a commit until the replica has it."""
    took = []
    with connection.cursor() as cursor:
        for _ in range(TIMES):
            cursor.execute("UPDATE claims_user SET first_name = first_name || '.' WHERE id = 1")
            began = time.perf_counter()
            standby.catch_up()
            took.append(time.perf_counter() - began)
    print(f"\na replica has a commit after   {told(took)} ms, of which some 5 are asking")


def objects(site: test_machines.Site) -> None:
    """Milliseconds to keep and to read 200 kB."""
    for name, url in (("folder", ""), ("objects", site.store.url)):
        storage = storages.create_storage(files.from_url(url))
        kept, read = [], []
        for number in range(30):
            began = time.perf_counter()
            found = storage.save(f"bench/{number}", ContentFile(os.urandom(200_000)))
            kept.append(time.perf_counter() - began)
            began = time.perf_counter()
            with storage.open(found) as file:
                file.read()
            read.append(time.perf_counter() - began)
        print(f"200 kB in {name:<10} keep {told(kept)} ms, read {told(read)} ms")


def told(seconds: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    at = sorted(seconds)[int(len(seconds) * 0.95)]
    return f"{statistics.median(seconds) * 1000:.1f} ({at * 1000:.1f})"


if __name__ == "__main__":
    main()
