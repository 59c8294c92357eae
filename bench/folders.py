"""Where the data are that belong to others and are no part of the project."""

import os
from pathlib import Path

USUAL = Path(__file__).parents[2] / "shared" / "data"


def data_folder(part: str) -> Path:
    """The subfolder of the folder that PROVENANCE_BENCH_DATA names, whether it is there or not."""
    named = os.environ.get("PROVENANCE_BENCH_DATA")
    return (Path(named) if named else USUAL) / part
