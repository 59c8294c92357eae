"""What differs between two texts is told in full, and typography is no difference."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.words import _words
from claims.differences import Kind, Stretch, compare, differ, folded

WORDS = st.sampled_from(["the", "bath", "807%", "rose", "not", "“May”", "—", "\n", "a,", "don’t"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def letters(number: int) -> str:
    """A word for each number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def told(was: str, now: str) -> list[tuple[str, str]]:
    """What was removed and added, trimmed."""
    return [
        (stretch.kind.value, stretch.text.strip())
        for stretch in compare(was, now)
        if stretch.kind != Kind.SAME
    ]


def joined(stretches: list[Stretch], *kinds: Kind) -> str:
    return "".join(stretch.text for stretch in stretches if stretch.kind in kinds)


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(was, now):
    stretches = compare(was, now)
    assert joined(stretches, Kind.SAME, Kind.ADDED) == now
    left = [stretch.text for stretch in stretches if stretch.kind != Kind.ADDED]
    assert _words(" ".join(left)).keys == _words(was).keys


@given(TEXTS, TEXTS)
def test_folding_loses_nothing(was, now):
    stretches = compare(was, now)
    assert joined(folded(stretches), *Kind) == joined(stretches, *Kind)
    assert sum(one.words for one in folded(stretches)) == sum(one.words for one in stretches)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert differ(compare(text, text)) == 0


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("He said “no”.", 'He said "no"'),
        ("It rose — again", "It rose \u2013 again"),
        ("One line\n\nanother", "One  line another"),
        ("co\u00adoperate", "cooperate"),
        ("3,000 crates", "3\u202f000 crates"),
        ("", " \n "),
    ],
)
def test_white_space_and_typography_do_not_count(was, now):
    assert told(was, now) == []


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        ("rose by 807% in May", "rose by 870% in May", [("removed", "807"), ("added", "870")]),
        ("was guilty", "was not guilty", [("added", "not")]),
        ("was not guilty", "was guilty", [("removed", "not")]),
        ("", "all of it", [("added", "all of it")]),
        ("all of it", "", [("removed", "all of it")]),
    ],
)
def test_words_and_figures_count(was, now, difference):
    assert told(was, now) == difference


def test_what_was_replaced_is_one_place():
    assert differ(compare("a 1 b 2 c", "a 3 b 4 c")) == 2


def test_what_is_far_from_a_difference_is_folded_away():
    text = " ".join("word" + letters(number) for number in range(300))
    other = text.replace(f"word{letters(150)}", "other")
    stretches = folded(compare(text, other))
    assert [stretch.words for stretch in stretches if stretch.folded] == [130, 129]


def test_texts_that_are_the_same_are_folded_whole():
    text = " ".join(f"word{number}" for number in range(300))
    assert [stretch.folded for stretch in folded(compare(text, text))] == [True]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ([f"w{n * n % 4001}" for n in range(50_000)], [f"w{n * n % 4003}" for n in range(50_000)]),
        (["the"] * 50_000, ["the", "of"] * 25_000),
        (
            [f"w{n % 997}" if n % 3 else "the" for n in range(50_000)],
            [f"w{n % 997}" if n % 3 else "a" for n in range(50_000)],
        ),
    ],
)
def test_books_are_compared_in_seconds(was, now):
    begun = time.perf_counter()
    stretches = compare(" ".join(was), " ".join(now))
    assert time.perf_counter() - begun < 10
    assert joined(stretches, Kind.SAME, Kind.ADDED) == " ".join(now)


def test_a_few_edits_in_a_book_are_found_one_by_one():
    was = ["w" + letters(number * 7919 % 50_021) for number in range(50_000)]
    now = list(was)
    for place in range(500, 50_000, 1_000):
        now[place] = "edited"
    assert differ(compare(" ".join(was), " ".join(now))) == 50
