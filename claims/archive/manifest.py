"""The manifest of an export: what is in the folder, so that nothing can be changed unnoticed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1  # of the folder; one that is newer is refused
MANIFEST = "manifest.json"
UNFINISHED = "manifest.json.unfinished"  # its name until everything else is written
FILES = "files.jsonl"
PIECE = 1 << 20  # bytes that are read at a time

Step = Callable[[int], object]


class Broken(Exception):
    """The folder is not a whole export; the text says what is wrong with which file."""


@dataclass(frozen=True)
class Part:
    """A file of an export: where it is in the folder, its hash, and how many rows it has."""

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Stored:
    """A file that rows of the record name: where it is in the folder, its hash, its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What an export says of itself. `migrations` are the last of each app, by which the tables are
    known; `missing` are stored files that rows name and that were not there."""

    migrations: dict[str, str]
    tables: list[Part]
    files: Part
    missing: list[str]

    def text(self) -> str:
        """The manifest as it stands in its file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of an export. Raises Broken."""
    if not (folder / MANIFEST).is_file():
        raise Broken(_no_manifest(folder))
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"), object_pairs_hook=_once)
        if told["format"] > FORMAT:
            raise Broken(
                f"The export has format {told['format']}, and this version reads up to {FORMAT}. "
                "Update Provenance, then import it."
            )
        manifest = Manifest(
            dict(told["migrations"]),
            [_part(one) for one in told["tables"]],
            _part(told["files"]),
            [str(one) for one in told["missing"]],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Broken(
            f"{MANIFEST} cannot be read ({error or type(error).__name__}): it was cut off or altered."
        ) from error
    _each_once([MANIFEST, manifest.files.path, *(part.path for part in manifest.tables)])
    return manifest


def _no_manifest(folder: Path) -> str:
    if not folder.is_dir():
        return f"There is no folder {folder}."
    if (folder / UNFINISHED).exists():
        return (
            f"The export in {folder} was never finished. Go on with it where it was made: "
            f"manage.py export {folder.name}"
        )
    return f"{folder} is no export: it has no {MANIFEST}."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose names each stand once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _part(told: dict[str, Any]) -> Part:
    if set(told) != {"path", "sha256", "rows"}:
        raise ValueError("a file is not described as it must be")
    return Part(inside(told["path"]), str(told["sha256"]), int(told["rows"]))


def inside(path: Any) -> str:
    """A path that stays in the folder. Raises Broken for any other."""
    parts = PurePosixPath(path).parts if isinstance(path, str) else ()
    if (
        not parts
        or path.startswith("/")
        or "\\" in path
        or "\0" in path
        or {"..", "."} & set(parts)
    ):
        raise Broken(f"The manifest names {path!r}, which is not a path inside the export.")
    if str(PurePosixPath(path)) != path:
        raise Broken(f"The manifest names {path!r}, which is not written as a path is.")
    return str(path)


def _each_once(paths: list[str]) -> None:
    doubled = sorted({path for path in paths if paths.count(path) > 1})
    if doubled:
        raise Broken(f"The manifest names {doubled[0]} twice.")


def stored(folder: Path) -> Iterator[Stored]:
    """The stored files that the export lists. Raises Broken."""
    with (folder / FILES).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
                path, sha256, size = inside(told["path"]), str(told["sha256"]), int(told["size"])
            except (ValueError, KeyError, TypeError) as error:
                raise Broken(f"{FILES}, line {number}, cannot be read ({error}).") from error
            if not path.startswith("files/"):
                raise Broken(f"{FILES}, line {number}, names {path!r}, which is not under files/.")
            yield Stored(path, sha256, size)


def check(folder: Path, manifest: Manifest, step: Step = lambda number: None) -> None:
    """Compare every file with what the manifest says of it; `step` hears of the bytes that were read.

    Raises Broken, with the name of a file that is missing, altered, doubled or too much.
    """
    expected = {MANIFEST, manifest.files.path}
    for part in [manifest.files, *manifest.tables]:
        expected.add(part.path)
        _same(folder, part.path, part.sha256, step)
    before = ""
    for one in stored(folder):
        if one.path <= before:
            raise Broken(f"{FILES} names {one.path} twice, or out of order.")
        before = one.path
        expected.add(one.path)
        _same(folder, one.path, one.sha256, step)
    for path in sorted(files_in(folder)):
        if path not in expected:
            raise Broken(f"{path} is too much: the manifest does not name it. Take it away.")


def files_in(folder: Path) -> Iterator[str]:
    """Every file in the folder, by its path there; links are not followed."""
    return (
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _same(folder: Path, path: str, sha256: str, step: Step) -> None:
    file = folder / path
    if any(one.is_symlink() for one in [file, *file.parents] if folder in one.parents):
        raise Broken(f"{path} is a link. An export holds files alone.")
    if not file.is_file():
        raise Broken(f"{path} is missing.")
    if digest(file, step) != sha256:
        raise Broken(f"{path} was altered or cut off: its SHA-256 is not that of the manifest.")


def digest(file: Path, step: Step = lambda number: None) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as pieces:
        while piece := pieces.read(PIECE):
            found.update(piece)
            step(len(piece))
    return found.hexdigest()
