"""Backups by real processes: what was written before one is there again after everything is lost."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from provenance.backup import keeping, manifest, sealing
from provenance.backup.manifest import MANIFEST
from tests.provenance.conftest import ROOT, Prepared, kill, new_folder, server_pid
from tests.provenance.test_run import environment, manage, until

# Writes, backs up twice, once for a key, and writes more. A backup is named by the second it began in.
WRITE = """
import sys, time
from django.core.management import call_command
from django.test import override_settings
from tests import builders as make
def write(statement, words):
    captured = make.snapshot(f"A city report: {words}.", make.source("The Bugle"))
    make.appearance(make.claim(statement), captured, make.source("a mason"), quote=words)
write("There is a bridge.", "the bridge stands")
call_command("backup", PLACE, jobs=2)
time.sleep(1.1)
with override_settings(BACKUP_KEY=KEY):
    call_command("backup", PLACE)
write("There is a second bridge.", "another bridge stands")
"""
# What is on record, whether the administrator signs in at the form, and whether all is whole.
LOOK = """
from django.core.management import call_command
from django.test import Client
from claims.models import Claim, User
bridges = Claim.objects.filter(statement__contains="bridge")
print("kept", *bridges.values_list("statement", flat=True))
client = Client(SERVER_NAME="localhost")
client.post("/accounts/login/", {"login": "admin", "password": PASSWORD})
print("signed in as", User.objects.get(pk=client.session["_auth_user_id"]))
call_command("verify")
"""


def with_values(script: str, **values: object) -> str:
    """The script with these names set first."""
    return "".join(f"{name} = {str(value)!r}\n" for name, value in values.items()) + script


@dataclass
class BackedUp:
    """A place with a plain backup and an encrypted one, of a record that went on afterwards and that is
    gone; the password of its administrator and its secret key."""

    parent: Path
    password: str = ""
    secret_key: str = ""

    @property
    def folder(self) -> Path:
        return self.parent / "data"

    @property
    def place(self) -> Path:
        return self.parent / "backups"

    @property
    def identity(self) -> Path:
        return self.parent / "identity"

    def backup(self, sealed: bool) -> Path:
        """The backup of this kind."""
        made = manifest.whole(self.place)
        return next(one for one in made if bool(manifest.read(one).key) == sealed)


@pytest.fixture(scope="module")
def backed_up(prepared_once: Prepared) -> Iterator[BackedUp]:
    made = BackedUp(new_folder(), prepared_once.password)
    subprocess.run(["cp", "-a", prepared_once.folder, made.folder], check=True)
    made.secret_key = (made.folder / "secret_key").read_text()
    public = sealing.new_identity(made.identity)
    script = with_values(WRITE, PLACE=made.place, KEY=public)
    done = manage(made.folder, "shell", "-v", "0", "-c", script)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(made.folder)
    yield made
    shutil.rmtree(made.parent)


@pytest.fixture
def lost(backed_up: BackedUp) -> Iterator[BackedUp]:
    """The same, with whatever a test restores taken away again."""
    yield backed_up
    shutil.rmtree(backed_up.folder, ignore_errors=True)


@pytest.fixture
def copied(backed_up: BackedUp, tmp_path: Path) -> BackedUp:
    """The same place once more, to be harmed."""
    shutil.copytree(backed_up.place, tmp_path / "backups")
    shutil.copy(backed_up.identity, tmp_path)
    return BackedUp(tmp_path)


def assert_as_before(made: BackedUp) -> None:
    """All that was written before the backup is there, nothing that came later, and it is whole; whoever
    had a password has it still."""
    script = with_values(LOOK, PASSWORD=made.password)
    told = manage(made.folder, "shell", "-v", "0", "-c", script, PROVENANCE_DEBUG="1")
    assert "kept There is a bridge.\nsigned in as admin\n" in told.stdout, told.stderr
    assert told.stdout.endswith("0 differences found.\n"), told.stdout + told.stderr


def test_a_plain_backup_brings_back_what_was_there_and_people_sign_in(lost):
    done = manage(lost.folder, "restore", str(lost.backup(sealed=False)))
    assert done.returncode == 0, done.stderr
    assert f"Put yours into {lost.folder / 'secret_key'}" in done.stdout
    assert_as_before(lost)


def test_an_encrypted_backup_brings_back_the_secret_key_too(lost):
    done = manage(
        lost.folder, "restore", str(lost.place), PROVENANCE_BACKUP_IDENTITY=str(lost.identity)
    )
    assert done.returncode == 0, done.stderr
    assert (lost.folder / "secret_key").read_text() == lost.secret_key
    assert (lost.folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert_as_before(lost)


def test_a_database_that_is_not_empty_is_replaced_if_told_and_kept(prepared, backed_up):
    done = manage(prepared.folder, "restore", str(backed_up.backup(sealed=False)), "--replace")
    assert done.returncode == 0, done.stderr
    aside = next(prepared.folder.glob("postgres.before-restore-*"))
    assert str(aside) in done.stdout
    assert "yours stays as it is" in done.stdout  # the secret key, which is where it was
    assert (aside / "PG_VERSION").exists()


def test_a_restore_that_fails_leaves_the_database_that_was_there(prepared, copied):
    plain = copied.backup(sealed=False)
    next((copied.place / "files").glob("*/*")).unlink()
    before = (prepared.folder / "postgres" / "global" / "pg_control").stat().st_ino
    done = manage(prepared.folder, "restore", str(plain), "--replace")
    assert done.returncode == 1
    assert "is missing" in done.stderr
    assert (prepared.folder / "postgres" / "global" / "pg_control").stat().st_ino == before
    assert not list(prepared.folder.glob("postgres.before-*"))
    assert server_pid(prepared.folder) is None


def test_nothing_is_restored_where_the_database_is_in_use(data_dir, hold, backed_up, settings):
    hold(data_dir)
    settings.DATA_DIR = data_dir
    with pytest.raises(CommandError, match=r"is in use\. Stop the site"):
        call_command("restore", backed_up.backup(sealed=False), replace=True)


# A backup that is not whole.


def test_a_backup_that_was_killed_is_none_and_is_refused_by_name(prepared, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "backup", str(tmp_path / "place")],
        cwd=ROOT,
        env=environment(prepared.folder),
    )
    begun: list[Path] = []
    until(lambda: begun.extend(tmp_path.glob("place/*Z")) or begun)
    process.kill()
    process.wait()
    if pid := server_pid(prepared.folder):
        kill(pid)
    assert_refused(begun[0], begun[0].name, "never finished")
    with pytest.raises(CommandError, match="no finished backup"):
        call_command("restore", tmp_path / "place", check=True)


def test_a_backup_that_is_stopped_takes_away_what_it_began(prepared, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "backup", str(tmp_path / "place")],
        cwd=ROOT,
        env=environment(prepared.folder),
        stderr=subprocess.DEVNULL,
    )
    until(lambda: list(tmp_path.glob("place/*Z")))
    process.terminate()
    assert process.wait() != 0
    assert not list(tmp_path.glob("place/*Z"))


def assert_refused(folder: Path, *words: str) -> None:
    """The backup is not taken for a whole one, and these words say why."""
    with pytest.raises(CommandError) as refusal:
        call_command("restore", folder, check=True)
    for word in words:
        assert word in str(refusal.value)


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def either(
    request: pytest.FixtureRequest, copied: BackedUp, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Each kind of backup, to be harmed, with its private key at hand."""
    monkeypatch.setenv("PROVENANCE_BACKUP_IDENTITY", str(copied.identity))
    return copied.backup(sealed=request.param)


