"""`manage.py import_claims`: what it records, what it says, and how it ends."""

import io
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from claims.actions import importing
from claims.models import Appearance, Claim, ImportRun
from claims.spreadsheets import json_lines, workbook
from claims.spreadsheets.reading import opened
from tests import builders as make
from tests.importing_files import ROW, as_csv, row

pytestmark = pytest.mark.django_db

GOOD = row(external_id="a")
BAD = row(external_id="b", date="yesterday", quote="other words of it")


def file_of(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    """A file of these rows, of the kind that its name says."""
    path = folder / name
    names = [*ROW, "external id"]
    table = [[cells.get(name, "") for name in names] for cells in rows]
    writers = {".xlsx": workbook, ".jsonl": json_lines}
    if path.suffix in writers:
        path.write_bytes(b"".join(writers[path.suffix](names, table)))
    else:
        path.write_bytes(as_csv(*rows))
    return path


def run(*words: object) -> tuple[str, str]:
    """What the command says, and what it complains of."""
    said, complained = io.StringIO(), io.StringIO()
    call_command("import_claims", *map(str, words), stdout=said, stderr=complained)
    return said.getvalue(), complained.getvalue()


def failure(*words: object) -> str:
    """With what it ends otherwise than well; `manage.py` makes exit code 1 of that."""
    with pytest.raises(CommandError) as caught:
        run(*words)
    assert caught.value.returncode == 1
    return str(caught.value)


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "rows.jsonl"])
def test_all_rows_of_a_file_are_recorded(tmp_path, name):
    said, complained = run(file_of(tmp_path, name, GOOD))
    assert said.splitlines()[-2:] == ["Would be: 1 new.", "Recorded: 1 new."]
    assert complained == ""
    assert Appearance.objects.get().external_id == "a"


def test_rows_to_look_at_again_are_told_and_recorded(tmp_path):
    odd = GOOD | {"statement": "It sank 3 boats.", "quote": "it sank 5 boats at noon"}
    said, _complained = run(file_of(tmp_path, "rows.csv", odd))
    assert said.splitlines() == [
        "Would be: 1 new.",
        "row 2: quote “5 boats”: Look again: the claim says 3 boats, the words quoted say 5 boats.",
        "Recorded: 1 new.",
    ]


def test_a_second_time_says_that_nothing_changes(tmp_path):
    path = file_of(tmp_path, "rows.csv", GOOD)
    run(path)
    assert "Recorded: 1 unchanged." in run(path, "--all-or-nothing")[0]


def test_dry_run_says_what_it_would_do_and_does_not(tmp_path):
    said, _ = run(file_of(tmp_path, "rows.csv", GOOD), "--dry-run")
    assert said == "Would be: 1 new.\n"
    assert not Appearance.objects.exists()


def test_all_or_nothing_records_nothing_beside_a_refused_row_and_names_it(tmp_path, capsys):
    path = file_of(tmp_path, "rows.csv", GOOD, BAD)
    complained = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was recorded"):
        call_command("import_claims", path, stdout=io.StringIO(), stderr=complained)
    assert "row 3: date “yesterday”: Write the day as year-month-day" in complained.getvalue()
    assert not Appearance.objects.exists()


def test_good_rows_records_these_and_ends_well(tmp_path):
    said, complained = run(file_of(tmp_path, "rows.csv", GOOD, BAD), "--good-rows")
    assert "Recorded: 1 new, 1 refused." in said
    assert "row 3" in complained
    assert Appearance.objects.get().external_id == "a"


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "rows.jsonl"])
def test_refused_rows_are_written_in_the_same_kind_and_come_in_again_corrected(tmp_path, name):
    out = tmp_path / f"refused-{name}"
    path = file_of(tmp_path, name, GOOD, BAD)
    said, _ = run(path, "--good-rows", "--refused", out)
    assert f"1 refused row written to {out}." in said
    assert "Would be: 1 refused." in run(out, "--good-rows", "--dry-run")[0]
    corrected = file_of(tmp_path, name, {**BAD, "date": "2026-03-14"})
    assert "Recorded: 1 linked." in run(corrected)[0]


