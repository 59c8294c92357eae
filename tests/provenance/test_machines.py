"""Several machines, as an operator has them: two web servers and a worker, each with a data folder of its
own, one PostgreSQL behind a real PgBouncer with two server connections, files in an S3-compatible storage.

Each request goes to the other web server than the one before it: whatever one of them kept to itself would
be missing.
"""

import itertools
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted

import httpx
import psycopg
import pytest

from provenance import postgres
from provenance.postgres_cluster import NAME, Cluster
from tests.capture import made
from tests.objects import Store, storing
from tests.provenance import pgbouncer
from tests.provenance.conftest import ROOT, new_folder
from tests.provenance.test_crash import quote, statements
from tests.provenance.test_run import PATIENCE, environment, free_port, manage, until

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.provenance.machine_settings"}
PEOPLE = ("ana", "ben", "cleo", "dora")
PASSWORD = "a long password for a test"
PREPARE = f"""
from django.contrib.auth.models import Group
from django.core.management import call_command
from claims.models import User
call_command("migrate", verbosity=0)
call_command("load_sample", verbosity=0)
for name in {PEOPLE}:
    person = User.objects.create_user(name, password="{PASSWORD}")
    person.groups.add(Group.objects.get(name="editor"))
"""


@dataclass
class Site:
    """What an operator put together, and where."""

    data: Path  # of PostgreSQL
    pooled: str
    direct: str
    store: Store
    folders: list[Path]
    ports: list[int]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows, past everything of ours."""
        with psycopg.connect(self.direct.replace("_app@", "@")) as own:
            return own.execute(query).fetchall()  # type: ignore[call-overload]

    def variables(self, **others: str) -> dict[str, str]:
        return {
            "DATABASE_URL": self.pooled,
            **SETTINGS,
            "PROVENANCE_SECRET_KEY": "the same on each machine",
            "PROVENANCE_FILES_URL": self.store.url,
            **others,
        }


@contextmanager
def process(site: Site, folder: Path, *words: str, **variables: str) -> Iterator[subprocess.Popen]:
    """A machine's process, and its end in good order."""
    with (folder / "output").open("a") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=environment(folder, **site.variables(**variables)),
            stdout=output,
            stderr=output,
        )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(PATIENCE)


