"""The web server restarted in good order: requests that have begun are answered. (Jobs: test_worker.py.)"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from django.db import connection

from tests.provenance.conftest import ROOT
from tests.provenance.test_run import PATIENCE, environment, free_port, until

pytestmark = pytest.mark.django_db  # which is what has the tables made

AT_ONCE = 3
HELD = 1.5  # seconds for which a request waits once the signal is out
NOT_KILLED = (
    PATIENCE + 60
)  # seconds until processes are killed: whoever ended within PATIENCE was not


class Web:
    """A web server with two processes, on the database of the tests."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        with (folder / "web.log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "provenance.web"],
                cwd=ROOT,
                env=environment(
                    folder,
                    PORT=str(self.port),
                    WEB_WORKERS="2",
                    PROVENANCE_STOP_SECONDS=str(NOT_KILLED),
                    DATABASE_URL=address(),
                ),
                stdout=log,
                stderr=log,
            )

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE)

    def answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return self.get("/healthz").status_code == 200
        return False

    def children(self) -> set[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in task.read_text().split()}


def address() -> str:
    """The database of the tests, as other processes find it."""
    server = connection.settings_dict
    return f"postgres://{server['USER']}@{quote(server['HOST'], safe='')}:{server['PORT']}/{server['NAME']}"


@pytest.fixture(scope="module")
def web(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A web server that goes on through the tests of this module, the last of which ends it."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "static").mkdir()
    (folder / "static" / "staticfiles.json").write_text(
        '{"paths": {}, "version": "1.1", "hash": ""}'
    )
    server = Web(folder)
    until(server.answers)
    yield server
    server.process.kill()
    server.process.wait()


@contextmanager
def held() -> Iterator[Callable[[int], None]]:
    """The table of claims, locked by somebody else: pages that read it wait. Gives a function that returns
    once so many of them do."""
    settings = connection.get_connection_params()
    with connection.get_new_connection(settings) as session:
        session.execute("LOCK TABLE claims_claim IN ACCESS EXCLUSIVE MODE")
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        yield lambda many: until(lambda: session.execute(waiting).fetchone() == (many,))
        session.rollback()


def under_way(web: Web, threads: ThreadPoolExecutor) -> list[Future[httpx.Response]]:
    """Requests that wait for the table."""
    return [threads.submit(web.get, "/claims.csv") for _ in range(AT_ONCE)]


def test_new_processes_take_over_and_no_request_is_lost(web: Web) -> None:
    before, done, statuses = web.children(), threading.Event(), []

    def go_on_asking() -> None:
        while not done.is_set():
            statuses.append(web.get("/healthz").status_code)

    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        asking = threads.submit(go_on_asking)
        try:
            with held() as until_waiting:
                sent = under_way(web, threads)
                until_waiting(AT_ONCE)
                web.process.send_signal(signal.SIGHUP)
                time.sleep(HELD)
            assert [one.result().status_code for one in sent] == [200] * AT_ONCE
            until(lambda: len(web.children()) == 2 and not web.children() & before)
        finally:
            done.set()
        asking.result()
    assert set(statuses) == {200}
    assert web.process.poll() is None


def test_what_all_processes_counted_is_added_up(web: Web) -> None:
    asked = 20
    for _ in range(asked):
        web.get("/healthz")
    [line] = [
        line
        for line in web.get("/metrics").text.splitlines()
        if line.startswith("django_http_responses_total_by_status_view_method_total")
        and 'view="healthz"' in line
    ]
    assert float(line.split()[-1]) >= asked


def test_requests_under_way_are_answered_before_the_server_ends(web: Web) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        with held() as until_waiting:
            sent = under_way(web, threads)
            until_waiting(AT_ONCE)
            web.process.send_signal(signal.SIGTERM)
            time.sleep(HELD)
            assert web.process.poll() is None
        assert [one.result().status_code for one in sent] == [200] * AT_ONCE
        assert web.process.wait(PATIENCE) == 0


def test_processes_that_are_told_to_end_while_they_load_do_so(tmp_path: Path) -> None:
    web = Web(tmp_path)
    try:
        until(lambda: len(web.children()) == 2)
        web.process.send_signal(signal.SIGTERM)
        assert web.process.wait(PATIENCE) == 0
    finally:
        web.process.kill()
        web.process.wait()
