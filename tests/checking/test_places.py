"""Every sentence stays at its place."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checking.places import pieces
from claims.matching import sentences


@given(
    st.text()
    | st.lists(st.sampled_from(["A word. ", "“So?” ", "\n\n", "😀 ", "7.5 % "])).map("".join)
)
def test_the_pieces_are_the_whole_text_letter_for_letter(text):
    found = sentences(text)
    shown = pieces(text, found)
    assert "".join(piece.text for piece in shown) == text
    assert [piece.text for piece in shown if piece.sentence is not None] == [
        text[one.start : one.end] for one in found
    ]


def test_what_stands_between_sentences_is_kept():
    text = " One.\n\n  Two."
    assert [(one.text, one.sentence) for one in pieces(text, sentences(text))] == [
        (" ", None),
        ("One.", 0),
        ("\n\n  ", None),
        ("Two.", 1),
    ]


def test_sentences_that_overlap_are_refused():
    with pytest.raises(ValueError, match="one after the other"):
        pieces("words", [SimpleNamespace(start=0, end=3), SimpleNamespace(start=2, end=5)])
