"""The embedded PostgreSQL: it runs for as long as somebody uses its data folder.

Everyone who uses a data folder shares one server:

    postgres.turn     locked by one at a time, while joining or leaving
    postgres.users    locked in common by all who use the server

The first to join starts the server and the last to leave stops it, so a command works on its own
and beside the web server, and neither takes the database from the other. The kernel drops a lock
with the process that holds it, so nothing goes stale: a server that runs while nobody holds
`postgres.users` has lost its owner, and the next to join stops it and starts afresh.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from provenance.postgres_account import PostgresError
from provenance.postgres_cluster import NAME, PORT, Cluster, socket_folder

__all__ = [
    "PostgresError",
    "database_settings",
    "put_aside",
    "remove",
    "running",
    "throw_away",
    "unused",
]


def database_settings(data_dir: Path, user: str = NAME) -> dict[str, str]:
    """Django's settings for the server of `data_dir`, whether or not it runs."""
    return {
        "NAME": NAME,
        "USER": user,
        "PASSWORD": "",
        "HOST": str(socket_folder(data_dir)),
        "PORT": PORT,
    }


@contextmanager
def running(data_dir: Path, archive: Path | None = None) -> Iterator[None]:
    """The server of `data_dir`, up for as long as the block runs; `archive` is where its log of changes
    is kept, if it is to be."""
    with _used(Cluster(data_dir, archive=archive)):
        yield


@contextmanager
def unused(data_dir: Path, archive: Path | None = None) -> Iterator[Cluster]:
    """The cluster of `data_dir` with its server stopped, kept from everybody else for as long as the
    block runs, and stopped again at its end. Raises PostgresError if somebody uses it."""
    cluster = Cluster(data_dir, archive=archive)
    with _open_lock(cluster, "users") as users, _turn(cluster):
        if not _alone(users):
            raise PostgresError(
                f"The database in {cluster.folder} is in use. Stop the site and whatever else works on it, "
                "then run this again."
            )
        cluster.stop()
        try:
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def put_aside(cluster: Cluster, why: str) -> Iterator[Path]:
    """The folder of a cluster that does not run, under another name, so that another may take its place;
    back in its place if what happens inside fails. `why` is a part of the name."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    aside = cluster.data_dir / f"postgres.before-{why}-{stamp}"
    cluster.folder.rename(aside)
    try:
        yield aside
    except BaseException:
        remove(cluster)
        aside.rename(cluster.folder)
        raise


def remove(cluster: Cluster) -> None:
    """Remove a cluster, with all that is in it."""
    cluster.stop()
    if cluster.folder.exists():
        shutil.rmtree(cluster.folder)


@contextmanager
def throw_away() -> Iterator[dict[str, str]]:
    """A new, empty server for tests, as Django's settings: fast, unsafe and gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="provenance-")).resolve()
    folder.chmod(0o711)
    try:
        with _used(Cluster(folder, durable=False)):
            yield database_settings(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _used(cluster: Cluster) -> Iterator[None]:
    """The cluster's server, with the caller counted among its users."""
    with _open_lock(cluster, "users") as users:
        with _turn(cluster):
            _join(cluster, users)
        try:
            yield
        finally:
            with _turn(cluster):
                _leave(cluster, users)


def _join(cluster: Cluster, users: IO[str]) -> None:
    try:
        if _alone(users) and cluster.answers():
            cluster.stop()
        if not cluster.answers():
            cluster.start()
    except OSError as error:
        raise PostgresError(
            f"The database in {cluster.folder} cannot be used ({error.strerror}: {error.filename})."
        ) from error
    fcntl.flock(users, fcntl.LOCK_SH)


def _leave(cluster: Cluster, users: IO[str]) -> None:
    if _alone(users):
        cluster.stop()


@contextmanager
def _turn(cluster: Cluster) -> Iterator[None]:
    """Nobody else joins or leaves meanwhile."""
    with _open_lock(cluster, "turn") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _open_lock(cluster: Cluster, name: str) -> IO[str]:
    path = cluster.data_dir / f"postgres.{name}"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("a")
    except OSError as error:
        raise PostgresError(f"{path} cannot be written ({error.strerror}).") from error


def _alone(users: IO[str]) -> bool:
    """Whether nobody else holds the lock. The caller's own hold is given up to find out."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
