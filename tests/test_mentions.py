"""Names in notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.mentions import names, pieces

TEXTS = st.text(st.sampled_from("@ab.-+_ é\n<,"), max_size=40)


@pytest.mark.parametrize(
    ("text", "people", "found"),
    [
        ("@ana look", ["ana"], ["ana"]),
        ("Look, @Ana.", ["ana"], ["Ana"]),
        ("@ana.b and @bo", ["ana.b", "bo"], ["ana.b", "bo"]),
        ("@ana.", ["ana.", "ana"], ["ana."]),
        ("mail ana@bo.example", ["bo.example", "bo"], []),
        ("@nobody", ["ana"], []),
        ("@ana@bo", ["ana", "bo"], []),
        ("(@ana)", ["ana"], ["ana"]),
        ("@anabel", ["ana"], []),
        ("@", ["ana"], []),
    ],
)
def test_people_are_found_by_their_names(text, people, found):
    assert [piece.name for piece in pieces(text, people) if piece.name] == found


@given(TEXTS)
def test_the_pieces_joined_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text, ["a", "b", "ab", "a.b"])) == text


@given(TEXTS, st.sampled_from(["a", "b", "ab", "a.b", "é"]))
def test_whoever_is_marked_is_among_the_names(text, person):
    marked = {piece.name.lower() for piece in pieces(text, [person]) if piece.name}
    assert marked <= names(text)
