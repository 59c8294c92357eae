"""The web server: granian over `provenance.wsgi`, as `python -m provenance.web PORT`.

`manage.py run` starts this as its child. A deployment with a process manager of its own may start
it directly; both then serve alike.
"""

import ctypes
import logging
import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# Each request has a thread, from its first byte to the last of its answer. Most of these wait for their
# client or for their turn: how many are worked on is decided in claims/turns.py.
THREADS = 160
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
SERVED = "PROVENANCE_SERVED"  # set for granian's workers, which load provenance.wsgi


def workers() -> int:
    """How many processes serve: `WEB_WORKERS`, or one."""
    wanted = os.environ.get("WEB_WORKERS") or "1"
    if not wanted.isdecimal() or int(wanted) < 1:
        sys.exit(f"WEB_WORKERS must be a number of processes, 1 or more; it is “{wanted}”.")
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


def end_with(parent: int) -> None:
    """Stop when `parent` is gone, however it went. Elsewhere than on Linux this does nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit("The process that started the web server is gone.")


def main(port: int) -> None:
    """Serve on 127.0.0.1 until told to stop."""
    os.environ.setdefault("PROVENANCE_DATABASE_POOL", str(connections()))
    logging.getLogger("_granian").addFilter(not_about_threads)
    os.environ[SERVED] = "1"
    # Else each thread has memory of its own, which it does not give back (glibc; read when a worker starts).
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    Granian(
        "provenance.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers(),
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        end_with(parent=int(sys.argv[2]))
    main(port=int(sys.argv[1]))
