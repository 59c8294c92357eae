"""Backups of a PostgreSQL that others look after, as it is with DATABASE_URL: here the tests' own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from claims.models import Claim, Snapshot
from provenance.backup import making, manifest, programs, restoring
from provenance.backup.sealing import Keys
from provenance.postgres_account import PostgresError
from tests import builders as make
from tests.archive.conftest import administer, within

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where backups go, with one claim on record, on a server that is not ours to start."""
    with override_settings(EMBEDDED=False, MEDIA_ROOT=tmp_path / "files", BACKUP_KEY=""):
        make.says(make.claim(), make.source("The Times"), make.source("an officer", "anonymous"))
        yield tmp_path / "place"
    connection.close()


@pytest.fixture
def new_database() -> Iterator[str]:
    """An empty database on the same server."""
    administer('CREATE DATABASE "restored" TEMPLATE template0')
    yield "restored"
    connection.close()
    administer('DROP DATABASE "restored" WITH (FORCE)')


def backup(place: Path) -> Path:
    return making.make(place, Keys(""), jobs=1)


def test_it_is_restored_into_an_empty_database_with_the_rights_of_the_applications_role(
    place, new_database, tmp_path
):
    statement = Claim.objects.get().statement
    made = backup(place)
    with within(new_database, tmp_path / "other"):
        call_command("restore", made)
        assert Claim.objects.get().statement == statement
        assert default_storage.exists(str(Snapshot.objects.get().file.name))
        with connection.cursor() as cursor:
            for right, expected in (("SELECT", True), ("DELETE", False)):
                cursor.execute(
                    "SELECT has_table_privilege(%s, 'claims_snapshot', %s)",
                    [settings.APPLICATION_ROLE, right],
                )
                assert cursor.fetchone() == (expected,)
        with pytest.raises(CommandError, match=r"is not empty\. Make a new one"):
            call_command("restore", made)


def test_how_far_a_restore_is_is_told_part_by_part(place, new_database, tmp_path):
    made = backup(place)
    told = manifest.read(made)
    heard: list[tuple[str, int]] = []
    with within(new_database, tmp_path / "other"):
        restoring.load(made, told, [], 2, lambda part, done: heard.append((part, done)))
        number = restoring.parts(told, made)
    assert number is not None
    # Where the lines of two processes run into each other, a part may be missed, and none is told twice.
    assert number * 0.9 < sum(done for _part, done in heard) <= number
    assert any(done and part.startswith("INDEX ") for part, done in heard)
    assert any(done and part.startswith("TABLE DATA ") for part, done in heard)


def test_parts_are_told_apart_where_lines_run_into_each_other():
    line = "pg_restore: launching item 7 INDEX a bpg_restore: finished item 12 TABLE c"
    assert restoring.PART.findall(line) == [("launching", "INDEX a b"), ("finished", "TABLE c")]


def test_a_second_backup_copies_only_new_files(place):
    backup(place)
    kept = list(place.glob("files/*/*"))
    before = {path: path.stat().st_ino for path in kept}
    make.snapshot("Other words.")
    second = next_second(place)
    after = {path: path.stat().st_ino for path in place.glob("files/*/*")}
    assert before.items() < after.items()
    assert manifest.read(second).files == len(after)


def next_second(place: Path) -> Path:
    """One more backup; a second may only be begun in another second."""
    for one in manifest.whole(place):
        one.rename(place / "2020-01-01T000000Z")
    return backup(place)


def test_a_file_that_the_storage_lost_stays_in_the_backups(place):
    backup(place)
    shutil.rmtree(Path(default_storage.path("snapshots")))
    assert manifest.read(next_second(place)).missing == []


def test_a_file_that_is_nowhere_is_told_and_older_backups_are_kept(place):
    name = Snapshot.objects.get().file.name
    old = backup(place).rename(place / "2020-01-01T000000Z")
    shutil.rmtree(place / "files")
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"other bytes"))
    with pytest.raises(CommandError, match=f"without 1 stored file.*{name}"):
        call_command("backup", place, keep=1)
    assert old.exists()


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_left(place):
    place.mkdir()
    (place / "file.unfinished").symlink_to("/dev/full")
    with pytest.raises(CommandError, match=r"No space left on device.*No backup was made"):
        call_command("backup", place)
    assert not list(place.glob("*Z"))


def test_a_program_that_finds_the_disk_full_says_so_in_a_sentence():
    with pytest.raises(PostgresError, match="The disk is full"):
        programs.refuse_failure(["pg_dump"], 1, "could not write: No space left on device")


def test_two_backups_at_once_are_one_too_many(place):
    place.mkdir()
    with (
        making.only_backup(place),
        pytest.raises(CommandError, match="Another backup is being made"),
    ):
        call_command("backup", place)


def test_a_server_that_is_newer_than_every_pg_dump_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setattr(programs, "server_major", lambda: 99)
    with pytest.raises(PostgresError, match=r"pg_dump of version 99.*postgresql-client-99"):
        programs.for_dumping()


def test_the_programs_of_the_servers_own_version_come_first():
    assert programs.for_dumping().major == programs.server_major()
