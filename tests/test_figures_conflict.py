"""When two figures conflict: they speak of one measure, and no number fits both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Comparator, Figure, FigureKind, conflict, conflicts
from tests.graphs import generated

EXACT, ABOUT = Comparator.EXACT, Comparator.ABOUT
MORE, AT_LEAST = Comparator.MORE_THAN, Comparator.AT_LEAST
LESS, AT_MOST = Comparator.LESS_THAN, Comparator.AT_MOST
RANGE = Comparator.RANGE


def figure(value: str, comparator: Comparator = EXACT, unit: str = "%", **rest: object) -> Figure:
    return Figure(Decimal(value), unit, comparator, **rest)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("807"), figure("870")),
        (figure("5000"), figure("5000", MORE)),
        (figure("5000"), figure("5000", LESS)),
        (figure("4999"), figure("5000", AT_LEAST)),
        (figure("5001"), figure("5000", AT_MOST)),
        (figure("5000", MORE), figure("5000", AT_MOST)),
        (figure("5000", MORE), figure("5000", LESS)),
        (figure("24", LESS), figure("24", AT_LEAST)),
        (figure("100", ABOUT), figure("110.01")),
        (figure("100", ABOUT), figure("125", ABOUT)),
        (figure("-5"), figure("5")),
        (figure("0.1"), figure("0.2")),
        (figure("0", ABOUT), figure("1")),
        (figure("20", RANGE, upper=Decimal(30)), figure("31")),
        (figure("20", RANGE, upper=Decimal(30)), figure("31", RANGE, upper=Decimal(40))),
        (figure("20", RANGE, upper=Decimal(30)), figure("30", MORE)),
    ],
)
def test_figures_that_no_number_fits_conflict(one, other):
    assert conflict(one, other)
    assert conflict(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("807"), figure("807")),
        (figure("807"), figure("807.0")),
        (figure("5001"), figure("5000", MORE)),
        (figure("5000"), figure("5000", AT_LEAST)),
        (figure("5000"), figure("5000", AT_MOST)),
        (figure("5000", AT_LEAST), figure("5000", AT_MOST)),
        (figure("3000", MORE), figure("5000", MORE)),
        (figure("3000", MORE), figure("5000", LESS)),
        (figure("100", ABOUT), figure("110")),
        (figure("100", ABOUT), figure("90")),
        (figure("100", ABOUT), figure("120", ABOUT)),
        (figure("-100", ABOUT), figure("-110")),
        (figure("20", RANGE, upper=Decimal(30)), figure("30")),
        (figure("20", RANGE, upper=Decimal(30)), figure("30", RANGE, upper=Decimal(40))),
        (figure("20", RANGE, upper=Decimal(30)), figure("33", ABOUT)),
    ],
)
def test_figures_that_a_number_fits_do_not_conflict(one, other):
    assert not conflict(one, other)
    assert not conflict(other, one)


@pytest.mark.parametrize(
    "other",
    [
        figure("870", unit="deaths"),
        figure("870", period="2024"),
        figure("870", population="women"),
    ],
)
def test_figures_of_different_measures_do_not_conflict(other):
    assert not conflict(figure("807"), other)


def test_measures_are_compared_without_regard_to_capitals():
    assert conflict(figure("807", unit="Deaths"), figure("870", unit="deaths"))


def test_how_a_figure_came_about_does_not_keep_it_from_conflicting():
    measured = figure("807", kind=FigureKind.MEASURED)

    assert conflict(measured, figure("870", kind=FigureKind.ESTIMATED))


def test_conflicts_are_found_in_pairs_within_a_measure():
    five, six, deaths = figure("5"), figure("6"), figure("7", unit="deaths")
    above = figure("5", MORE)

    assert list(conflicts([five, deaths, six, above])) == [(five, six), (five, above)]


def test_a_figure_that_is_given_twice_conflicts_once():
    five, six = figure("5"), figure("6")

    assert list(conflicts([five, six, five, six])) == [(five, six)]


def test_no_figures_have_no_conflicts():
    assert list(conflicts([])) == []


numbers = st.decimals(-1000, 1000, places=2)
any_figure = st.builds(
    figure,
    numbers.map(str),
    st.sampled_from([how for how in Comparator if how != RANGE]),
) | st.builds(lambda value: figure(str(value), RANGE, upper=value + 10), numbers)


@generated
@given(any_figure)
def test_no_figure_conflicts_with_itself(one):
    assert not conflict(one, one)


@generated
@given(any_figure, any_figure)
def test_a_conflict_goes_both_ways(one, other):
    assert conflict(one, other) == conflict(other, one)


@generated
@given(any_figure, any_figure, numbers)
def test_a_number_that_fits_both_figures_rules_a_conflict_out(one, other, number):
    def fits(known: Figure) -> bool:
        low, high = known.bounds
        return low <= float(number) <= high

    if fits(one) and fits(other):
        assert not conflict(one, other)
