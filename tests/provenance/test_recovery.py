"""Going back to a moment, with the real server: a log of changes that is kept, and a copy to begin from."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from provenance import postgres, postgres_archive
from tests.provenance.conftest import Prepared, new_folder, query
from tests.provenance.test_run import manage

# Each in a transaction of its own, with a moment noted between the good change and the bad one.
CHANGES = """
import time
from django.core.management import call_command
from django.db import connection
from claims.models import Topic
call_command("base_backup")
time.sleep(1.1)  # a copy is named by the second in which it was begun
Topic.objects.create(name="kept by the log")
with connection.cursor() as cursor:
    cursor.execute("SELECT clock_timestamp()")
    print("moment", cursor.fetchone()[0].isoformat())
    time.sleep(0.1)
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("DELETE FROM claims_appearance")
    cursor.execute("DELETE FROM claims_topic")
"""
TOPICS = "SELECT count(*) FROM claims_topic WHERE name = 'kept by the log'"


@dataclass
class Harmed:
    """A data folder whose appearances somebody deleted, its archive, and the moment before that."""

    folder: Path
    archive: Path
    moment: datetime


@pytest.fixture(scope="module")
def harmed_once(prepared_once: Prepared) -> Iterator[Harmed]:
    parent = new_folder()
    folder, archive = parent / "data", parent / "it's 100% kept"
    subprocess.run(["cp", "-a", prepared_once.folder, folder], check=True)
    told = manage(folder, "shell", "-v", "0", "-c", CHANGES, PROVENANCE_WAL_ARCHIVE=str(archive))
    moment = told.stdout.partition("moment ")[2].split()
    assert moment, told.stdout + told.stderr
    yield Harmed(folder, archive, datetime.fromisoformat(moment[0]))
    shutil.rmtree(parent)


@pytest.fixture
def harmed(harmed_once: Harmed, empty_dir: Path) -> Harmed:
    shutil.copytree(harmed_once.folder, empty_dir / "data")
    shutil.copytree(harmed_once.archive, empty_dir / "archive")
    return Harmed(empty_dir / "data", empty_dir / "archive", harmed_once.moment)


def test_what_was_deleted_is_there_again_as_at_the_moment_before(harmed):
    told = manage(
        harmed.folder,
        "recover",
        "--to",
        harmed.moment.isoformat(),
        PROVENANCE_WAL_ARCHIVE=str(harmed.archive),
    )
    assert told.returncode == 0, told.stderr
    verified = manage(harmed.folder, "verify")
    assert verified.stdout.endswith("0 differences found.\n"), verified.stdout + verified.stderr
    with postgres.running(harmed.folder):
        assert query(harmed.folder, TOPICS) == 1
        assert query(harmed.folder, "SELECT count(*) > 0 FROM claims_appearance")
    aside = next(harmed.folder.glob("postgres.before-recovery-*"))
    assert str(aside) in told.stdout


def test_a_lost_database_comes_back_with_all_that_the_archive_holds(harmed):
    shutil.rmtree(harmed.folder / "postgres")
    assert postgres_archive.recover(harmed.folder, harmed.archive, None) is None
    with postgres.running(harmed.folder):
        assert query(harmed.folder, "SELECT count(*) FROM claims_appearance") == 0
        assert query(harmed.folder, "SELECT pg_is_in_recovery()") is False


def test_a_moment_after_the_archive_ends_is_refused_and_nothing_changes(harmed):
    with pytest.raises(postgres.PostgresError, match=r"ends before that moment\. The last change"):
        postgres_archive.recover(
            harmed.folder, harmed.archive, datetime.now(UTC) + timedelta(days=1)
        )
    assert not list(harmed.folder.glob("postgres.before-*"))
    with postgres.running(harmed.folder):
        assert query(harmed.folder, "SELECT count(*) FROM claims_appearance") == 0


def test_a_moment_before_the_first_copy_is_refused(harmed):
    with pytest.raises(postgres.PostgresError, match="nothing before that"):
        postgres_archive.recover(harmed.folder, harmed.archive, harmed.moment - timedelta(days=1))


def test_an_archive_without_a_copy_is_refused(empty_dir):
    with pytest.raises(postgres.PostgresError, match="There is no copy"):
        postgres_archive.recover(empty_dir, empty_dir / "archive", None)
