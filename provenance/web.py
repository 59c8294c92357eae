"""The web server: granian over `provenance.wsgi`, as `python -m provenance.web [PORT]`.

`manage.py run` starts this as its child. A deployment with a process manager of its own may start
it directly; both then serve alike. On SIGTERM it takes no more requests and answers those that it has;
on SIGHUP new processes take over from the old ones, which answer theirs first. The port stays open all
the while.
"""

import logging
import os
import signal
import socket
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketSpec
from granian.server.mp import MPServer

from provenance import logs, production
from provenance.ending import end_with

# Each request has a thread, from its first byte to the last of its answer. Most of these wait for their
# client or for their turn: how many are worked on is decided in claims/turns.py.
THREADS = 160
SERVED = "PROVENANCE_SERVED"  # set for granian's workers, which load provenance.wsgi
HERE = "127.0.0.1"


def workers() -> int:
    """How many processes serve: `WEB_WORKERS`, or one."""
    wanted = os.environ.get("WEB_WORKERS") or "1"
    if not wanted.isdecimal() or int(wanted) < 1:
        sys.exit(f"WEB_WORKERS must be a number of processes, 1 or more; it is “{wanted}”.")
    return int(wanted)


def port() -> int:
    """The port in `PORT`, or 8000."""
    wanted = os.environ.get("PORT") or "8000"
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= 65535:
        return int(wanted)
    sys.exit(f"PORT must be a number from 1 to 65535; it is “{wanted}”.")


def host() -> str:
    """The address that is listened on: `WEB_HOST`, or this machine's own, which no other reaches."""
    return os.environ.get("WEB_HOST") or HERE


def stop_seconds() -> int:
    """How long requests and jobs that have begun may take to end when their process is told to stop."""
    wanted = os.environ.get("PROVENANCE_STOP_SECONDS") or "20"
    if not wanted.isdecimal() or int(wanted) < 1:
        sys.exit(f"PROVENANCE_STOP_SECONDS must be a number of seconds; it is “{wanted}”.")
    return int(wanted)


def connections() -> int:
    """How many connections to the database a web process may open: one for each request that is worked on,
    and for each download that is being made."""
    at_work = os.environ.get("PROVENANCE_REQUESTS_AT_WORK") or str(2 * (os.cpu_count() or 1) + 1)
    downloads = os.environ.get("PROVENANCE_DOWNLOADS") or "8"
    known = at_work.isdecimal() and downloads.isdecimal()
    return int(at_work) + int(downloads) if known else 1  # settings.py says what is wrong


def not_about_threads(record: logging.LogRecord) -> bool:
    """Whether to log what granian says: it warns of many threads, not knowing that most of them wait."""
    return "Python threads" not in record.getMessage()


class Server(MPServer):
    """Granian with one listening socket, which its processes share, as it has it on macOS by itself.

    On Linux each process would open its own on the same port. Whoever was in the queue of one that ends
    would be turned away, and so would everybody while the old ones have gone and the new ones still
    load.
    """

    def _init_shared_socket(self) -> None:
        held = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        listening = socket.socket(fileno=held.get_fd())
        listening.set_inheritable(True)
        self._ssp = None
        self._shd = held  # type: ignore[assignment]
        self._sfd = held.get_fd()
        self._sso = listening


def main(port: int) -> None:
    """Serve until told to stop."""
    if told := production.refusal(os.environ | {"PROVENANCE_AS": "application"}):
        sys.exit(told)
    os.environ.setdefault("PROVENANCE_DATABASE_POOL", str(connections()))
    logging.getLogger("_granian").addFilter(not_about_threads)
    os.environ[SERVED] = "1"
    # Else each thread has memory of its own, which it does not give back (glibc; read when a worker starts).
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counted_in(port))
    os.register_at_fork(after_in_child=end_when_told)
    Server(
        "provenance.wsgi:application",
        address=host(),
        port=port,
        interface=Interfaces.WSGI,
        workers=workers(),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=stop_seconds(),
        log_level=LogLevels.warning,
        log_dictconfig=logs.of_the_web_server() if logs.wanted_as_json() else None,
        log_access=False,
    ).serve()


def end_when_told() -> None:
    """What a worker does on SIGTERM until it serves. It would have the handler of the process that it is a
    copy of: told to end while it loads, it would take no notice, serve, and be killed in the middle of
    that once patience is over."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def counted_in(port: int) -> Path:
    """The folder in which the web processes count requests, so that whichever is asked can add up what all
    of them counted; without the files that an earlier server left."""
    data = Path(os.environ.get("PROVENANCE_DATA_DIR") or Path(__file__).parents[1] / "var")
    named = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    folder = Path(named) if named else data.resolve() / "metrics" / str(port)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in folder.glob("*.db"):
            left.unlink()
    except OSError as error:
        sys.exit(
            f"The folder {folder} cannot be written ({error.strerror}). Give write access to it, or name "
            "other folders in PROVENANCE_DATA_DIR or PROMETHEUS_MULTIPROC_DIR."
        )
    return folder


if __name__ == "__main__":
    if len(sys.argv) > 2:
        end_with(parent=int(sys.argv[2]))
    main(port=int(sys.argv[1]) if len(sys.argv) > 1 else port())