def flip(file: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def part_of(folder: Path) -> Path:
    return folder / manifest.read(folder).parts[0].path


def file_of(folder: Path) -> Path:
    one = next(manifest.stored(folder))
    return folder.parent / one.path(manifest.read(folder).key)


def test_a_whole_backup_is_said_to_be_whole(either, capsys):
    call_command("restore", either, check=True)
    assert f"{either} is whole, with 6 stored files." in capsys.readouterr().out


@pytest.mark.parametrize("which", [part_of, file_of])
def test_what_was_altered_is_named(either, which: Callable[[Path], Path]):
    flip(which(either))
    assert_refused(either, str(which(either)), "altered or cut off")


@pytest.mark.parametrize("which", [part_of, file_of])
def test_what_is_missing_is_named(either, which: Callable[[Path], Path]):
    gone = which(either)
    gone.unlink()
    assert_refused(either, str(gone), "missing")


def test_a_manifest_that_cannot_be_read_is_named(either):
    (either / MANIFEST).write_text("{")
    assert_refused(either, MANIFEST, "altered or cut off")


def change(folder: Path, **told: object) -> None:
    """Write other values into the manifest."""
    before = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(before | told))


def test_a_backup_of_a_newer_version_is_refused(either):
    change(either, migrations={"claims": "9999_later"}, version="9.9")
    assert_refused(either, "newer version (9.9", "9999_later", "Update Provenance")


