"""Takes older backups away."""

import shutil
from pathlib import Path

from provenance.backup import manifest
from provenance.backup.making import only_backup


def prune(place: Path, keep: int) -> list[Path]:
    """Leave the newest `keep` whole backups in a place, and return what was taken away: older ones, what
    was never finished, and then the stored files that no backup lists any more.

    `keep` is 1 or more, so the last whole backup stays; without a whole one nothing is taken away.
    """
    with only_backup(place):
        whole = manifest.whole(place)
        kept = set(whole[-keep:])
        if not kept:
            return []
        gone = sorted(
            folder
            for folder in place.iterdir()
            if manifest.is_name(folder.name) and folder.is_dir() and folder not in kept
        )
        for folder in gone:
            # Without its manifest it is no backup, even if taking it away is broken off.
            (folder / manifest.MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder)
        if gone:
            _remove_unlisted(place, kept)
    return gone


def _remove_unlisted(place: Path, kept: set[Path]) -> None:
    needed: dict[str, set[str]] = {}
    for folder in kept:
        told = manifest.read(folder)
        paths = needed.setdefault(told.files_folder, set())
        paths |= {one.path(told.key) for one in manifest.stored(folder)}
    for files in [place / "files", *place.glob("files-*")]:
        for path in list(files.glob("*/*")):
            if path.relative_to(place).as_posix() not in needed.get(files.name, set()):
                path.unlink()
