"""Figures side by side: when two of one measure cannot both be right, and what explains it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Beside, Comparator, Figure, FigureKind, at_odds, conflict, direction
from claims.origins import Graph, assess
from claims.vocabulary import EXPLAINING, Finding, FlagCode
from tests.graphs import generated

EXPLAINED = sorted(EXPLAINING - {Finding.OTHER_MEASURE})


def figure(value: object, unit: str = "%", **rest: object) -> Figure:
    return Figure(Decimal(str(value)), unit, **rest)


def told(*beside: Beside) -> str:
    """What the flag says; empty if it is not raised."""
    own = tuple(dict.fromkeys(one.own for one in beside))
    raised = assess(Graph(figures=own, beside=beside)).flags
    return next((one.explanation for one in raised if one.code == FlagCode.CONFLICTING_FIGURES), "")


def test_figures_that_no_number_fits_are_at_odds():
    assert at_odds(figure(12), figure(14))


def test_figures_that_a_number_fits_are_not():
    assert not at_odds(figure(12), figure(10, comparator=Comparator.AT_LEAST))


@pytest.mark.parametrize("name", ["period", "population"])
def test_what_is_recorded_on_both_and_differs_says_why(name):
    assert not at_odds(figure(12, **{name: "2023"}), figure(14, **{name: "2024"}))


@pytest.mark.parametrize("name", ["period", "population"])
def test_what_is_unrecorded_on_one_explains_nothing(name):
    assert at_odds(figure(12, **{name: "2023"}), figure(14))
    assert at_odds(figure(12, **{name: "In 2023"}), figure(14, **{name: "in 2023"}))


def test_figures_in_different_units_are_not_compared():
    assert not at_odds(figure(12), figure(14, "percentage points"))


def test_an_illustrative_figure_is_at_odds_with_none():
    made_up = figure(14, kind=FigureKind.ILLUSTRATIVE)
    assert not at_odds(figure(12), made_up)
    assert not conflict(figure(12), made_up)
    assert not conflict(made_up, figure(15, kind=FigureKind.ILLUSTRATIVE))


def test_the_flag_names_the_measure_and_the_claims_own_figure_alone():
    text = told(Beside(figure(12), figure(14), "Late buses"))
    assert text == (
        "Of the measure “Late buses”, other figures on record cannot be right together with 12%: "
        "nobody has said why they differ."
    )
    assert "14" not in text


def test_a_rise_and_a_fall_by_one_figure_are_at_odds_and_the_flag_says_so():
    assert at_odds(figure(5), figure(5), opposite=True)
    assert not at_odds(figure(0), figure(0), opposite=True)
    assert not at_odds(figure(5), figure(5, kind=FigureKind.ILLUSTRATIVE), opposite=True)
    text = told(Beside(figure(5), figure(5), "Late buses", opposite=True))
    assert text.endswith("nobody has said why they differ. One is a rise, another a fall.")


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("Late buses rose by about 5% in the city", 1),
        ("Late buses were up 5%", 1),
        ("There was a 5% fall in late buses", -1),
        ("A decline of 5% was counted", -1),
        ("5% of the buses were late", 0),
        ("Late buses rose 5% in May and fell 5% in June", 0),
        ("Fares rose, and the office counted that of all the buses 5% were late", 0),
        ("Late buses rose 6%", 0),
    ],
)
def test_the_words_beside_a_figure_say_whether_it_is_a_rise_or_a_fall(sentence, way):
    assert direction(sentence, figure(5)) == way


def test_a_proposal_says_that_it_is_one():
    assert told(Beside(figure(12), figure(14))) == (
        "A proposal, confirmed by nobody: 12% and a figure of another claim may be of one measure, "
        "and cannot both be right."
    )


@pytest.mark.parametrize("finding", EXPLAINED)
def test_what_explains_a_difference_clears_the_flag(finding):
    assert told(Beside(figure(12), figure(14), "Late buses", finding=finding)) == ""


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding.CONTRADICTORY, "an editor found them truly contradictory"),
        (Finding.UNRECORDED, "an editor looked, and the reason is unrecorded"),
    ],
)
def test_what_does_not_explain_it_is_told_and_the_flag_stays(finding, words):
    assert words in told(Beside(figure(12), figure(14), "Late buses", finding=finding))


def test_two_figures_of_one_claim_can_be_explained_too():
    one, other = figure(12), figure(14)
    side = Beside(one, other, "Late buses", within=True, finding=Finding.REVISED)
    graph = Graph(
        figures=(one, other), beside=(side, Beside(other, one, "Late buses", True, Finding.REVISED))
    )
    assert FlagCode.CONFLICTING_FIGURES not in assess(graph).codes


def test_two_figures_of_one_claim_are_told_of_once():
    one, other = figure(12), figure(14)
    sides = (
        Beside(one, other, "Late buses", within=True),
        Beside(other, one, "Late buses", within=True),
    )
    assert assess(Graph(figures=(one, other), beside=sides)).flags[0].explanation == (
        "These figures cannot both be right: 12 and 14%."
    )


def test_figures_beside_each_other_change_no_status():
    side = Beside(figure(12), figure(14), "Late buses")
    with_it, without = assess(Graph(beside=(side,))), assess(Graph())
    assert (with_it.status, with_it.asserting) == (without.status, without.asserting)


numbers = st.decimals(-1000, 1000, places=2)
any_figure = st.builds(
    figure,
    numbers,
    comparator=st.sampled_from([how for how in Comparator if how != Comparator.RANGE]),
    period=st.sampled_from(["", "2023", "2024"]),
    population=st.sampled_from(["", "adults", "Adults"]),
    kind=st.sampled_from(list(FigureKind)),
)


@generated
@given(any_figure, any_figure)
def test_being_at_odds_goes_both_ways(one, other):
    assert at_odds(one, other) == at_odds(other, one)


@generated
@given(any_figure)
def test_no_figure_is_at_odds_with_itself(one):
    assert not at_odds(one, one)


@generated
@given(any_figure, any_figure)
def test_what_conflicts_within_a_claim_is_at_odds_beside_another(one, other):
    if conflict(one, other):
        assert at_odds(one, other)


@generated
@given(any_figure, any_figure, st.sampled_from([None, *Finding]), st.sampled_from(["", "Late"]))
def test_the_flag_is_raised_exactly_while_a_pair_is_open(one, other, finding, measure):
    side = Beside(one, other, measure, finding=finding)
    assert bool(told(side)) == (at_odds(one, other) and finding not in EXPLAINING)
