"""How a text differs from a claim, as far as the words tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.differing import Contrast, compared
from claims.vocabulary import Agreement, Difference

PIECES = (
    "The officers rose fell not without 807% 870% in March 2024 2025 Berlin Paris never "
    "last year Q1 Q3 first half more fewer 5,000 people’s isn’t . “ ,"
)
TEXTS = st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("text", "statement", "difference", "here", "there"),
    [
        ("It rose by 870%", "It rose by 807%", "other_figure", "870%", "807%"),
        ("About 5,000 were held", "About 7,000 were held", "other_figure", None, None),
        ("Sales rose in spring", "Sales fell in spring", "other_direction", "rose", "fell"),
        ("Fewer people came", "More people came", "other_direction", "fewer", "more"),
        ("The bridge was opened", "The bridge was closed", "other_direction", None, None),
        ("They left with a permit", "They left without a permit", "negated", "", "without"),
        ("Guests with no ticket came in", "Guests with a ticket came in", "negated", None, None),
        ("Fines did not rise", "Fines of people without a car rose", "negated", "not", ""),
        ("Cars without a permit did not park", "Cars without permits park", "negated", "not", ""),
        ("It is not safe", "It is safe", "negated", "not", ""),
        ("They didn’t pay", "They did pay", "negated", "didn’t", ""),
        ("It shut in 2024", "It shut in 2023", "other_period", "2024", "2023"),
        ("It shut in May 2024", "It shut in June 2024", "other_period", None, None),
        ("Sales in Q1", "Sales in the third quarter", "other_period", None, None),
        ("It shut last year", "It shut this year", "other_period", "last year", "this year"),
        (
            "Fees rose in 2019",
            "Fees rose since Adams returned",
            "period_in_words",
            "2019",
            "since Adams returned",
        ),
        ("It shut last year", "It shut in 2023", "period_in_words", "last year", "2023"),
        ("It rose under Adams", "It rose in 2023", "period_in_words", "under Adams", "2023"),
        ("The mayor of Bremen quit", "The mayor of Kiel quit", "other_name", "Bremen", "Kiel"),
        ("So the mayor Ana Lima quit", "So the mayor Ben Roy quit", "other_name", None, None),
    ],
)
def test_what_differs_is_told_with_the_words_of_both(text, statement, difference, here, there):
    found = compared(text, statement)
    assert found.differs == [difference]
    if here is not None:
        assert found.contrasts == (Contrast(Difference(difference), here, there),)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("It rose by about 800%", "It rose by 807%"),
        ("It rose from 5 officers to 12 officers", "From 5 officers it rose to 12 officers"),
        ("In 2024 and 2025 it rose", "In 2025 it rose"),
        ("The agency ICE was sued", "The agency Immigration Control Executive was sued"),
        ("Police said that Lima’s house burned", "Police said that Lima's house burned"),
        ("They may appeal", "They appeal in May"),
        ("The old bridge was shut", "The bridge was shut"),
        ("Fines rose", "Fines of people without a licence rose"),
        ("They left without a permit", "They did not have a permit"),
        ("Officers were hurt", "Agents were hurt"),
        ("MAYOR OF BREMEN QUITS JOB", "The mayor of Kiel quits the job"),
        ("", "The bridge was shut"),
        ("5,000 arrests", "7,000 officers"),
    ],
)
def test_what_need_not_differ_is_not_told(text, statement):
    assert compared(text, statement).differs == []


def test_the_same_figure_is_told():
    found = compared("Assaults rose by 807 percent", "Assaults were up 807% on the year")
    assert found.same == (Agreement.SAME_FIGURE,)
    assert compared("It rose", "It rose").same == ()


def test_one_figure_may_agree_and_another_differ():
    found = compared("5 officers and 807%", "5 officers and 870%")
    assert found.same == (Agreement.SAME_FIGURE,)
    assert found.differs == [Difference.OTHER_FIGURE]


@given(TEXTS)
def test_a_text_never_differs_from_itself(text):
    assert compared(text, text).differs == []


@given(TEXTS, TEXTS)
def test_it_is_the_same_from_either_side(one, other):
    assert compared(one, other).differs == compared(other, one).differs
    assert compared(one, other).same == compared(other, one).same


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(one, other):
    compared(one, other)


def test_a_very_long_text_is_compared_by_its_beginning():
    assert compared("It rose by 870%. " + "x " * 200_000, "It rose by 807%").differs
