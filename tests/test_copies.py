"""What two texts share: found by few prints, told word by word."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.copies import Piece, Why, compare, original, read, worth_comparing
from claims.copies.limits import FEWEST_WORDS, MOST_WORDS, SHINGLE, WINDOW
from claims.copies.sharing import Shared
from tests import prose

WIRE = prose.text(200, "wire")
FEW = settings(deadline=None, max_examples=60, derandomize=True)

# Texts of a few words each, so that repetitions, quotation marks and strange signs come up often.
TOKENS = st.sampled_from(
    [*prose.VOCABULARY[:40], "“so", "so”", '"', "3,000", "€5", "不", "\x00", "n’t", ".", "-"]
)
SCRAPS = st.lists(TOKENS, max_size=200).map(" ".join)


def found(one: str, other: str) -> bool:
    """Whether two texts meet by their prints, and look copied when they are compared."""
    first, second = read(one), read(other)
    shared = first.prints & second.prints
    met = worth_comparing(first.prints, second.prints, len(shared))
    return met and compare(first, second).looks_copied


def shared(one: str, other: str) -> Shared:
    return compare(read(one), read(other))


# Copies


def test_a_text_is_a_copy_of_itself():
    assert shared(WIRE, WIRE) == replace(
        shared(WIRE, WIRE), words=200, percent=100, other_percent=100
    )
    assert found(WIRE, WIRE)


def test_a_copy_under_another_headline_is_found():
    assert found(WIRE, f"{prose.text(15, 'headline')}\n\n{WIRE}")


def test_a_copy_cut_to_its_first_paragraphs_is_found():
    cut = WIRE[: len(WIRE) * 4 // 10]

    assert found(cut, WIRE)
    assert shared(cut, WIRE).percent == 100
    assert 35 <= shared(cut, WIRE).other_percent <= 45


def test_a_wire_item_inside_a_long_article_is_found():
    long = f"{prose.text(900, 'before')}\n\n{WIRE}\n\n{prose.text(900, 'after')}"

    assert found(WIRE, long)
    assert shared(WIRE, long).percent == 100
    assert shared(WIRE, long).other_percent < 15


def test_a_rewrite_with_one_word_in_ten_replaced_is_found():
    assert found(WIRE, prose.replaced(WIRE, 10, "rewrite"))


def test_a_copy_with_its_paragraphs_in_another_order_is_found():
    assert found(WIRE, "\n\n".join(reversed(WIRE.split("\n\n"))))


def test_capitals_typography_and_spaces_make_no_difference():
    one = "It’s 3,000 — “no more” — " + WIRE
    other = "it's 3000 - 'no more' - " + WIRE.upper().replace(" ", "\n ")

    assert shared(one, other).percent == 100


# No copies


def test_two_texts_of_their_own_are_no_copies():
    assert not found(prose.text(600, "one"), prose.text(600, "other"))


def test_a_long_quotation_that_both_hold_is_no_copy():
    speech = f"“{' '.join(prose.words(120, 'speech'))}”"
    one = f"{prose.text(150, 'one')}\n\n{speech}"
    other = f"{speech}\n\n{prose.text(150, 'other')}"

    assert not found(one, other)
    assert shared(one, other) == Shared(0, 0, 0, ())


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph():
    one = f"“{prose.text(30, 'speech')}\n\n{WIRE}"

    assert found(one, WIRE)


def test_a_paragraph_in_common_is_no_copy_below_the_fewest_words():
    passage = " ".join(prose.words(FEWEST_WORDS - 1, "passage"))
    one = f"{passage}\n\n{prose.text(80, 'one')}"

    assert not found(one, f"{passage}\n\n{prose.text(80, 'other')}")


def test_a_passage_in_common_is_no_copy_when_it_is_a_small_part_of_both():
    one = f"{prose.text(400, 'one')}\n\n{prose.text(80, 'same')}"
    other = f"{prose.text(80, 'same')}\n\n{prose.text(400, 'other')}"

    assert not found(one, other)


def test_what_is_common_to_many_articles_does_not_count():
    notice = prose.text(100, "notice")
    one, other = f"{prose.text(90, 'one')}\n\n{notice}", f"{prose.text(90, 'other')}\n\n{notice}"
    common = read(notice).prints

    assert compare(read(one), read(other)).looks_copied
    assert not compare(read(one), read(other), common).looks_copied


# Passages


def test_a_passage_is_told_by_its_place_in_both_texts():
    before = prose.text(50, "before")
    one, other = f"{before}\n\n{WIRE}", WIRE

    passage = shared(one, other).passages[0]

    assert one[passage.start : passage.end] + "." == WIRE
    assert (passage.other_start, passage.other_end) == (0, len(WIRE) - 1)
    assert passage.words == 200


def test_a_few_words_that_differ_do_not_break_a_passage():
    words = WIRE.split(" ")
    words[50:52] = ["one", "word", "other"]

    assert len(shared(WIRE, " ".join(words)).passages) == 1


def test_passages_that_stand_apart_are_told_apart():
    other = f"{WIRE}\n\n{prose.text(60, 'between')}\n\n{prose.text(70, 'second')}"
    one = f"{prose.text(70, 'second')}\n\n{prose.text(60, 'own')}\n\n{WIRE}"

    assert [passage.words for passage in shared(one, other).passages] == [70, 200]


# Which is the original


EARLY, LATE = date(2025, 3, 1), date(2025, 3, 2)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Piece(EARLY, "", ""), Piece(LATE, "", ""), (0, Why.DATE)),
        (Piece(LATE, "", ""), Piece(EARLY, "", ""), (1, Why.DATE)),
        (Piece(EARLY, "Echo", "x"), Piece(EARLY, "Post", "the Echo said"), (0, Why.CREDIT)),
        (Piece(None, "The Post", "(Reuters) - x"), Piece(EARLY, "Reuters", "x"), (1, Why.CREDIT)),
        (
            Piece(None, "Post", "x, reported AP."),
            Piece(None, "Associated Press", "x"),
            (1, Why.CREDIT),
        ),
        (Piece(None, "Post", "an app for maps"), Piece(None, "AP", "x"), (0, Why.UNKNOWN)),
        (Piece(None, "Post", "the Echo"), Piece(None, "Echo", "the Post"), (0, Why.UNKNOWN)),
        (Piece(None, "Post", "the Post"), Piece(None, "Post", "x"), (0, Why.UNKNOWN)),
        (Piece(None, "", ""), Piece(EARLY, "", ""), (0, Why.UNKNOWN)),
    ],
)
def test_the_original_is_the_earlier_or_else_the_one_that_is_credited(one, other, answer):
    assert original(one, other) == answer


# Any text


@FEW
@given(SCRAPS, SCRAPS, st.integers(0, 10**6))
def test_a_text_that_stands_in_another_is_always_found(before, after, seed):
    item = prose.text(FEWEST_WORDS + 5, seed)

    assert found(item, f"{before}\n\n{item}\n\n{after}")


@FEW
@given(SCRAPS, SCRAPS, SCRAPS)
def test_twenty_words_in_a_row_leave_a_print_in_both(run, before, after):
    long = [f"{text}\n\n{prose.text(FEWEST_WORDS, 'more')}" for text in (before, after)]
    one, other = (read(f"{text}\n\n{run}\n\n") for text in long)

    if len(read(run).words.keys) >= WINDOW + SHINGLE - 1:
        assert one.prints & other.prints


@FEW
@given(SCRAPS, SCRAPS)
def test_comparing_is_the_same_the_other_way_round(one, other):
    there, back = shared(one, other), shared(other, one)

    assert (there.words, there.percent, there.other_percent) == (
        back.words,
        back.other_percent,
        back.percent,
    )
    assert found(one, other) == found(other, one)


@FEW
@given(SCRAPS, SCRAPS)
def test_every_passage_stands_in_both_texts(one, other):
    for passage in shared(one, other).passages:
        assert 0 <= passage.start < passage.end <= len(one)
        assert 0 <= passage.other_start < passage.other_end <= len(other)


@FEW
@given(SCRAPS)
def test_a_share_is_never_more_than_all(text):
    assert 0 <= shared(text, WIRE).percent <= 100
    assert 0 <= shared(text, text).other_percent <= 100


# Bad input


@pytest.mark.parametrize("text", ["", " \n", "\x00\x01\x02" * 400, "one word", "“" * 400])
def test_a_text_without_enough_words_is_like_nothing(text):
    assert not found(text, text + WIRE)
    assert not read("one word").prints


def test_a_text_of_emoji_is_compared_sign_by_sign():
    assert found("😀🎈" * 400, "😀🎈" * 400)
    assert not found("😀🎈" * 400, "🎉" * 400)


def test_a_text_of_one_word_over_and_over_has_one_print():
    again = "ha " * 1000

    assert len(read(again).prints) == 1
    assert found(again, again)
    assert not found(again, f"ha ha ha ha ha ha {WIRE}")


def test_of_an_enormous_text_only_the_beginning_is_read():
    text = prose.text(1000, "book") * 400
    begun = time.perf_counter()
    book = read(text)

    assert len(text) > 2_000_000
    assert len(book.words.keys) == MOST_WORDS
    assert compare(book, read(text)).percent == 100
    assert time.perf_counter() - begun < 20


def test_surrogates_are_read_like_any_sign():
    assert found(f"\ud800 {WIRE}", WIRE)
