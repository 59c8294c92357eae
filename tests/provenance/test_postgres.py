"""The embedded PostgreSQL, on real servers."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from provenance import postgres
from provenance.postgres_cluster import Cluster, socket_folder
from tests.provenance.conftest import kill, lives, query, release, server_pid
from tests.provenance.test_run import until

KEEP = "SELECT 'words' AS said INTO kept"


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while lives(pid):
        assert time.monotonic() < deadline, f"process {pid} still runs"
        time.sleep(0.02)


def test_a_server_is_there_inside_the_block_and_gone_after_it(empty_dir):
    with postgres.running(empty_dir):
        pid = server_pid(empty_dir)
        assert query(empty_dir, "SELECT 1") == 1
    assert pid is not None
    assert not lives(pid)


def test_no_network_address_is_listened_on(data_dir):
    with postgres.running(data_dir):
        assert query(data_dir, "SHOW listen_addresses") == ""
        assert (data_dir / "postgres").stat().st_mode & 0o777 == 0o700


def test_data_are_kept_between_two_runs(data_dir):
    with postgres.running(data_dir):
        query(data_dir, KEEP)
    with postgres.running(data_dir):
        assert query(data_dir, "SELECT said FROM kept") == "words"


def test_what_was_in_memory_is_there_again_after_the_next_start(data_dir):
    with postgres.running(data_dir):
        query(data_dir, KEEP)
    with postgres.running(data_dir):
        log = Cluster(data_dir).log
        until(lambda: "autoprewarm successfully prewarmed" in log.read_text())
        told = re.search(r"prewarmed (\d+) of (\d+) previously-loaded blocks", log.read_text())
        assert told is not None
        assert int(told[1]) == int(told[2]) > 0


def test_search_tells_letters_from_typographic_quotes(data_dir):
    with postgres.running(data_dir):
        assert query(data_dir, "SELECT to_tsvector('simple', '“Čeština”')::text") == "'čeština':1"


def test_settings_can_be_known_without_a_server(empty_dir):
    settings = postgres.database_settings(empty_dir)
    assert settings["HOST"] == str(empty_dir / "postgres")
    assert list(empty_dir.iterdir()) == []


def test_two_processes_share_one_server_and_the_last_one_stops_it(data_dir, hold):
    first = hold(data_dir)
    pid = server_pid(data_dir)
    second = hold(data_dir)
    assert server_pid(data_dir) == pid

    release(first)
    assert query(data_dir, "SELECT 1") == 1
    release(second)
    wait_until_gone(pid)


def test_a_server_whose_owner_was_killed_is_replaced(data_dir, hold):
    owner = hold(data_dir)
    kill(owner.pid)
    owner.wait()
    orphan = server_pid(data_dir)
    assert orphan is not None

    with postgres.running(data_dir):
        wait_until_gone(orphan)
        assert server_pid(data_dir) not in (None, orphan)
    assert server_pid(data_dir) is None


def test_a_server_outlives_one_of_two_users_that_is_killed(data_dir, hold):
    victim, other = hold(data_dir), hold(data_dir)
    pid = server_pid(data_dir)
    kill(victim.pid)
    victim.wait()

    with postgres.running(data_dir):
        assert server_pid(data_dir) == pid
    assert query(data_dir, "SELECT 1") == 1
    release(other)


def test_a_server_that_was_killed_recovers_what_it_had_committed(data_dir, hold):
    holder = hold(data_dir)
    query(data_dir, KEEP)
    pid = server_pid(data_dir)
    kill(pid)
    wait_until_gone(pid)
    release(holder)

    with postgres.running(data_dir):
        assert query(data_dir, "SELECT said FROM kept") == "words"


def test_a_note_whose_process_id_was_given_to_another_program_is_no_obstacle(data_dir):
    with postgres.running(data_dir):
        notes = (data_dir / "postgres" / "postmaster.pid").read_text().splitlines()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (data_dir / "postgres" / "postmaster.pid").write_text(
            "\n".join([str(stranger.pid), *notes[1:]]) + "\n"
        )
        with postgres.running(data_dir):
            assert query(data_dir, "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


def test_a_creation_that_was_interrupted_is_begun_again(empty_dir):
    (empty_dir / "postgres.new").mkdir()
    (empty_dir / "postgres.new" / "PG_VERSION").write_text("18")
    with postgres.running(empty_dir):
        assert query(empty_dir, "SELECT 1") == 1
    assert not (empty_dir / "postgres.new").exists()


def test_a_failed_start_shows_the_end_of_the_log(data_dir):
    with postgres.running(data_dir):
        pass
    (data_dir / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with (
        pytest.raises(postgres.PostgresError, match=r"(?s)did not start.*no_such_setting"),
        postgres.running(data_dir),
    ):
        pass


def test_a_failed_creation_shows_what_initdb_said(empty_dir, monkeypatch):
    monkeypatch.setattr("provenance.postgres_cluster._collation", lambda: ["--encoding=KLINGON"])
    with pytest.raises(postgres.PostgresError, match="KLINGON"), postgres.running(empty_dir):
        pass
    assert not (empty_dir / "postgres").exists()


def test_a_folder_with_other_files_in_its_place_is_left_alone(empty_dir):
    (empty_dir / "postgres").mkdir()
    (empty_dir / "postgres" / "diary").write_text("dear")
    with pytest.raises(postgres.PostgresError, match="not empty"), postgres.running(empty_dir):
        pass
    assert (empty_dir / "postgres" / "diary").read_text() == "dear"


def test_a_data_folder_that_cannot_be_made_is_named(empty_dir):
    (empty_dir / "file").write_text("")
    with (
        pytest.raises(postgres.PostgresError, match="cannot be written"),
        postgres.running(empty_dir / "file" / "below"),
    ):
        pass


@pytest.mark.parametrize("name", ["x" * 100, "one,two"])
def test_a_path_that_no_socket_can_have_gets_a_short_private_one(empty_dir, name):
    folder = empty_dir / name
    sockets = socket_folder(folder)
    assert sockets.parent == Path("/tmp").resolve()
    with postgres.running(folder):
        assert query(folder, "SELECT 1") == 1
        assert sockets.stat().st_mode & 0o777 == 0o700
    assert not sockets.exists()


def test_a_socket_folder_that_others_may_enter_is_refused(empty_dir):
    folder = empty_dir / ("x" * 100)
    sockets = socket_folder(folder)
    sockets.mkdir()
    sockets.chmod(0o777)
    try:
        with pytest.raises(postgres.PostgresError, match="not this"), postgres.running(folder):
            pass
    finally:
        shutil.rmtree(sockets)


def test_spaces_quotes_and_letters_in_the_path_do_no_harm(empty_dir):
    folder = empty_dir / 'a "b" č $c'
    with postgres.running(folder):
        assert query(folder, "SELECT 1") == 1


def test_a_throw_away_server_leaves_nothing_behind():
    with postgres.throw_away() as settings:
        folder = Path(settings["HOST"]).parent
        pid = server_pid(folder)
        assert query(folder, "SHOW fsync") == "off"
    assert not folder.exists()
    assert not lives(pid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_under_root_closed_folders_may_be_passed_through_but_not_read(empty_dir, capsys):
    closed = empty_dir / "closed"
    closed.mkdir(mode=0o700)
    with postgres.running(closed / "data"):
        owner = Cluster(closed / "data").account.uid
    assert owner != 0
    assert closed.stat().st_mode & 0o777 == 0o701
    assert f"Opened {closed}, " in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_under_root_a_cluster_that_root_copied_is_handed_over(data_dir):
    for path in (data_dir / "postgres", *(data_dir / "postgres").rglob("*")):
        os.chown(path, 0, 0)
    with postgres.running(data_dir):
        assert query(data_dir, "SELECT 1") == 1
