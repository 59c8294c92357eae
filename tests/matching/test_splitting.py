"""Where sentences begin and end: offsets that hold, and the cases that are ours to mend."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import sentences

ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abcABC019 .!?…\n\r\t\"'“”‘’«»()[]-•😀é中。\x00\x07\u2028\ud800")),
        st.characters(),
    ),
    max_size=300,
)


def said(text: str) -> list[str]:
    return [each.text for each in sentences(text)]


@given(ODD)
def test_every_sentence_stands_where_it_says_and_none_overlaps_another(text):
    before = 0
    for each in sentences(text):
        assert text[each.start : each.end] == each.text == each.text.strip() != ""
        assert each.start >= before
        before = each.end


@given(ODD)
def test_no_letter_or_digit_is_lost_unless_it_numbers_a_list(text):
    left_out, before = "", 0
    for each in sentences(text):
        left_out += text[before : each.start]
        before = each.end
    left_out += text[before:]
    lone = [line for line in left_out.splitlines() if any(map(str.isalnum, line))]
    assert all(len([sign for sign in line if sign.isalnum()]) <= 3 * len(line) for line in lone)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\t ", []),
        ("😀😀😀 … !!! \x07", []),
        ("Dr. No met J. K. Moore.", ["Dr. No met J. K. Moore."]),
        ("The U.S. Army came on Jan. 5. It left.", ["The U.S. Army came on Jan. 5.", "It left."]),
        ("It cost $3.5 million. Then it fell.", ["It cost $3.5 million.", "Then it fell."]),
        (
            "“It fell by 3%. It rose by 4%,” she said. He left.",
            ["“It fell by 3%.", "It rose by 4%,” she said.", "He left."],
        ),
        ('He left. "It is over." Then rain.', ["He left.", '"It is over."', "Then rain."]),
        ('"No?" he asked. "Yes!" Ann Hill said.', ['"No?" he asked.', '"Yes!" Ann Hill said.']),
        ("A heading\nThe text. More\n\nAnother", ["A heading", "The text.", "More", "Another"]),
        ("- one thing\n• another\n2) a third", ["one thing", "another", "a third"]),
        ("It fell (it was late. Really). Then.", ["It fell (it was late. Really).", "Then."]),
        ("E.g. this one. See No. 5 there.", ["E.g. this one.", "See No. 5 there."]),
    ],
)
def test_sentences_as_a_reader_would_cut_them(text, found):
    assert said(text) == found


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = (
        "The council of the town has said that it will\n"
        "Build a bridge over the river, which is to be\n"
        "ready by June. Nobody lives there.\n"
    )
    assert [each.replace("\n", " ") for each in said(text)] == [
        "The council of the town has said that it will Build a bridge over the river, which is to be "
        "ready by June.",
        "Nobody lives there.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "word " * 20_000,
        "“" * 100_000,
        "😀" * 100_000,
        "\n" * 100_000,
        "(a. b " * 16_000,
        '"He. ' * 20_000,
        "Dr. " * 25_000,
        "a\n" * 50_000,
    ],
)
def test_a_hundred_thousand_characters_of_anything_take_no_long_time(text):
    started = time.process_time()
    sentences(text)
    assert time.process_time() - started < 3


def test_a_sentence_of_a_hundred_thousand_characters_stays_whole():
    text = "word " * 20_000
    assert said(text) == [text.strip()]
