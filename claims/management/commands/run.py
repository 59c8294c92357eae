"""`manage.py run`: everything from an empty folder to a site, and back to a quiet machine.

    this process ── granian (provenance.web), in a session of its own
        ├────────── a worker for the jobs (provenance.worker), in another
        └────────── PostgreSQL, unless DATABASE_URL names another

Ctrl-C reaches this process alone. It stops granian first, so that no request loses its database.
"""

import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, connections

from provenance import postgres, prepare, web

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_LIMIT = 60  # seconds within which granian must answer
TO_END = 5  # seconds for a child to end once its requests or jobs are over
SAME_WISH = 10  # seconds from one signal within which another adds nothing


class Command(BaseCommand):
    """Checks first, so that a mistake is named at once; then the slow work."""

    help = "Prepare what is needed and serve the site on http://127.0.0.1:8000 (PORT)."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        check_signals = stop_on_signals()
        with suppress(KeyboardInterrupt):
            try:
                everything(check_signals)
            except Exception:
                # What a signal breaks off may fail in any way; the person asked for an end.
                check_signals()
                raise


def everything(check_signals: Callable[[], None]) -> None:
    """From the checks to the site, until a signal comes."""
    port = web.port()
    web.workers()
    web.stop_seconds()
    check_free(port)
    with only_run_here(), database():
        prepare.everything(say)
        connections.close_all()
        serve(port, check_signals)


def say(line: str) -> None:
    """Tell the person, at once even when the output is a pipe."""
    print(line, flush=True)


def stop_on_signals() -> Callable[[], None]:
    """Turn a signal into an exception that stops everything in turn.

    Ctrl-C often comes twice: from the terminal and passed on by make, or from an impatient hand.
    What follows soon is the same wish, and must not break off the stopping.

    An exception is lost where Python lets none out, in a destructor or a callback. It happens, so
    the function that is returned raises it once more if there was a signal.
    """
    heard = float("-inf")

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        before, heard = heard, time.monotonic()
        if heard - before > SAME_WISH:
            raise KeyboardInterrupt

    def check_signals() -> None:
        if heard > 0:
            raise KeyboardInterrupt

    for number in STOP_SIGNALS:
        # `nohup` asks for the terminal's end to be ignored.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)
    return check_signals


def check_free(port: int) -> None:
    """Say so if nobody can listen on `port`."""
    with socket.socket() as listener:
        # Connections that closed lately do not make a port taken.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((web.host(), port))
        except PermissionError:
            sys.exit(
                f"Port {port} may not be used by this account. Choose one above 1023: PORT=8000"
            )
        except socket.gaierror:
            sys.exit(f"WEB_HOST must be an address of this machine; it is “{web.host()}”.")
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                sys.exit(f"WEB_HOST must be an address of this machine; it is “{web.host()}”.")
            other = port + 1 if port < 65535 else 8000
            sys.exit(f"Port {port} is taken by another program. Choose another: PORT={other}")


@contextmanager
def only_run_here() -> Iterator[None]:
    """Hold the data folder, so that a second `run` does not share one sample and one address."""
    path = settings.DATA_DIR / "run.lock"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = path.open("a")
    except OSError as error:
        sys.exit(f"The folder {path.parent} cannot be written ({error.strerror}).")
    with lock:
        if embedded():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sys.exit(
                    f"Provenance already runs on the data in {path.parent}. "
                    "Stop it first, or name another folder in PROVENANCE_DATA_DIR."
                )
        yield


def embedded() -> bool:
    """Whether the database is our own."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def database() -> Iterator[None]:
    """A database that answers."""
    own: AbstractContextManager[None] = (
        postgres.running(settings.DATA_DIR, settings.WAL_ARCHIVE) if embedded() else nullcontext()
    )
    with own:
        connection.ensure_connection()
        yield


def serve(port: int, check_signals: Callable[[], None]) -> None:
    """Run granian until a signal comes, or it ends by itself."""
    check_signals()
    with granian(port) as server, worker() as jobs:
        say(f"Provenance is at http://{answering()}:{port}   (Ctrl-C stops it)")
        while server.poll() is None and jobs.poll() is None:
            check_signals()
            time.sleep(0.5)
        which = "web server" if jobs.poll() is None else "worker"
        sys.exit(f"The {which} ended by itself; what it said stands above.")


@contextmanager
def granian(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server's process once it answers, and the end of it and its workers."""
    with child("provenance.web", str(port)) as server:
        wait_until_up(server.process, port)
        server.patience = web.stop_seconds() + TO_END
        yield server.process


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """The process that does the jobs of the queue."""
    with child("provenance.worker") as server:
        server.patience = web.stop_seconds() + TO_END
        yield server.process


@dataclass
class Child:
    """A process of ours. `patience` is how many seconds it may take to end in good order: none while
    it starts, since it has nothing to finish yet."""

    process: subprocess.Popen[bytes]
    patience: float = 0


@contextmanager
def child(module: str, *arguments: str) -> Iterator[Child]:
    """A module running as a process in a session of its own, and the end of all that it started."""
    server = Child(
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", module, *arguments, str(os.getpid())],
            cwd=settings.BASE_DIR,
            env=os.environ | {"PROVENANCE_DATA_DIR": str(settings.DATA_DIR)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    )
    try:
        yield server
    finally:
        server.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(server.patience)
        # Whatever is left: workers that hang, or that have lost their parent.
        with suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()


def wait_until_up(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait for the first answer, which also warms the server up."""
    deadline = time.monotonic() + START_LIMIT
    while server.poll() is None:
        if answers(port):
            return
        if time.monotonic() > deadline:
            sys.exit(f"The web server did not answer within {START_LIMIT} seconds.")
        time.sleep(0.05)


def answering() -> str:
    """Where a server on `WEB_HOST` can be asked from here."""
    return web.HERE if web.host() == "0.0.0.0" else web.host()  # noqa: S104


def answers(port: int) -> bool:
    """Whether something speaks HTTP on `port`."""
    client = http.client.HTTPConnection(answering(), port, timeout=START_LIMIT)
    try:
        client.request("GET", "/healthz")
        client.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()
    return True