def test_a_backup_in_a_newer_format_is_refused(either):
    change(either, format=99)
    assert_refused(either, "newer version", "Update Provenance")


def test_a_backup_does_not_lead_out_of_its_folder(either):
    change(either, parts=[{"path": "../../secret", "sha256": "", "size": 0}])
    assert_refused(either, "not inside the backup")


def test_an_encrypted_backup_needs_its_private_key(copied, monkeypatch):
    sealed = copied.backup(sealed=True)
    monkeypatch.setenv("PROVENANCE_BACKUP_IDENTITY", "")
    assert_refused(sealed, "PROVENANCE_BACKUP_IDENTITY")
    sealing.new_identity(copied.parent / "another")
    monkeypatch.setenv("PROVENANCE_BACKUP_IDENTITY", str(copied.parent / "another"))
    assert_refused(sealed, "encrypted for another key")


def test_an_encrypted_backup_holds_nothing_that_can_be_read(backed_up):
    sealed = backed_up.backup(sealed=True)
    key = manifest.read(sealed).key
    parts = [path for path in sealed.iterdir() if path.name not in (MANIFEST, manifest.FILES)]
    for path in [*parts, *backed_up.place.glob(f"files-{key}/*/*")]:
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n"), path
    assert len(parts) == 2


def test_what_is_no_public_key_is_refused():
    with pytest.raises(ImproperlyConfigured, match="backup_key"):
        sealing.Keys("age1notakey")


# Keeping.


def another(folder: Path, name: str) -> Path:
    """The same backup once more, under another name."""
    shutil.copytree(folder, folder.parent / name)
    return folder.parent / name


def test_older_backups_and_what_was_never_finished_are_taken_away(copied):
    plain, sealed = copied.backup(sealed=False), copied.backup(sealed=True)
    another(plain, "2020-01-01T000000Z")
    unfinished = another(plain, "2020-01-02T000000Z")
    (unfinished / MANIFEST).unlink()
    (copied.place / "notes").mkdir()
    keeping.prune(copied.place, 1)
    assert [one.name for one in sorted(copied.place.glob("*Z"))] == [sealed.name]
    assert not list(copied.place.glob("files/*/*"))
    assert list(copied.place.glob("files-*/*/*"))
    assert (copied.place / "notes").exists()


def test_the_last_whole_backup_stays_though_later_ones_were_not_finished(copied):
    plain = copied.backup(sealed=False)
    shutil.rmtree(copied.backup(sealed=True))
    unfinished = another(plain, "2999-01-01T000000Z")
    (unfinished / MANIFEST).unlink()
    keeping.prune(copied.place, 1)
    assert manifest.whole(copied.place) == [plain]
    call_command("restore", plain, check=True)


def test_where_nothing_is_whole_nothing_is_taken_away(copied):
    for one in manifest.whole(copied.place):
        (one / MANIFEST).unlink()
    before = sorted(copied.place.rglob("*"))
    assert keeping.prune(copied.place, 1) == []
    assert sorted(copied.place.rglob("*")) == before
