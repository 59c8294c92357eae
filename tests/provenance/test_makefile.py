"""`make`, where a person may lack what it needs."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.provenance.conftest import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as make looks at."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(checkout: Path, python: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "run", f"PYTHON={python}"], cwd=checkout, capture_output=True, text=True
    )


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_without_a_python_that_is_new_enough_make_says_so(checkout):
    done = make(checkout, program(checkout / "python", "exit 1"))
    assert done.returncode != 0
    assert "Provenance needs Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv").exists()


def test_without_the_venv_module_make_says_what_to_install(checkout):
    lacking = program(checkout / "python", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = make(checkout, lacking)
    assert done.returncode != 0
    assert "python3-venv" in done.stderr


def test_an_installation_that_was_broken_off_is_begun_again(checkout):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "unfinished").touch()
    half = program(checkout / ".venv" / "bin" / "python", "exit 0")
    done = make(checkout, program(checkout / "python", "exit 1"))
    assert "Provenance needs Python" in done.stderr

    shutil.copy(half, checkout / "python")
    done = make(checkout, checkout / "python")
    assert not half.exists()
    assert (checkout / ".venv" / "unfinished").exists()
