"""Data folders, and processes that run on them."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from provenance import postgres

ROOT = Path(__file__).resolve().parents[2]

HOLD = """
import sys
from pathlib import Path
from provenance import postgres
with postgres.running(Path(sys.argv[1])):
    print("up", flush=True)
    sys.stdin.read()
"""


MEMORY = Path("/dev/shm")
ENOUGH = 2**30  # bytes; some twenty clusters' worth, of which a few stand at a time


def new_folder() -> Path:
    """A new folder, in memory where there is some: these servers do wait for their disk.

    Not pytest's own: under root that one is closed to PostgreSQL's user.
    """
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    parent = MEMORY if roomy else None
    folder = Path(tempfile.mkdtemp(prefix="provenance-data-", dir=parent)).resolve()
    folder.chmod(0o711)
    return folder


@pytest.fixture
def empty_dir() -> Iterator[Path]:
    """A data folder that nothing has used yet."""
    folder = new_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    """A data folder with a cluster, to be copied: making one takes a second."""
    folder = new_folder()
    with postgres.running(folder):
        pass
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def data_dir(empty_dir: Path, made_once: Path) -> Path:
    """A data folder with a cluster of its own."""
    subprocess.run(["cp", "-a", made_once / "postgres", empty_dir], check=True)
    return empty_dir


PREPARE = """
from provenance import prepare
prepare.migrate(print), prepare.load_sample(print), prepare.make_administrator(print)
"""


@dataclass
class Prepared:
    """A data folder with the sample on record, and the password of its administrator."""

    folder: Path
    password: str


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A folder to be copied. Migrating takes seconds, so that test processes beside this one share it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    kept, note = shared / "prepared", shared / "prepared.password"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            made = new_folder()
            password = prepare(made)
            subprocess.run(["cp", "-a", made, kept], check=True)
            shutil.rmtree(made)
            note.write_text(password)
    return Prepared(kept, note.read_text())


def prepare(folder: Path) -> str:
    """Load the sample into a data folder, and return the administrator's password."""
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", PREPARE],
        cwd=ROOT,
        env=os.environ
        | {"PROVENANCE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "provenance.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return told.partition("Password: ")[2].split()[0]


@pytest.fixture
def prepared(empty_dir: Path, prepared_once: Prepared) -> Prepared:
    """A data folder of one's own with the sample on record."""
    subprocess.run(["cp", "-a", f"{prepared_once.folder}/.", empty_dir], check=True)
    return Prepared(empty_dir, prepared_once.password)


@pytest.fixture
def hold() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Processes that use the server of a data folder, until told to `release` it."""
    holders = []

    def start(folder: Path) -> subprocess.Popen[str]:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "up\n"
        return holder

    yield start
    for holder in holders:
        release(holder)


def release(holder: subprocess.Popen[str]) -> None:
    """Have `holder` leave the server, as at the end of a command."""
    holder.communicate()


def query(folder: Path, statement: LiteralString) -> object:
    """The one value that `statement` gives on the server of `folder`, if it gives any."""
    server = postgres.database_settings(folder)
    with psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname=server["NAME"]
    ) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row and row[0]


def server_pid(folder: Path) -> int | None:
    """The process id of the server on `folder`, if one runs."""
    try:
        pid = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
    except FileNotFoundError:
        return None
    return pid if lives(pid) else None


def lives(pid: int) -> bool:
    """Whether a process with this id runs; one that only waits to be reaped does not."""
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def kill(pid: int) -> None:
    """End a process with no chance to tidy up."""
    os.kill(pid, signal.SIGKILL)
