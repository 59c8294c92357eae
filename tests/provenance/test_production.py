"""A site that others rely on does not start with a setting that is missing or weak."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.production import faults, refusal

ROOT = Path(__file__).parents[2]
KEY = "k3yThatNobodyGuesses-" * 3
WHOLE = {
    "PROVENANCE_PRODUCTION": "1",
    "PROVENANCE_SECRET_KEY": KEY,
    "PROVENANCE_ALLOWED_HOSTS": "record.example.org",
    "PROVENANCE_HTTPS": "1",
    "PROVENANCE_PROXIES": "1",
    "PROVENANCE_SITE_URL": "https://record.example.org",
    "PROVENANCE_EMAIL_URL": "smtp+tls://record:secret-word@mail.example.org:587",
    "PROVENANCE_EMAIL_FROM": "The record <record@example.org>",
    "DATABASE_URL": "postgres://provenance_app:secret-word@127.0.0.1/provenance",
    "DATABASE_OWNER_URL": "postgres://provenance_owner:secret-word@127.0.0.1/provenance",
}


def with_these(**variables: str) -> dict[str, str]:
    """A production that has all it needs, but for these; an empty one is not set."""
    return {name: value for name, value in (WHOLE | variables).items() if value}


def test_one_that_has_all_it_needs_starts():
    assert refusal(WHOLE) is None


def test_elsewhere_nothing_is_refused():
    assert refusal({}) is None
    assert refusal(with_these(PROVENANCE_PRODUCTION="0", PROVENANCE_DEBUG="1")) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROVENANCE_SECRET_KEY", ""),
        ("PROVENANCE_SECRET_KEY", "short"),
        ("PROVENANCE_SECRET_KEY", "ab" * 40),
        ("PROVENANCE_METRICS_TOKEN", "short"),
        ("PROVENANCE_DEBUG", "1"),
        ("PROVENANCE_ALLOWED_HOSTS", ""),
        ("PROVENANCE_ALLOWED_HOSTS", " , "),
        ("PROVENANCE_ALLOWED_HOSTS", "record.example.org,*"),
        ("PROVENANCE_HTTPS", ""),
        ("PROVENANCE_PROXIES", ""),
        ("PROVENANCE_PROXIES", "0"),
        ("PROVENANCE_SITE_URL", ""),
        ("PROVENANCE_SITE_URL", "http://record.example.org"),
        ("PROVENANCE_EMAIL_URL", ""),
        ("PROVENANCE_EMAIL_FROM", ""),
        ("DATABASE_URL", ""),
        ("DATABASE_OWNER_URL", ""),
        ("DATABASE_OWNER_URL", WHOLE["DATABASE_URL"]),
    ],
)
def test_each_fault_is_one_plain_sentence_that_names_the_setting(name, value):
    [fault] = faults(with_these(**{name: value}))
    assert fault.startswith(name)
    assert re.fullmatch(r"[^\n]+\.", fault)
    assert "secret-word" not in fault


@pytest.mark.parametrize("runs", ["application", "worker"])
def test_a_machine_that_only_serves_or_works_needs_not_know_the_owner(runs):
    assert refusal(with_these(DATABASE_OWNER_URL="", PROVENANCE_AS=runs)) is None


def test_all_faults_are_told_at_once():
    told = refusal({"PROVENANCE_PRODUCTION": "1"})
    assert told is not None
    assert len(told.splitlines()) == 9


def started(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    theirs = ("PROVENANCE_", "DJANGO_")
    outer = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=outer | variables,
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.mark.parametrize(
    "command",
    [("manage.py", "check"), ("-m", "provenance.web"), ("-m", "provenance.worker")],
    ids=["a command", "the web server", "a worker"],
)
def test_nothing_starts_and_the_person_reads_why(command, tmp_path):
    set_so_far = with_these(PROVENANCE_SECRET_KEY="", PROVENANCE_EMAIL_URL="")
    done = started(*command, **set_so_far, PROVENANCE_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    first, *told = done.stderr.splitlines()
    assert first.startswith("Provenance does not start with PROVENANCE_PRODUCTION=1")
    assert [line.split()[1] for line in told] == ["PROVENANCE_SECRET_KEY", "PROVENANCE_EMAIL_URL"]
    assert list(tmp_path.iterdir()) == []