def test_more_refused_rows_than_are_told_are_counted(tmp_path, monkeypatch):
    rows = [row(date="yesterday", external_id=str(number)) for number in range(23)]
    _, complained = run(file_of(tmp_path, "rows.csv", *rows), "--good-rows", "--dry-run")
    assert "… and 3 more; --refused OUT writes all of them." in complained


def test_a_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "none.csv"
    assert failure(path) == f"{path} cannot be read: No such file or directory."


def test_a_folder_is_no_file(tmp_path):
    assert failure(tmp_path) == f"{tmp_path} cannot be read: Is a directory."


def test_what_is_no_table_is_refused_in_a_sentence_and_nothing_is_kept(tmp_path):
    path = tmp_path / "rows.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    assert failure(path).endswith(".")
    assert not ImportRun.objects.exists()


def test_wrong_columns_are_named_one_a_line(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("statment,quote,article URL\na,b,c\n", encoding="utf-8")
    assert "Did you mean “statement”?" in failure(path).splitlines()[0]


def test_where_the_refused_rows_cannot_be_written_is_said_with_what_was_recorded(tmp_path):
    path = file_of(tmp_path, "rows.csv", GOOD, BAD)
    words = failure(path, "--good-rows", "--refused", tmp_path)
    assert words.startswith(f"{tmp_path} cannot be written: Is a directory.")
    assert "1 new" in words


def test_both_ways_at_once_are_refused(tmp_path):
    assert "not allowed with" in failure(tmp_path, "--good-rows", "--all-or-nothing")


def test_more_rows_than_are_taken_are_refused_before_any_is_recorded(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "MOST_ROWS", 1)
    words = failure(file_of(tmp_path, "rows.csv", GOOD, row(quote="other words")))
    assert words.startswith("The file has more than")
    assert not Appearance.objects.exists()


def test_whoever_is_named_is_in_the_history(tmp_path):
    ana = make.user("ana", role="data entry")
    run(file_of(tmp_path, "rows.csv", GOOD), "--by", "ana")
    event = apps.get_model("claims", "AppearanceEvent").objects.get()
    assert event.pgh_context.metadata["user"] == ana.pk
    assert ImportRun.objects.get().asked_by == ana


@pytest.mark.parametrize(
    ("name", "words"), [("nobody", "Nobody with the user name"), ("rea", "rea may not record")]
)
def test_whoever_may_not_record_cannot_be_named(tmp_path, name, words):
    make.user("rea", role="reader")
    assert words in failure(file_of(tmp_path, "rows.csv", GOOD), "--by", name)
    assert not ImportRun.objects.exists()


def test_an_encoding_can_be_named(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(row(statement="Muñoz spoke.")).decode().encode("mac_roman"))
    said, _ = run(path, "--encoding", "macintosh")
    assert said.startswith("The file is read as Western Europe, old Mac (Mac Roman).")
    assert Claim.objects.get().statement == "Muñoz spoke."


@pytest.mark.parametrize("name", ["ref.csv", "ref.xlsx", "ref.JSONL"])
def test_refused_rows_are_written_as_the_name_of_the_file_says(tmp_path, name):
    run(file_of(tmp_path, "rows.jsonl", BAD), "--good-rows", "--refused", tmp_path / name)
    with (tmp_path / name).open("rb") as file:
        table = opened(file)
        assert table.kind == name[4:].lower()
        assert [one.cells["external id"] for one in table.rows] == ["b"]


def test_a_name_of_another_kind_is_refused_before_anything_is_recorded(tmp_path):
    path = file_of(tmp_path, "rows.csv", GOOD, BAD)
    words = failure(path, "--good-rows", "--refused", tmp_path / "ref.ods")
    assert words.endswith("End it with .csv, .xlsx or .jsonl.")
    assert not Appearance.objects.exists()


def test_a_dry_run_says_that_it_is_one_where_rows_are_refused(tmp_path):
    words = failure(file_of(tmp_path, "rows.csv", GOOD, BAD), "--dry-run")
    assert words.startswith("Nothing was recorded, as --dry-run asks.")
