"""Where measurements keep things: the data that belong to others, and the records that are built here."""

import os
import tempfile
from pathlib import Path

USUAL = Path(__file__).parents[2] / "shared" / "data"


def data_folder(part: str) -> Path:
    """The subfolder of the folder that PROVENANCE_BENCH_DATA names, whether it is there or not."""
    named = os.environ.get("PROVENANCE_BENCH_DATA")
    return (Path(named) if named else USUAL) / part


def bench_folder() -> Path:
    """Where built records and what was measured on them are kept, from one run to the next:
    PROVENANCE_BENCH_DIR, or a folder for temporary files."""
    named = os.environ.get("PROVENANCE_BENCH_DIR")
    folder = Path(named) if named else Path(tempfile.gettempdir(), "provenance-bench")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    return folder.resolve()


def record_folder(size: int) -> Path:
    """The data folder of the record of so many claims, whether it is built or not."""
    return bench_folder() / str(size)


def megabytes(folder: Path) -> float:
    """What the files of a folder take."""
    found = (file.stat() for file in folder.rglob("*") if file.is_file())
    return sum(one.st_blocks * 512 for one in found) / 1e6
