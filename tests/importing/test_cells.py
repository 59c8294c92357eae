"""A row as it is meant: days, sources, figures, and what is said of those that cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.importing.cells import Counted, Named, Row, named, understood
from claims.importing.columns import COLUMNS
from claims.spreadsheets.reading import Read
from tests.importing_files import row as cells_of

TODAY = date(2026, 11, 22)


def row(**cells: str) -> Row:
    """The row, which must be a good one."""
    found, problems = understood(Read(2, cells_of(**cells)), TODAY)
    assert found, problems
    return found


def problem(column: str, **cells: str) -> str:
    """What is wrong with the one cell."""
    found, [told] = understood(Read(2, cells_of(**cells)), TODAY)
    assert found is None
    assert told.column == column
    return told.words


@given(st.dictionaries(st.sampled_from([column.name for column in COLUMNS]), st.text()))
def test_any_cells_make_a_row_or_say_why_not(cells):
    found, problems = understood(Read(2, cells), TODAY)
    assert (found is None) == bool(problems)
    assert all(one.words.endswith(".") for one in problems)


@given(st.dates(min_value=date(1600, 1, 1), max_value=TODAY))
def test_a_day_as_iso_writes_it_is_read(day):
    assert row(date=day.isoformat()).published_on == day


def test_a_day_that_may_be_two_is_refused_with_both():
    assert "2026-04-03 or 2026-03-04" in problem("date", date="3/4/2026")


def test_a_day_in_another_form_is_refused_with_how_to_write_it():
    assert "2026-03-14" in problem("date", date="14.3.2026")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-30", "There is no such day. Look up which"),
        ("2027-01-01", "still to come"),
        ("soon", "year-month-day"),
    ],
)
def test_a_day_that_is_none_is_refused(day, words):
    assert words in problem("date", date=day)


def test_everything_that_is_wrong_in_a_row_is_told():
    _none, problems = understood(Read(2, cells_of(date="soon", stance="says", quote="")), TODAY)
    assert {one.column for one in problems} == {"date", "stance", "quote"}


def test_a_long_value_is_shown_short():
    _none, [told] = understood(Read(2, cells_of(statement="word " * 1_000)), TODAY)
    assert len(told.as_told()[1]) == 120


def test_a_source_has_its_kind_or_number_in_brackets():
    assert named("Ana Lima (Person)") == Named("Ana Lima", "person")
    assert named("a nurse (#12)") == Named("a nurse", number=12)
    assert named("The Times (London)") == Named("The Times (London)")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12 hours", ("exact", "12", None, "hours")),
        ("more than 5,000 officers", ("more_than", "5000", None, "officers")),
        ("807%", ("exact", "807", None, "%")),
        ("between 20 and 30 arrests/day", ("range", "20", "30", "arrests/day")),
        ("about $3.5", ("about", "3.5", None, "$")),
        ("-4 degrees", ("exact", "-4", None, "degrees")),
    ],
)
def test_a_figure_is_read_as_pages_show_it(written, read):
    how, value, upper, unit = read
    wanted = Counted(how, Decimal(value), upper and Decimal(upper), unit)
    assert row(figures=written).figures == (wanted,)


@pytest.mark.parametrize("written", ["many", "3 million people", "30 and 20", "1,00 x", "9" * 30])
def test_what_is_no_figure_is_refused(written):
    assert problem("figures", figures=written)


def test_an_address_that_cannot_be_kept_is_refused():
    assert "http://" in problem("article URL", article_URL="ftp://example.org/a")
    assert "password" in problem("article URL", article_URL="https://a:b@example.org/")
    assert row(article_URL="https://example.org/a#part").url == "https://example.org/a"


def test_a_line_of_json_that_names_an_unknown_column_is_refused_with_the_nearest():
    _none, [told] = understood(Read(2, {**cells_of(), "statment": "x"}), TODAY)
    assert "Did you mean “statement”?" in told.words
