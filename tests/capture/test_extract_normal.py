"""The one form of texts: what it changes, what it leaves, and that it is stable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.normal import INVISIBLE, normalised, one_line

awkward = st.text(
    st.one_of(
        st.sampled_from(" \t\n\r\v\f\x00\x1c\x1f\x85\xa0\xad\u2028\u2029\u200b\u3000\ufeff\ufffe"),
        st.sampled_from("aeE.\u0301\u0308\u0327\u212b\u1100\u1161\u200d\u037e\u2000\ud800"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\r\ntwo\rthree\ffour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("one\ttwo\xa0three\u202ffour\u2009  five", "one two three four five"),
        ("one  \n  two", "one\ntwo"),
        ("one\n\n \n\t\n\ntwo", "one\n\ntwo"),
        ("\n\n one \n", "one"),
        ("na\u0308ive", "näive"),
        ("par\xadlia\u200bment\ufeff", "parliament"),
        ("nul\0 and bell\a", "nul and bell"),
        ("\u202egnihton\u202c", "gnihton"),
        ("half \ud800 a pair", "half a pair"),
    ],
)
def test_what_is_not_seen_has_one_form(text, kept):
    assert normalised(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "“Quoted” and ‘quoted’, «cité», 'plain' and \"plain\"",
        "a dash – another — a minus − and a hyphen-ated word",
        "1,000.50 is not 1.000,50; ½ is not 1/2; ﬁ is not fi",
        "می\u200cروم, क्\u200dष, 👩\u200d🔬",
        "STRASSE straße",
    ],
)
def test_what_is_seen_stays_as_it_is(text):
    assert normalised(text) == text


@given(awkward)
def test_a_second_time_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)


@given(awkward)
def test_the_result_can_be_stored_and_is_composed(text):
    kept = normalised(text)

    kept.encode()
    assert not INVISIBLE.search(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert "  " not in kept and "\n\n\n" not in kept and kept == kept.strip()


@given(awkward, awkward)
def test_a_quote_keeps_its_letters_whatever_the_spaces(text, more):
    def letters(words: str) -> str:
        return "".join(normalised(words).split())

    assert letters(text + "\n" + more) == letters(text + " \r\n\r\n\r\n " + more)


def test_a_title_is_one_line():
    assert one_line(" Bath\n\n to\r\nclose ") == "Bath to close"
    assert one_line(None) == ""
