"""The manifest of an export, as anybody may have changed it."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.archive import manifest
from claims.archive.manifest import Broken, Manifest, Part, inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small export."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "files").mkdir()
    (tmp_path / "tables/one.jsonl").write_text('{"id":1}\n')
    (tmp_path / "files/a").write_text("bytes")
    write_list(tmp_path, [stored(tmp_path, "files/a")])
    write(tmp_path)
    return tmp_path


def stored(folder: Path, path: str) -> dict:
    """A line of the list of stored files."""
    return {"path": path, "sha256": manifest.digest(folder / path), "size": 5}


def write_list(folder: Path, rows: list[dict]) -> None:
    """The list of stored files."""
    (folder / "files.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def write(folder: Path, **changed: object) -> None:
    """A manifest of what is in the folder, with something changed."""
    one = Part("tables/one.jsonl", manifest.digest(folder / "tables/one.jsonl"), 1)
    listed = Part("files.jsonl", manifest.digest(folder / "files.jsonl"), 1)
    told = json.loads(Manifest({"claims": "0001"}, [one], listed, []).text())
    (folder / "manifest.json").write_text(json.dumps({**told, **changed}))


def problem(folder: Path) -> str:
    """What is wrong with an export."""
    with pytest.raises(Broken) as caught:
        manifest.check(folder, manifest.read(folder))
    return str(caught.value)


def test_a_whole_export_is_no_problem(folder):
    heard: list[int] = []
    manifest.check(folder, manifest.read(folder), heard.append)
    listed = (folder / "files.jsonl").stat().st_size
    assert sum(heard) == len('{"id":1}\n') + len("bytes") + listed


@pytest.mark.parametrize("path", ["tables/one.jsonl", "files/a"])
def test_a_file_that_was_altered_is_named(folder, path):
    (folder / path).write_text("otherwise\n")
    assert problem(folder).startswith(f"{path} was altered")


@pytest.mark.parametrize("path", ["tables/one.jsonl", "files/a"])
def test_a_file_that_is_missing_is_named(folder, path):
    (folder / path).unlink()
    assert problem(folder) == f"{path} is missing."


@pytest.mark.parametrize("path", ["tables/two.jsonl", "files/b", "readme"])
def test_a_file_that_is_too_much_is_named(folder, path):
    (folder / path).write_text("more")
    assert problem(folder).startswith(f"{path} is too much")


def test_a_list_of_files_that_was_altered_is_named(folder):
    (folder / "files.jsonl").write_text("")
    assert problem(folder).startswith("files.jsonl was altered")


def test_a_file_that_is_listed_twice_is_named(folder):
    row = stored(folder, "files/a")
    write_list(folder, [row, row])
    write(folder)
    assert "files/a twice" in problem(folder)


def test_a_table_that_is_listed_twice_is_named(folder):
    told = json.loads((folder / "manifest.json").read_text())
    write(folder, tables=told["tables"] * 2)
    assert "tables/one.jsonl twice" in problem(folder)


def test_a_newer_format_asks_for_an_update(folder):
    write(folder, format=2)
    assert "Update Provenance" in problem(folder)


def test_a_folder_without_a_manifest_is_no_export(folder):
    (folder / "manifest.json").unlink()
    assert "is no export" in problem(folder)


def test_an_export_that_was_not_finished_says_so(folder):
    (folder / "manifest.json").rename(folder / "manifest.json.unfinished")
    assert "was never finished" in problem(folder)


def test_a_folder_that_is_not_there_is_said_to_be(tmp_path):
    assert problem(tmp_path / "nowhere") == f"There is no folder {tmp_path / 'nowhere'}."


@pytest.mark.parametrize("length", [0, 1, 40, 200])
def test_a_manifest_that_was_cut_off_says_so(folder, length):
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text[:length])
    assert problem(folder).startswith("manifest.json cannot be read")


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"format": "1"}',
        '{"format": 1}',
        '{"format": 1, "format": 1}',
        "[" * 100_000,
        '{"format": 1, "migrations": [], "tables": [3], "files": {}, "missing": []}',
    ],
)
def test_a_manifest_that_is_something_else_says_so(folder, text):
    (folder / "manifest.json").write_text(text)
    assert problem(folder).startswith("manifest.json cannot be read")


def test_bytes_that_are_no_text_say_so(folder):
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    assert problem(folder).startswith("manifest.json cannot be read")


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../one", "tables/../../one", "", "a\\b", "a//b", "./a", "a/", "a\0b", 3],
)
def test_a_path_that_climbs_out_of_the_folder_is_refused(folder, path):
    write(folder, files={"path": path, "sha256": "0" * 64, "rows": 1})
    assert "The manifest names" in problem(folder)


@pytest.mark.parametrize("path", ["files/../../one", "tables/one.jsonl", "/etc/passwd"])
def test_a_stored_file_that_is_not_among_the_stored_files_is_refused(folder, path):
    write_list(folder, [{"path": path, "sha256": "0" * 64, "size": 1}])
    write(folder)
    assert "names" in problem(folder)


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a"
    outside.write_text("bytes")
    (folder / "files/a").unlink()
    (folder / "files/a").symlink_to(outside)
    assert problem(folder) == "files/a is a link. An export holds files alone."


@given(st.text(max_size=30))
def test_a_path_is_inside_or_refused(path):
    with suppress(Broken):
        assert (Path("/folder") / inside(path)).resolve().is_relative_to("/folder")
