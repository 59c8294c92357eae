"""What a backup says of itself, and which backups there are in a place."""

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

FORMAT = 1  # of a backup; one that is newer is refused
MANIFEST = "manifest.json"
FILES = "files.jsonl"
DUMP_FOLDER = "database"
SEALED_DUMP = "database.dump.age"
SECRET_KEYS = "secret_keys.age"  # noqa: S105 - the name of a file
PIECE = 1 << 20  # bytes that are read at a time
STAMP = "%Y-%m-%dT%H%M%SZ"  # the name of a backup: when it was begun, in UTC

Step = Callable[[int], object]


class Broken(Exception):
    """It is no whole backup, or not one for this program; the text says what is wrong with which part."""


@dataclass(frozen=True)
class Part:
    """A file of a backup: where it is in its folder, its SHA-256 as it stands there, its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `migrations` are the last of each app; `postgres` is the major version
    of the server that was dumped and `dumped_by` that of pg_dump; `key` names the recipients of an
    encrypted backup, and is empty for a plain one; `missing` are stored files that were not there."""

    made: str
    version: str
    migrations: dict[str, str]
    postgres: int
    dumped_by: int
    key: str
    parts: list[Part]
    files: int
    files_size: int
    missing: list[str]

    @property
    def files_folder(self) -> str:
        """Where in the place its stored files are."""
        return files_folder(self.key)

    def text(self) -> str:
        """The manifest as it stands in its file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Stored:
    """A stored file: its name in the storage, the SHA-256 of its bytes, and their number."""

    name: str
    sha256: str
    size: int

    def path(self, key: str) -> str:
        """Where it is in the place."""
        ending = ".age" if key else ""
        return f"{files_folder(key)}/{self.sha256[:2]}/{self.sha256}{ending}"


def files_folder(key: str) -> str:
    """Where in a place the stored files of backups for the recipients named `key` are."""
    return f"files-{key}" if key else "files"


def version() -> str:
    """The version of Provenance."""
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))
    return str(told["project"]["version"])


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole and on the disk, after everything that it names."""
    draft = folder / f"{MANIFEST}.unfinished"
    with draft.open("w", encoding="utf-8") as file:
        file.write(manifest.text())
        on_disk(file)
    draft.replace(folder / MANIFEST)


def on_disk(file: IO[Any]) -> None:
    """Wait until what was written is on the disk, whatever happens to the machine then."""
    file.flush()
    os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises Broken."""
    if not (folder / MANIFEST).is_file():
        raise Broken(f"The backup {folder} was never finished: it has no {MANIFEST}.")
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        found = told.pop("format")
        if found > FORMAT:
            raise Broken(
                f"The backup {folder} was made by a newer version (its format is {found}, and this one "
                f"reads up to {FORMAT}). Update Provenance, then restore it."
            )
        parts = [_part(one) for one in told.pop("parts")]
        manifest = Manifest(**told, parts=parts)
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"{folder / MANIFEST} was altered or cut off ({error}).") from error
    if manifest.key and not (manifest.key.isascii() and manifest.key.isalnum()):
        raise Broken(f"{folder / MANIFEST} was altered: {manifest.key!r} names no key.")
    return manifest


def _part(told: dict[str, Any]) -> Part:
    part = Part(**told)
    if Path(part.path).is_absolute() or ".." in Path(part.path).parts:
        raise ValueError(f"{part.path} is not inside the backup")
    return part


def stored(folder: Path) -> Iterator[Stored]:
    """The stored files that a backup lists. Raises Broken."""
    with (folder / FILES).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                one = Stored(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise Broken(f"{folder / FILES}, line {number}, cannot be read.") from error
            if len(one.sha256) != 64 or not one.sha256.isalnum():
                raise Broken(f"{folder / FILES}, line {number}, has no SHA-256.")
            yield one


def whole(place: Path) -> list[Path]:
    """The finished backups in a place, the oldest first."""
    return sorted(one.parent for one in place.glob(f"*/{MANIFEST}") if is_name(one.parent.name))


def is_name(name: str) -> bool:
    """Whether a folder is named like a backup."""
    try:
        datetime.strptime(name, STAMP)
    except ValueError:
        return False
    return True


def new_name() -> str:
    """The name of a backup that begins now."""
    return datetime.now(UTC).strftime(STAMP)


def chosen(folder: Path) -> Path:
    """The backup that a person means: this folder, or the newest in this place. Raises Broken."""
    if not folder.is_dir():
        raise Broken(f"There is no folder {folder}.")
    if is_name(folder.name) or (folder / MANIFEST).exists():
        return folder
    if found := whole(folder):
        return found[-1]
    raise Broken(f"{folder} holds no finished backup: no folder in it has a {MANIFEST}.")


def digest(file: Path, step: Step = lambda number: None) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as pieces:
        while piece := pieces.read(PIECE):
            found.update(piece)
            step(len(piece))
    return found.hexdigest()


def check_parts(folder: Path, manifest: Manifest, step: Step = lambda number: None) -> None:
    """Compare every part with what the manifest says of it. Raises Broken, naming the first that differs."""
    for part in manifest.parts:
        path = folder / part.path
        if not path.is_file():
            raise Broken(f"{path} is missing. The backup is not whole.")
        if digest(path, step) != part.sha256:
            raise Broken(f"{path} was altered or cut off: its SHA-256 is not that of the manifest.")
