"""PgBouncer in transaction mode: the real one, on the PATH or Debian's.

`python -m tests.provenance.pgbouncer` sees to it that there is one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from provenance.postgres_cluster import NAME, Cluster
from tests import debian
from tests.provenance.conftest import new_folder
from tests.provenance.test_run import free_port, until

SERVERS = 2  # connections to PostgreSQL, which all share
ADVICE = """No PgBouncer was found for the tests, and none could be installed.
Install one, for example with “apt-get install pgbouncer” on Debian."""
CONFIGURATION = """
[databases]
{name} = host={socket} port=5432 dbname={name}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/people
pool_mode = transaction
ignore_startup_parameters = options
default_pool_size = {servers}
max_client_conn = 100
server_reset_query =
logfile = {folder}/log
pidfile = {folder}/pid
"""


def path() -> str | None:
    """The program. Debian puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def pooling(data_dir: Path) -> Iterator[str]:
    """A PgBouncer before the server of `data_dir`: the address of the database there, as the
    application. It runs with the account of that server, since it refuses to run as root."""
    program = path()
    assert program, ADVICE
    cluster, folder, port = Cluster(data_dir), new_folder(), free_port()
    users = [f"{NAME}_app", NAME]
    (folder / "people").write_text("".join(f'"{user}" ""\n' for user in users))
    (folder / "ini").write_text(
        CONFIGURATION.format(
            name=NAME, socket=cluster.sockets, port=port, folder=folder, servers=SERVERS
        )
    )
    cluster.account.take_all(folder)
    process = subprocess.Popen([program, "-q", str(folder / "ini")], **cluster.account.process)
    url = f"postgres://{NAME}_app@127.0.0.1:{port}/{NAME}"
    try:
        until(lambda: process.poll() is not None or answers(url))
        assert process.poll() is None, (folder / "log").read_text()
        yield url
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def main() -> None:
    """Find a PgBouncer, or install one, or say what to do."""
    if not path():
        debian.install("pgbouncer", "for the tests")
    if not path():
        sys.exit(ADVICE)


if __name__ == "__main__":
    main()
