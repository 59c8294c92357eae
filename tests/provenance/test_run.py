"""`manage.py run`, as a person meets it: a process, what it prints, and what it leaves behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.management.commands.run import STOP_SIGNALS, stop_on_signals
from tests.provenance.conftest import ROOT, lives, new_folder, server_pid

PATIENCE = 240  # seconds; a first start takes a few, on a machine with much else to do a minute


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """The person's environment, with `folder` for the data and `variables` on top."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    return outer | {"PROVENANCE_DATA_DIR": str(folder)} | variables


def manage(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command from its start to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Run:
    """A `manage.py run` on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / f"output.{self.port}"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=ROOT,
                env=environment(folder, PORT=str(self.port)),
                stdout=log,
                stderr=log,
            )

    @property
    def output(self) -> str:
        return self.log.read_text()

    def wait_for(self, words: str) -> None:
        until(lambda: words in self.output or self.process.poll() is not None)
        assert words in self.output, self.output

    @property
    def web_pid(self) -> int:
        """The process id of granian."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return next(
            int(pid)
            for pid in children.split()
            if b"provenance.web" in Path(f"/proc/{pid}/cmdline").read_bytes()
        )

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as response:
            status: int = response.status
        return status

    def end(self, *signals: int) -> int:
        for number in signals:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def start(folder: Path) -> Run:
    """A run that serves."""
    run = Run(folder)
    run.wait_for("Provenance is at")
    return run


@pytest.fixture(scope="module")
def site() -> Iterator[Run]:
    """A site on its first run, that goes on through the tests of this module."""
    run = start(new_folder())
    yield run
    run.end(signal.SIGINT)
    shutil.rmtree(run.folder)


@pytest.fixture(scope="module")
def used_dir() -> Iterator[Path]:
    """A data folder that a site has prepared and left."""
    run = start(new_folder())
    run.end(signal.SIGINT)
    yield run.folder
    shutil.rmtree(run.folder)


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One sentence with these words on standard error, status 1 and nothing else."""
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize("port", ["0", "70000", "eight", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(empty_dir, port):
    assert_refused(manage(empty_dir, "run", PORT=port), "PORT must be a number from 1 to 65535")


def test_an_address_that_is_not_this_machines_is_refused(empty_dir):
    done = manage(empty_dir, "run", WEB_HOST="192.0.2.1", PORT=str(free_port()))
    assert_refused(done, "WEB_HOST must be an address of this machine", "192.0.2.1")


def test_a_taken_port_is_named_with_another_to_try(empty_dir):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = manage(empty_dir, "run", PORT=str(port))
    assert_refused(done, f"Port {port} is taken", "PORT=")
    assert not (empty_dir / "postgres").exists()


def test_a_number_of_workers_that_is_none_is_refused(empty_dir):
    assert_refused(
        manage(empty_dir, "run", WEB_WORKERS="many", PORT=str(free_port())), "WEB_WORKERS"
    )


@pytest.mark.parametrize("words", [("run",), ("migrate",)])
@pytest.mark.parametrize("key", ["", "given"])
def test_a_data_folder_that_cannot_be_written_is_named(empty_dir, words, key):
    (empty_dir / "file").write_text("")
    folder = empty_dir / "file" / "below"
    done = manage(folder, *words, PROVENANCE_SECRET_KEY=key, PORT=str(free_port()))
    assert_refused(done, str(folder), "cannot be written")


@pytest.mark.parametrize("words", [("run",), ("migrate",)])
def test_a_database_that_does_not_answer_is_named_without_its_password(empty_dir, words):
    port = free_port()
    url = f"postgres://reader:secret-word@127.0.0.1:{port}/record"
    done = manage(empty_dir, *words, DATABASE_URL=url, PORT=str(free_port()))
    assert_refused(done, f"127.0.0.1:{port}", "cannot be reached")
    assert "secret-word" not in done.stdout + done.stderr


def test_a_database_address_that_cannot_be_read_is_not_repeated(empty_dir):
    done = manage(empty_dir, "run", DATABASE_URL="postgres://reader:secret-word@host:x/record")
    assert_refused(done, "DATABASE_URL cannot be read")
    assert "secret-word" not in done.stderr


def test_the_first_run_tells_address_name_and_password_once(site):
    assert site.output.count(f"http://127.0.0.1:{site.port}") == 1
    assert len(re.findall(r"Administrator: admin +Password: \S{12,}", site.output)) == 1


def test_more_requests_at_once_than_threads_and_connections_are_all_answered(site):
    with ThreadPoolExecutor(40) as pool:
        assert set(pool.map(site.get, ["/claims/"] * 80)) == {200}


def test_a_second_run_on_the_same_data_is_refused(site):
    done = manage(site.folder, "run", PORT=str(free_port()))
    assert_refused(done, "already runs", str(site.folder))
    assert site.get("/healthz") == 200


def test_a_command_beside_the_site_shares_its_database_and_leaves_it_running(site):
    count = "from claims.models import Claim; print(Claim.objects.count())"
    done = manage(site.folder, "shell", "--no-imports", "-c", count)
    assert int(done.stdout) > 0
    assert site.get("/healthz") == 200


def test_a_second_run_keeps_the_data_and_tells_no_password(used_dir):
    run = start(used_dir)
    run.end(signal.SIGINT)
    assert run.output.splitlines() == [
        f"Provenance is at http://127.0.0.1:{run.port}   (Ctrl-C stops it)"
    ]
    ask = "from claims.models import User; print(User.objects.filter(is_superuser=True).count())"
    assert manage(used_dir, "shell", "--no-imports", "-c", ask).stdout == "1\n"


@pytest.mark.parametrize(
    "signals",
    [(signal.SIGINT, signal.SIGINT), (signal.SIGTERM,), (signal.SIGHUP, signal.SIGINT)],
    ids=["Ctrl-C that arrives twice", "SIGTERM", "a closed terminal"],
)
def test_a_signal_stops_web_server_and_database(used_dir, signals):
    run = start(used_dir)
    web, database = run.web_pid, server_pid(used_dir)
    assert database is not None
    assert run.end(*signals) == 0
    assert not lives(web)
    assert not lives(database)
    assert "Traceback" not in run.output


def test_a_signal_during_the_preparation_stops_the_database_too(data_dir):
    run = Run(data_dir)
    run.wait_for("Preparing the database")
    database = server_pid(data_dir)
    assert database is not None
    assert run.end(signal.SIGINT) == 0
    assert not lives(database)
    assert "Traceback" not in run.output


def test_a_web_server_that_dies_ends_the_run_with_a_sentence(used_dir):
    run = start(used_dir)
    database = server_pid(used_dir)
    os.kill(run.web_pid, signal.SIGKILL)
    assert run.process.wait(PATIENCE) == 1
    assert "The web server ended by itself" in run.output
    assert database is not None
    assert not lives(database)


@pytest.fixture
def handlers() -> Iterator[None]:
    """This process's own signal handlers, put back afterwards."""
    before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
def test_a_signal_whose_exception_got_lost_is_not_forgotten():
    check_signals = stop_on_signals()
    check_signals()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        check_signals()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_run_that_was_killed_leaves_no_web_server_and_the_next_one_starts(used_dir):
    run = start(used_dir)
    web = run.web_pid
    run.end(signal.SIGKILL)
    until(lambda: not lives(web))
    assert start(used_dir).end(signal.SIGINT) == 0
    assert server_pid(used_dir) is None
