"""A real replica of the tests' own server, made by pg_basebackup and kept by streaming replication."""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any, LiteralString

import psycopg
from django.db import connection

from provenance.postgres_cluster import Cluster
from tests.provenance.conftest import new_folder
from tests.provenance.test_run import until


class Standby:
    """A replica that runs, until it is killed."""

    def __init__(self) -> None:
        """Copied from the server that Django works on, and started."""
        self.folder = new_folder()
        self.cluster = Cluster(self.folder, durable=False)
        primary = connection.settings_dict
        own = self.folder / "postgres"
        own.mkdir(mode=0o700)
        self.cluster.account.take(own)
        where = ["--host", str(primary["HOST"]), "--port", str(primary["PORT"])]
        how = ["--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync"]
        self.cluster.call("pg_basebackup", "-D", str(own), *where, "-U", str(primary["USER"]), *how)
        self.name = str(primary["NAME"])
        self.start()

    @property
    def settings(self) -> dict[str, Any]:
        """Where it is, as Django names it."""
        return {"HOST": str(self.cluster.sockets), "PORT": "5432", "NAME": self.name}

    def start(self) -> None:
        """It serves, and goes on replaying."""
        self.cluster.prepare()
        self.process = self.cluster.launch()
        until(lambda: self.process.poll() is not None or self.answers())
        assert self.process.poll() is None, self.cluster.log.read_text()

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            return bool(self.ask("SELECT pg_is_in_recovery()"))
        return False

    def ask(self, statement: LiteralString) -> Any:
        """One value, past everything of ours."""
        with psycopg.connect(
            host=self.settings["HOST"],
            port=self.settings["PORT"],
            user=connection.settings_dict["USER"],
            dbname=self.name,
            autocommit=True,
        ) as own:
            return own.execute(statement).fetchone()[0]

    def catch_up(self) -> None:
        """Come back when it has replayed all that was committed, which may not be written yet."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()")
            [position] = cursor.fetchone()
        until(lambda: self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'"))

    def paused(self) -> "Paused":
        """It replays nothing meanwhile."""
        return Paused(self.ask)

    def kill(self) -> None:
        """With no chance to tidy up."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """It, and all that it kept."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Paused:
    """Replay is paused inside."""

    def __init__(self, ask: Callable[[LiteralString], Any]) -> None:
        self.ask = ask

    def __enter__(self) -> None:
        self.ask("SELECT pg_wal_replay_pause()")
        until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")

    def __exit__(self, *error: object) -> None:
        self.ask("SELECT pg_wal_replay_resume()")
