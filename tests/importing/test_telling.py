"""What is told of a file and its rows is translated where there is Django."""

import io
from datetime import date

import pytest

from claims.importing import telling
from claims.importing.cells import understood
from claims.importing.columns import WrongColumns, checked
from claims.importing.telling import translated
from claims.spreadsheets.reading import Read, Unreadable, opened
from claims.spreadsheets.words import Words
from tests.importing_files import row


@pytest.fixture(autouse=True)
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that says all in capitals; values come as they are."""
    told = {"“{name}” is no column. Delete it, or see which columns there are.": "NO “{name}”."}
    monkeypatch.setattr(telling, "gettext", lambda words: told.get(words, f"! {words}"))


def test_a_message_is_translated_and_then_filled_in() -> None:
    words = Words("This is longer than {most:,} characters.", most=2_000)
    assert words == "This is longer than 2,000 characters."
    assert translated(words) == "! This is longer than 2,000 characters."


def test_a_part_of_a_message_is_translated_too() -> None:
    words = Words("{opening} Look again.", opening=Words("It is not there."))
    assert translated(words) == "! ! It is not there. Look again."


def test_other_texts_stay_as_they_are() -> None:
    assert translated("as {it} is") == "as {it} is"


def test_what_is_wrong_in_cells_is_translated() -> None:
    _found, problems = understood(Read(2, row(date="soon", statement="")), date(2026, 3, 20))
    assert problems
    assert all(translated(problem.words).startswith("! ") for problem in problems)


def test_wrong_columns_and_files_that_cannot_be_read_are_translated() -> None:
    with pytest.raises(WrongColumns) as columns:
        checked(["zzzzqqq", *row()])
    assert translated(columns.value) == "NO “zzzzqqq”."
    with pytest.raises(Unreadable) as file:
        opened(io.BytesIO(b""))
    assert translated(file.value).startswith("! ")