def serves(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def made_ready(servers: int) -> Iterator[Site]:
    """Everything but the web servers, of which there will be so many."""
    with ExitStack() as stack:
        data, *own = [new_folder() for _ in range(servers + 1)]
        for folder in (data, *own):
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(postgres.running(data))
        store = stack.enter_context(storing())
        prepare = ("shell", "-v", "0", "--no-imports", "-c", PREPARE)
        done = manage(data, *prepare, PROVENANCE_FILES_URL=store.url, **SETTINGS)
        assert done.returncode == 0, done.stderr
        pooled = stack.enter_context(pgbouncer.pooling(data))
        yield Site(data, pooled, address(Cluster(data)), store, own, [free_port() for _ in own])


def address(cluster: Cluster) -> str:
    """The database of a server, past every pooler, as the application."""
    return f"postgres://{NAME}_app@{quoted(str(cluster.sockets), safe='')}:5432/{NAME}"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Both web servers serve."""
    with ExitStack() as stack:
        site = stack.enter_context(made_ready(servers=2))
        for folder, port in zip(site.folders, site.ports, strict=True):
            stack.enter_context(process(site, folder, "provenance.web", str(port)))
        until(lambda: all(serves(port) for port in site.ports))
        yield site


class Visitor:
    """Somebody with a browser, whom a proxy sends to each of the servers in turn."""

    def __init__(self, site: Site) -> None:
        self.client = httpx.Client(timeout=60)
        self.turns = itertools.cycle(f"http://127.0.0.1:{port}" for port in site.ports)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(next(self.turns) + path)

    def send(self, path: str, files: Any = None, **fields: str) -> httpx.Response:
        """Open the page on one, and send its form to the other."""
        names = "csrfmiddlewaretoken|digest|decision"
        hidden = dict(re.findall(rf'name="({names})" value="([^"]*)"', self.get(path).text))
        base = next(self.turns)
        return self.client.post(
            base + path, data={**hidden, **fields}, files=files, headers={"Origin": base}
        )


@pytest.fixture(scope="module")
def visitor(site: Site) -> Callable[[str], Visitor]:
    """People who have signed in on one of the servers, each once."""
    known: dict[str, Visitor] = {}

    def signed_in(name: str) -> Visitor:
        if name not in known:
            known[name] = Visitor(site)
            done = known[name].send("/accounts/login/", login=name, password=PASSWORD)
            assert done.status_code == 302, done.text
        return known[name]

    return signed_in


def test_whoever_signs_in_on_one_server_records_on_the_other_and_reads_it_on_the_first(visitor):
    ana = visitor("ana")
    [statement] = statements(1, seed=7)
    done = ana.send(
        "/articles/1/record/", quote=quote(), statement=statement, basis="own_reporting"
    )
    assert done.status_code == 302, done.text
    assert all(statement in ana.get("/claims/?sort=newest").text for _server in range(2))


def test_each_main_page_and_file_is_answered_over_shared_server_connections(visitor):
    paths = ["/", "/claims/", "/claims/?q=detention", "/claims/1/", "/articles/1/", "/sources/1/"]
    paths += ["/review/", "/figures/", "/me/", "/claims/1/history/", "/articles/1/suggestions/"]
    paths += ["/claims.csv", "/appearances.xlsx", "/articles.jsonl", "/feeds/claims.atom"]
    paths += ["/api/v1/claims/", "/snapshots/1/file/", "/articles/1/what-if/"]
    ana = visitor("ana")
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(ana.get, paths * 2))
    assert {answer.url.path: answer.status_code for answer in found} == {
        path.partition("?")[0]: 200 for path in paths
    }


def test_of_many_who_write_at_once_the_trail_names_each_as_who_they_are(site, visitor):
    own = {name: statements(6, seed=place) for place, name in enumerate(PEOPLE, start=20)}

    def write(name: str) -> set[int]:
        return {
            visitor(name)
            .send("/articles/1/record/", quote=quote(), statement=one, basis="own_reporting")
            .status_code
            for one in own[name]
        }

    for name in PEOPLE:
        visitor(name)
    with ThreadPoolExecutor(len(PEOPLE)) as threads:
        assert list(threads.map(write, PEOPLE)) == [{302}] * len(PEOPLE)
    told = dict(
        site.ask(
            "SELECT event.statement, person.username FROM claims_claimevent event"
            " JOIN pghistory_context note ON note.id = event.pgh_context_id"
            " JOIN claims_user person ON person.id = (note.metadata ->> 'user')::int"
            " WHERE event.pgh_label = 'insert'"
        )
    )
    wanted = {statement: name for name, written in own.items() for statement in written}
    assert {statement: told.get(statement) for statement in wanted} == wanted


def test_no_more_server_connections_were_used_than_are_shared(site):
    used = site.ask(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'provenance_app' AND datname = 'provenance'"
    )
    assert 1 <= used[0][0] <= pgbouncer.SERVERS


def test_a_file_that_came_to_one_server_is_read_by_a_worker_elsewhere(site, visitor):
    ana, content = visitor("ana"), made.page().encode()
    done = ana.send("/capture/", files={"file": ("bath.html", content)})
    assert done.status_code == 302, done.text
    with process(
        site, site.folders[0], "provenance.worker", DATABASE_DIRECT_URL=site.direct
    ) as worker:
        state = "SELECT state, message FROM claims_capture LEFT JOIN claims_captureattempt attempt"
        state += " ON attempt.capture_id = claims_capture.id"
        until(lambda: worker.poll() is not None or site.ask(state) == [("done", None)])
    [(number,)] = site.ask("SELECT max(id) FROM claims_snapshot")
    for _server in range(2):
        assert ana.get(f"/snapshots/{number}/file/").content == content


def test_a_worker_is_not_started_over_a_pooler_and_says_what_to_name(site):
    with process(site, site.folders[1], "provenance.worker") as worker:
        assert worker.wait(PATIENCE) == 1
    said = (site.folders[1] / "output").read_text()
    assert "DATABASE_DIRECT_URL" in said.splitlines()[-1]
    assert "Traceback" not in said
