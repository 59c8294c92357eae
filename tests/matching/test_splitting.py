"""Where sentences begin and end: offsets that hold, and the cases that are ours to mend."""

import re
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


BULLET = re.compile(r"\s*(?:\d{1,3}[.)]|[a-zA-Z]\))[ \t]+")


@given(ODD)
def test_no_letter_or_digit_is_lost_unless_it_numbers_a_list(text):
    ends = [0, *(each.end for each in sentences(text))]
    starts = [*(each.start for each in sentences(text)), len(text)]
    for end, start in zip(ends, starts, strict=True):
        for line in text[end:start].splitlines():
            assert not any(map(str.isalnum, BULLET.sub("", line, count=1)))


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
        ("It ended in May. Nobody saw me. Ask.", ["It ended in May.", "Nobody saw me.", "Ask."]),
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


def test_a_line_break_of_a_pdf_before_a_name_ends_no_sentence():
    text = (
        "The auditor of the town told the council on Monday that\n"
        "Edgar Holt, who ran the office until March,\n"
        "Bridge Street had paid 41% more for the repair of its\n"
        "roof in 2019 than it had been asked to, and that neither\n"
        "Holt nor the mayor had signed it. Nobody was there.\n"
        "What the office says\n"
        "It paid what it was asked to.\n"
    )
    assert [each.replace("\n", " ") for each in said(text)] == [
        "The auditor of the town told the council on Monday that Edgar Holt, who ran the office until "
        "March, Bridge Street had paid 41% more for the repair of its roof in 2019 than it had been "
        "asked to, and that neither Holt nor the mayor had signed it.",
        "Nobody was there.",
        "What the office says",
        "It paid what it was asked to.",
    ]
    assert all(text[one.start : one.end] == one.text for one in sentences(text))


def test_a_caption_and_a_heading_in_capitals_end_where_their_line_ends_in_a_pdf_too():
    text = (
        "The repair of the roof was paid for in two parts, of\n"
        "which the second was larger by far.\n"
        "Figure 1: what was paid for the roof, in both parts\n"
        "Where the Money for Both Parts of the Roof Came From\n"
        "The council voted twice on Monday, and once on Friday.\n"
    )
    assert said(text)[1:] == [
        "Figure 1: what was paid for the roof, in both parts",
        "Where the Money for Both Parts of the Roof Came From",
        "The council voted twice on Monday, and once on Friday.",
    ]


def test_a_line_that_ends_in_mid_air_goes_on_however_short_it_is():
    assert said("It was found by the\nAtlantic. Mr.\nHolt left.") == [
        "It was found by the\nAtlantic.",
        "Mr.\nHolt left.",
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
