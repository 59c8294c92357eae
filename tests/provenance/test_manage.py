"""The command line, before Django takes over."""

import sys
from collections import namedtuple

import pytest

import manage

Version = namedtuple("Version", "major minor micro")


def test_an_old_python_is_turned_away_with_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", Version(3, 10, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        manage.main(["manage.py", "run"])


def test_a_python_without_the_packages_is_pointed_to_the_right_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "django.db", None)
    with pytest.raises(SystemExit, match=r"not installed for this Python.*\.venv"):
        manage.main(["manage.py", "check"])


@pytest.mark.parametrize("words", [["help"], ["check"], ["run"], ["migrate", "--help"], []])
def test_no_database_is_started_for_what_looks_at_none(words):
    assert not manage.needs_database(["manage.py", *words])


@pytest.mark.parametrize("words", [["migrate"], ["assess", "--all"], ["makemigrations"]])
def test_every_other_command_finds_a_database_running(words):
    assert manage.needs_database(["manage.py", *words])
