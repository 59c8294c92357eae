"""How near two statements are by their words alone, their figures aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.closeness import NEAR, closeness
from tests.graphs import generated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Late buses in the city rose 12%", "Late buses in the city increased by 14%"),
        ("About 300 nurses left the county hospital", "The county hospital lost 410 nurses"),
        ("Rents of new flats went up 9% last year", "Rents of new flats went up 11% last year"),
        ("Rents in Leeds rose 9% in 2023", "Rents in Leeds rose 11% in 2023"),
    ],
)
def test_statements_of_one_thing_are_near(one, other):
    assert closeness(one, other) >= NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Late buses in the city rose 12%", "Rents of new flats rose 12%"),
        ("Rents in Leeds rose 9%", "Rents in York rose 11%"),
        ("Rents of new flats rose 9% in 2023", "Rents of new flats rose 11% in 2024"),
        ("12%", "14%"),
        ("", ""),
        ("\x00\x07", "🙂"),
    ],
)
def test_statements_of_two_things_are_not(one, other):
    assert closeness(one, other) < NEAR


words = st.text(st.sampled_from("ab AB.1%\x00é "), max_size=60)


@generated
@given(words, words)
def test_it_is_a_share_and_goes_both_ways(one, other):
    assert 0 <= closeness(one, other) <= 1
    assert closeness(one, other) == closeness(other, one)
