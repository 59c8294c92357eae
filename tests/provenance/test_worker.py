"""A worker as a process of its own: what it does, what it says, and what becomes of what it was killed in."""

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.capture import made
from tests.capture.server import Page, Raw, Site, serving
from tests.provenance.conftest import ROOT, new_folder, query
from tests.provenance.test_run import PATIENCE, environment, free_port, manage, until

NEVER_READY = Raw((b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>",), pause=PATIENCE)


class Worker:
    """A worker on a data folder, and what it says."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.log = folder / "worker.log"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "provenance.worker"],
                cwd=ROOT,
                env=environment(folder, PROVENANCE_PRIVATE_HOSTS="127.0.0.1", **variables),
                stdout=log,
                stderr=log,
            )

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A data folder with a database that has its tables, to be copied."""
    folder = new_folder()
    assert manage(folder, "migrate").returncode == 0
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(empty_dir, prepared, hold) -> Path:
    """A data folder of its own with such a database, which is up."""
    subprocess.run(["cp", "-a", prepared / "postgres", empty_dir], check=True)
    hold(empty_dir)
    return empty_dir


@pytest.fixture
def work(folder) -> Iterator[Callable[[], Worker]]:
    """Starts workers; those that are left are killed."""
    started = []

    def start() -> Worker:
        started.append(Worker(folder))
        return started[-1]

    yield start
    for worker in started:
        worker.process.kill()
        worker.process.wait()


@pytest.fixture
def pages() -> dict[str, object]:
    """What the site answers; a test may change it."""
    return {"/bath": Page(made.page().encode())}


@pytest.fixture
def site(pages) -> Iterator[Site]:
    """A site on this machine."""
    with serving(pages) as site:
        yield site


def ask(folder: Path, site: Site) -> None:
    """Leave the capture of a page to a worker."""
    done = manage(folder, "capture", "--later", site.url("/bath"))
    assert done.returncode == 0, done.stderr


def state(folder: Path) -> object:
    return query(folder, "SELECT state FROM claims_capture")


def test_it_captures_what_was_asked_for_and_says_nothing(folder, site, work):
    worker = work()
    ask(folder, site)
    until(lambda: state(folder) == "done")
    assert worker.end(signal.SIGTERM) == 0
    assert worker.log.read_text() == ""


def test_jobs_that_went_well_are_forgotten(folder, site, work):
    work()
    ask(folder, site)
    captures = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'capture'"
    until(lambda: state(folder) == "done" and query(folder, captures) == 0)


def test_a_capture_in_which_it_was_killed_is_gone_on_with_by_the_next(folder, site, pages, work):
    page = pages["/bath"]
    pages["/bath"] = NEVER_READY
    worker = work()
    ask(folder, site)
    until(lambda: site.paths)
    until(lambda: state(folder) == "running")
    worker.end(signal.SIGKILL)
    pages["/bath"] = page
    work()
    until(lambda: state(folder) == "waiting")
    assert query(folder, "SELECT reason FROM claims_captureattempt") == "stopped"
    # Half a minute later, without the wait.
    query(folder, "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    until(lambda: state(folder) == "done")
    assert query(folder, "SELECT count(*) FROM claims_snapshot") == 1


def test_a_second_worker_leaves_the_first_its_capture(folder, site, pages, work):
    pages["/bath"] = NEVER_READY
    work()
    ask(folder, site)
    until(lambda: state(folder) == "running")
    begun = "SELECT count(*) FROM procrastinate_workers"
    work()
    until(lambda: query(folder, begun) == 2)
    assert state(folder) == "running"


def test_a_job_under_way_is_finished_before_the_worker_ends(folder, site, pages, work):
    answer, go_on = pages["/bath"], threading.Event()
    pages["/bath"] = lambda handler: go_on.wait(PATIENCE) and answer(handler)
    worker = work()
    ask(folder, site)
    until(lambda: state(folder) == "running")
    worker.process.send_signal(signal.SIGTERM)
    time.sleep(1)  # in which it would end, if it did not wait for the job
    go_on.set()
    assert worker.process.wait(PATIENCE) == 0
    assert state(folder) == "done"
    assert query(folder, "SELECT count(*) FROM claims_captureattempt") == 0


def test_a_database_that_does_not_answer_is_named(empty_dir):
    url = f"postgres://reader:secret-word@127.0.0.1:{free_port()}/record"
    worker = Worker(empty_dir, DATABASE_URL=url)
    assert worker.process.wait(PATIENCE) == 1
    said = worker.log.read_text()
    assert "cannot be reached" in said
    assert len(said.splitlines()) == 1
    assert "secret-word" not in said
