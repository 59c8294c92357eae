"""`manage.py suggest`: which sentences of a file are worth checking."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Read more\nThe ministry said that applications rose by 41% in 2021. What now?\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A text of three sentences."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_as_json_every_sentence_is_there_best_first(file, capsys):
    call_command("suggest", str(file), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [set(each) for each in found] == [
        {"sentence", "start", "end", "score", "reasons"},
    ] * 3
    assert TEXT[found[0]["start"] : found[0]["end"]] == found[0]["sentence"]
    assert "41%" in found[0]["sentence"]
    assert "It has a percentage or a share." in found[0]["reasons"]


def test_the_table_holds_what_reaches_the_threshold(file, capsys):
    call_command("suggest", str(file))
    told = capsys.readouterr().out
    assert "applications rose by 41%" in told
    assert "Read more" not in told
    assert "1 of 3 sentences reach 0.5." in told


def test_another_language_is_said(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("Die Zahl der Anträge ist in dem Jahr um 41% auf 3.000 gestiegen.", "utf-8")
    call_command("suggest", str(path))
    assert "This text looks German." in capsys.readouterr().out


def test_an_empty_file_has_no_sentence(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("", encoding="utf-8")
    call_command("suggest", str(path), "--json")
    assert json.loads(capsys.readouterr().out) == []

    call_command("suggest", str(path))
    assert f"There is no sentence in {path}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\xff\xfe", "is no text in UTF-8"),
        (b"caf\xe9", "is no text in UTF-8"),
        (b"a\x00b", "holds binary data"),
    ],
)
def test_what_is_no_text_is_refused_in_words(tmp_path, content, said):
    path = tmp_path / "text.docx"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("suggest", str(path))


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("suggest", str(tmp_path / "none.txt"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("suggest", str(tmp_path))
