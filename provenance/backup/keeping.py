"""Takes older backups away."""

import shutil
from pathlib import Path

from provenance.backup import manifest
from provenance.backup.making import only_backup


def prune(place: Path, keep: int) -> list[Path]:
    """Leave the newest `keep` whole backups in a place, and return what was taken away: older ones, what
    was never finished, and then the stored files that no backup lists any more.

    `keep` is 1 or more, so the last whole backup stays; without a whole one nothing is taken away. Raises
    Broken, before anything is taken away, if one of those that stay cannot be read.
    """
    with only_backup(place):
        whole = manifest.whole(place)
        kept = set(whole[-keep:])
        named = [one for one in place.iterdir() if manifest.is_name(one.name) and one.is_dir()]
        gone = sorted(folder for folder in named if folder not in kept)
        if not kept or not gone:
            return []
        needed = _needed(kept)
        for folder in gone:
            # Without its manifest it is no backup, even if taking it away is broken off.
            (folder / manifest.MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder)
        for files in [place / "files", *place.glob("files-*")]:
            for path in list(files.glob("*/*")):
                if path.relative_to(place).as_posix() not in needed:
                    path.unlink()
    return gone


def _needed(kept: set[Path]) -> set[str]:
    """Where in the place the stored files of these backups are."""
    needed: set[str] = set()
    for folder in kept:
        key = manifest.read(folder).key
        needed |= {one.path(key) for one in manifest.stored(folder)}
    return needed
