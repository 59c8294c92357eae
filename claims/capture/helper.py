"""The program's side of the reading child: starting it, asking it, and starting it again when it has died.

One helper serves all threads of a process. It is started when first needed, or ahead of time by `start`.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from claims.capture import wire

ROOT = Path(__file__).parents[2]
CODE = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from claims.capture.child import serve; serve()"
)
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")  # no secrets of the program's
QUEUE = 60  # seconds that a document may wait until its turn
GRACE = 10  # seconds that the helper may take to stop what is over its time
ALMOST = 0.9  # of the seconds: an end after that was the clock's doing
PIECE = 1 << 20
NO_START = "The process that reads documents does not start."


class HelperGone(RuntimeError):
    """The helper ended before it took a document, and its successor did too: it cannot run here."""


class Cut(Exception):
    """The worker ended before it had answered: `late` if it had used up its time."""

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


class Helper:
    """The child process, and the socket through which it is handed documents."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None

    def start(self) -> None:
        """See that it runs. It warms up in about a second, while documents already queue."""
        with self._lock:
            self._running()

    def stop(self) -> None:
        """End it and wait until it is gone. What it was reading is lost."""
        with self._lock:
            if self._process and self._door:
                self._door.close()
                self._process.kill()
                self._process.wait()
            self._process = self._door = None

    def forget(self) -> None:
        """After a fork, in the new process: the helper is the old one's."""
        if self._door:
            self._door.close()
        self._lock, self._process, self._door = threading.Lock(), None, None

    @property
    def pid(self) -> int | None:
        """The process id, for whoever watches the machine."""
        return self._process.pid if self._process else None

    def ask(self, request: bytes, seconds: float, most: int) -> bytes:
        """What is answered to a request, at most so many bytes of it. If the helper died, its successor
        is asked once. Raises Cut if there is no answer."""
        try:
            return self._asked(request, seconds, most)
        except HelperGone:
            return self._asked(request, seconds, most)
        except Cut:
            if self._lives():
                raise
            return self._asked(request, seconds, most)

    def _lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _asked(self, request: bytes, seconds: float, most: int) -> bytes:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                _hand(theirs, self._running())
            ours.settimeout(seconds + QUEUE)
            _send(ours, request)
            ours.settimeout(seconds + GRACE)
            return _answer(ours, seconds, most)

    def _running(self) -> socket.socket:
        """The door of a helper that lives."""
        if self._door and self._lives():
            return self._door
        if self._door:
            self._door.close()
        self._door, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own code, no shell)
                [sys.executable, "-I", "-c", CODE, json.dumps(_path())],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={name: os.environ[name] for name in KEPT if name in os.environ},
                cwd="/",
                start_new_session=True,  # so that Ctrl-C ends the program first, and the helper with it
            )
        return self._door


def _hand(end: socket.socket, door: socket.socket) -> None:
    """Pass one end of a socket through the door, for the next worker to take."""
    try:
        socket.send_fds(door, [b"."], [end.fileno()])
    except BrokenPipeError as error:
        raise HelperGone(NO_START) from error


def _send(client: socket.socket, request: bytes) -> None:
    """Hand over a document and wait until reading begins."""
    try:
        client.sendall(request)
        begun = client.recv(1)
    except ConnectionError:
        begun = b""
    except TimeoutError as error:
        raise Cut(late=True) from error
    if begun != wire.BEGUN:
        raise HelperGone(NO_START)


def _answer(client: socket.socket, seconds: float, most: int) -> bytes:
    """All that is said until the worker ends."""
    begun, said = time.monotonic(), bytearray()
    try:
        while piece := client.recv(PIECE):
            said += piece
            if len(said) > most:
                raise Cut(late=False)
    except (ConnectionError, TimeoutError):
        said.clear()
    if not said:
        raise Cut(late=time.monotonic() - begun >= seconds * ALMOST)
    return bytes(said)


def _path() -> list[str]:
    """Where the helper finds the same modules as the program."""
    return [str(ROOT), *(str(Path(entry).absolute()) for entry in sys.path)]


helper = Helper()
atexit.register(helper.stop)
os.register_at_fork(after_in_child=helper.forget)
