"""Out of one database and into another: the same record."""

import json
import shutil
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError
from django.db import connection

from claims.archive import contents, manifest, reading, writing
from claims.models import (
    Claim,
    ClaimVector,
    Decision,
    Draft,
    FeedToken,
    Note,
    Snapshot,
    Source,
    User,
)
from tests import builders as make
from tests.archive.conftest import command, copied, within
from tests.sql import refused_as_written_once, run


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path: (folder / path).read_bytes() for path in sorted(manifest.files_in(folder))}


def lines(folder: Path, table: str) -> list[dict]:
    """The rows of a table of an export."""
    text = (folder / f"tables/{table}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def imported(whole, empty, tmp_path_factory):
    """Django works in a database into which the export was imported."""
    storage = tmp_path_factory.mktemp("imported")
    with copied(empty, "archive_imported") as name, within(name, storage):
        command("import_export", whole)
        yield storage


@pytest.mark.django_db
def test_the_database_that_the_others_are_copies_of_is_empty():
    reading.refuse_unless_empty()


# What is written


def test_an_export_holds_every_row_and_file_with_its_hash(whole, full):
    told = manifest.read(whole)
    manifest.check(whole, told)
    rows = {part.path: part.rows for part in told.tables}
    assert rows["tables/claims_claim.jsonl"] == 23
    with within(*full):
        stored = {f"files/{name}" for name in Snapshot.objects.values_list("file", flat=True)}
    assert {path for path in files(whole) if path.startswith("files/")} == stored


def test_rows_stand_in_the_order_of_their_key_and_times_in_utc(whole):
    for table in contents.tables():
        keys = [row[table.key] for row in lines(whole, table.name)]
        assert keys == sorted(keys)
    assert lines(whole, "claims_claim")[0]["created_at"].endswith("+00:00")


def test_nothing_that_lets_somebody_in_and_no_draft_is_in_it(whole):
    for path, held in files(whole).items():
        assert b"Words of a draft" not in held, path
        assert b"pbkdf2" not in held, path
        assert b"md5$" not in held, path
    assert {row["password"] for row in lines(whole, "claims_user")} == {"!"}


def test_the_folder_is_closed_to_others(whole):
    assert whole.stat().st_mode & 0o077 == 0


def test_a_second_export_of_the_same_record_is_the_same(whole, full, tmp_path):
    with within(*full):
        said = command("export", tmp_path / "again")
    assert files(tmp_path / "again") == files(whole)
    assert manifest.digest(whole / "manifest.json") in said


# The way back


def test_what_comes_back_is_whole_and_its_export_the_same(whole, imported, tmp_path):
    assert command("verify") == "0 differences found.\n"
    assert command("assess", "--all") == "0 stored assessments differed.\n"
    command("export", tmp_path / "again")
    assert files(tmp_path / "again") == files(whole)


def test_claims_are_found_at_once_and_their_vectors_wait(imported):
    assert Claim.objects.matching("807").exists()
    assert ClaimVector.objects.waiting().count() == Claim.objects.count()


def test_what_stays_behind_is_not_there(imported):
    assert not Draft.objects.exists()
    assert not FeedToken.objects.exists()
    assert not User.objects.get(username="ana").has_usable_password()
    assert User.objects.get(username="ana").groups.get().name == "editor"


def test_text_is_what_it_was(imported):
    assert Note.objects.get().text == "A “quote”, a back\\slash,\na line, @ben \t 𝄞"


def test_a_number_that_the_trail_knows_is_not_given_again(imported):
    gone = run("SELECT max(id) FROM claims_appearanceevent WHERE pgh_label = 'delete'")[0][0]
    last = run("SELECT max(id) FROM claims_claimevent")[0][0]
    claim = make.claim("The next one")
    assert claim.pk == last + 1
    assert make.says(claim, make.source("A paper"), basis="own_reporting").pk == gone + 1


def test_the_rules_hold_again(imported):
    with refused_as_written_once("claims_decision"):
        Decision.objects.update(reason="Otherwise.")
    before = run("SELECT count(*) FROM claims_sourceevent")
    Source.objects.filter(name="The Times").update(description="Changed.")
    assert run("SELECT count(*) FROM claims_sourceevent")[0][0] == before[0][0] + 1


def test_a_database_that_holds_a_record_is_refused(whole, imported):
    with pytest.raises(CommandError, match="holds a record already"):
        command("import_export", whole)


# What is refused leaves nothing


@pytest.fixture
def altered(whole, tmp_path) -> Path:
    """A copy of the export, to be altered."""
    return shutil.copytree(whole, tmp_path / "altered")


def refused(folder: Path, storage: Path) -> str:
    """Why an import was refused; nothing of it is left."""
    with pytest.raises(CommandError) as caught:
        command("import_export", folder)
    reading.refuse_unless_empty()
    assert not list(manifest.files_in(storage))
    assert run("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal") == [
        (0,)
    ]
    assert "Nothing was loaded" in str(caught.value)
    return str(caught.value)


def rewrite(folder: Path, path: str, text: str, rows: int | None = None) -> None:
    """Alter a file of an export, and the manifest with it, as if it had been written so."""
    (folder / path).write_text(text)
    told = json.loads((folder / "manifest.json").read_text())
    for part in [*told["tables"], told["files"]]:
        if part["path"] == path:
            part["sha256"] = manifest.digest(folder / path)
            part["rows"] = text.count("\n") if rows is None else rows
    (folder / "manifest.json").write_text(json.dumps(told))


def test_an_altered_file_is_named(altered, target):
    path = altered / "tables/claims_claim.jsonl"
    path.write_text(path.read_text().replace("807%", "870%", 1))
    assert "tables/claims_claim.jsonl was altered" in refused(altered, target)


def test_a_missing_capture_is_named(altered, target):
    path = next(path for path in files(altered) if path.startswith("files/"))
    (altered / path).unlink()
    assert f"{path} is missing" in refused(altered, target)


def test_what_is_no_json_is_named(altered, target):
    text = (altered / "tables/claims_source.jsonl").read_text()
    rewrite(altered, "tables/claims_source.jsonl", text[:-30], text.count("\n"))
    assert "tables/claims_source.jsonl cannot be read" in refused(altered, target)


def test_rows_that_stand_twice_are_refused(altered, target):
    text = (altered / "tables/claims_topic.jsonl").read_text()
    rewrite(altered, "tables/claims_topic.jsonl", text + text.splitlines()[0] + "\n")
    assert "do not fit together" in refused(altered, target)


def test_rows_that_point_at_nothing_are_refused(altered, target):
    rewrite(altered, "tables/claims_topic.jsonl", "")
    assert "do not fit together" in refused(altered, target)


def test_a_number_of_rows_that_is_wrong_is_told(altered, target):
    text = (altered / "tables/claims_claim.jsonl").read_text()
    rewrite(altered, "tables/claims_claim.jsonl", text, 99)
    assert "has 23 rows, and not 99" in refused(altered, target)


def test_a_quote_that_does_not_stand_in_its_capture_is_refused(altered, target):
    rows = lines(altered, "claims_appearance")
    rows[0]["exact"] = "x" + rows[0]["exact"][1:]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    rewrite(altered, "tables/claims_appearance.jsonl", text)
    told = refused(altered, target)
    assert f"appearance {rows[0]['id']}: its quote does not stand" in told
    assert "--as-it-is" in told


def test_another_state_of_the_tables_is_refused(altered, target):
    told = json.loads((altered / "manifest.json").read_text())
    told["migrations"]["claims"] = "9999_later"
    (altered / "manifest.json").write_text(json.dumps(told))
    assert "made by a newer version" in refused(altered, target)
    told["migrations"]["claims"] = "0001_initial"
    (altered / "manifest.json").write_text(json.dumps(told))
    assert "made by an older version" in refused(altered, target)
    del told["migrations"]["claims"]
    (altered / "manifest.json").write_text(json.dumps(told))
    assert "migration claims none" in refused(altered, target)


def test_another_file_of_the_same_name_is_not_overwritten(whole, target):
    path = next(path for path in files(whole) if path.startswith("files/"))
    (target / path.removeprefix("files/")).parent.mkdir(parents=True, exist_ok=True)
    (target / path.removeprefix("files/")).write_text("mine")
    with pytest.raises(CommandError, match="Another file of the name"):
        command("import_export", whole)
    assert (target / path.removeprefix("files/")).read_text() == "mine"
    shutil.rmtree(target / "snapshots")


def test_who_does_not_own_the_tables_is_told_whom_to_ask(whole, target):
    run("CREATE ROLE archive_guest")
    run("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO archive_guest")
    try:
        run("SET ROLE archive_guest")
        with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
            command("import_export", whole)
    finally:
        run("RESET ROLE")
        run("DROP OWNED BY archive_guest")
        run("DROP ROLE archive_guest")


# An export that cannot be finished


def test_a_folder_with_something_in_it_is_refused(full, tmp_path):
    (tmp_path / "mine").write_text("mine")
    with within(*full), pytest.raises(CommandError, match="is not empty"):
        command("export", tmp_path)
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_finished_export_is_not_written_over(full, whole):
    with within(*full), pytest.raises(CommandError, match="holds a finished export"):
        command("export", whole)


def test_a_folder_that_cannot_be_written_is_named(full, tmp_path):
    (tmp_path / "file").write_text("")
    with within(*full), pytest.raises(CommandError, match="cannot be written"):
        command("export", tmp_path / "file" / "export")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_export_that_is_broken_off_is_none_and_goes_on(
    full, whole, tmp_path, monkeypatch, error
):
    folder = tmp_path / "broken"
    with within(*full):
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_pour", lambda *ends: fail(error))
            with pytest.raises((CommandError, KeyboardInterrupt)):
                command("export", folder)
        assert not (folder / "manifest.json").exists()
        (folder / "files/gone").write_text("of the first attempt")
        command("export", folder)
    assert files(folder) == files(whole)


def fail(error: BaseException) -> None:
    """Break off."""
    raise error


def test_a_capture_whose_file_is_lost_is_told_and_left_out(full, empty, tmp_path):
    database, storage = full
    lost = shutil.copytree(storage, tmp_path / "lost")
    path = next(path for path in files(lost) if path.startswith("snapshots/"))
    (lost / path).unlink()
    with within(database, lost):
        assert f"{path} was not there" in command("export", tmp_path / "without")
    assert manifest.read(tmp_path / "without").missing == [path]
    with copied(empty, "archive_lost") as name, within(name, tmp_path / "into"):
        with pytest.raises(CommandError, match="cannot be read"):
            command("import_export", tmp_path / "without")
        command("import_export", tmp_path / "without", as_it_is=True)
        assert Claim.objects.count() == 22


def test_what_is_written_meanwhile_is_not_in_it(full, tmp_path, monkeypatch):
    database, storage = full
    written = writing._table

    def meanwhile(folder, table, step):
        part = written(folder, table, step)
        if table.name == "claims_user":
            administer_in(database, "INSERT INTO claims_topic (name) VALUES ('too late')")
        return part

    with within(database, storage):
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_table", meanwhile)
            command("export", tmp_path / "one")
        assert "too late" not in (tmp_path / "one/tables/claims_topic.jsonl").read_text()
        command("export", tmp_path / "other")
        assert "too late" in (tmp_path / "other/tables/claims_topic.jsonl").read_text()


def administer_in(database: str, statement: str) -> None:
    """Run a statement in a database, from outside of ours."""
    server = connection.settings_dict
    with psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname=database
    ) as outside:
        outside.execute(statement)
