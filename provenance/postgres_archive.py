"""Going back to a moment: the embedded PostgreSQL's log of changes, and copies of its files to begin from.

An archive holds, for each cluster under its own number,

    wal/                          the log of changes, a compressed file for each piece
    base/2026-11-22T031500Z/      a copy of the database's files, as pg_basebackup makes it

A recovery unpacks the last copy before the moment, and PostgreSQL repeats the changes from there up to it.
Stored files need none of this: they are never changed, and nothing removes them.
"""

import re
import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from provenance import postgres
from provenance.backup import programs
from provenance.backup.manifest import STAMP, is_name, new_name
from provenance.postgres_account import PostgresError, open_the_way
from provenance.postgres_cluster import WAL, Cluster, restore_command

BASE = "base"
TAR = "base.tar.gz"
PIECE = re.compile(r"[0-9A-F]{24}")  # the name of a piece of the log


def base_backup(cluster: Cluster) -> Path:
    """Copy the running database's files, and return the folder of the copy. Raises PostgresError."""
    assert cluster.own_archive is not None
    base = cluster.own_archive / BASE
    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder, draft = base / new_name(), base / "unfinished"
    shutil.rmtree(draft, ignore_errors=True)
    fitting = programs.for_dumping()
    command = fitting.command("pg_basebackup")
    del command[command.index("-d") :]  # it copies every database, and is led to none
    try:
        programs.run(
            [*command, "-D", str(draft), "-Ft", "-z", "-Xfetch", "-cfast", "--no-manifest"]
        )
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    draft.rename(folder)
    return folder


def prune(cluster: Cluster, keep: int) -> list[Path]:
    """Leave the newest `keep` copies of a cluster, and its log from the oldest of them on; what was taken
    away."""
    own = cluster.own_archive
    assert own is not None
    found = sorted(one for one in (own / BASE).iterdir() if is_name(one.name))
    gone, kept = found[:-keep], found[-keep:]
    for folder in gone:
        shutil.rmtree(folder)
    if gone:
        first = _first_piece(kept[0])
        for file in (own / WAL).iterdir():
            if PIECE.match(file.name) and file.name[8:24] < first[8:]:
                file.unlink()
    return gone


def copies(archive: Path) -> list[Path]:
    """The copies in an archive, of whichever cluster, the oldest first."""
    found = (one for one in archive.glob(f"*/{BASE}/*") if is_name(one.name))
    return sorted(found, key=lambda one: one.name)


def _first_piece(copy: Path) -> str:
    """The name of the first piece of the log that a copy needs."""
    with tarfile.open(copy / TAR) as files:
        label = files.extractfile("backup_label")
        assert label is not None
        found = re.search(rb"\(file ([0-9A-F]{24})\)", label.read())
    assert found is not None
    return found[1].decode()


def recover(data_dir: Path, archive: Path, moment: datetime | None) -> Path | None:
    """Bring the database back as it was at a moment, or with all that the archive holds; where the one
    that was there is kept, if there was one. Raises PostgresError, and leaves everything as it was then.
    """
    copy = _copy_before(archive, moment)
    wal = copy.parents[1] / WAL
    with postgres.unused(data_dir, archive) as cluster:
        draft = data_dir / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with tarfile.open(copy / TAR) as files:
            files.extractall(draft, filter="data")
        if cluster.folder.exists() and cluster.own_archive == copy.parents[1]:
            _add_unkept(cluster.folder / "pg_wal", draft / "pg_wal", wal)
        (draft / "recovery.signal").touch()
        if not cluster.folder.exists():
            _repeat(cluster, draft, wal, moment)
            return None
        with postgres.put_aside(cluster, "recovery") as aside:
            _repeat(cluster, draft, wal, moment)
        return aside


def _copy_before(archive: Path, moment: datetime | None) -> Path:
    """The newest copy that was begun before a moment; whether it was finished by then, PostgreSQL sees."""
    found = copies(archive)
    if not found:
        raise PostgresError(
            f"There is no copy of the database in {archive}. manage.py base_backup makes one."
        )
    if moment is None:
        return found[-1]
    earlier = [one for one in found if _begun(one) < moment]
    if not earlier:
        raise PostgresError(
            f"The first copy of the database in {archive} is of {_begun(found[0]):%Y-%m-%d %H:%M:%S} "
            "UTC, and nothing before that can be brought back from here. A backup may be older."
        )
    return earlier[-1]


def _begun(copy: Path) -> datetime:
    return datetime.strptime(copy.name, STAMP).replace(tzinfo=UTC)


def _add_unkept(last: Path, log: Path, kept: Path) -> None:
    """Add the pieces of the log that the lost server wrote last and could not archive, if they are there."""
    for piece in last.iterdir():
        if PIECE.fullmatch(piece.name) and not (kept / f"{piece.name}.gz").exists():
            shutil.copy(piece, log)


def _repeat(cluster: Cluster, draft: Path, wal: Path, moment: datetime | None) -> None:
    """Have PostgreSQL repeat the changes, and wait for its end."""
    draft.rename(cluster.folder)
    cluster.account.take_all(wal)  # root may have copied the archive here
    open_the_way(cluster.account, wal)
    target = (
        f"recovery_target_time={moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f+00}" if moment else ""
    )
    # Without queries in between, the server is ready when all is repeated, and not before.
    options = [
        restore_command(wal),
        "recovery_target_action=promote",
        "hot_standby=off",
        target,
    ]
    try:
        cluster.start(*filter(None, options))
    except PostgresError as error:
        postgres.remove(cluster)
        log = cluster.log.read_text(errors="replace")
        if "before configured recovery target was reached" in log:
            last = re.search(r"last completed transaction was at log time (.+)", log)
            raise PostgresError(
                "The archive ends before that moment. "
                + (f"The last change in it is of {last[1]}. " if last else "")
                + "Without --to, all that it holds is brought back."
            ) from error
        raise
    connection.close()
