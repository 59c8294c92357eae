"""Links that land on words: read back as a browser reads them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fragments import DIRECTIVE, fragment, link

WORDS = st.lists(
    st.sampled_from(["the", "rose-red", "a,b", "R&D", "807%", "“May”", "x", "über", "橋", "e=mc²"]),
    min_size=1,
    max_size=40,
)


def read(directive: str) -> dict[str, str]:
    """The parts of a directive, by the grammar of the specification."""
    assert directive.startswith(DIRECTIVE)
    parts = directive.removeprefix(DIRECTIVE).split(",")
    found = {}
    if parts[0].endswith("-"):
        found["prefix"] = unquote(parts.pop(0)[:-1])
    if parts[-1].startswith("-"):
        found["suffix"] = unquote(parts.pop()[1:])
    assert 1 <= len(parts) <= 2
    found["start"] = unquote(parts[0])
    if len(parts) == 2:
        found["end"] = unquote(parts[1])
    return found


def plain(text: str) -> str:
    """As a browser shows it: white space is one space."""
    return " ".join(text.split())


@given(WORDS, WORDS, WORDS, st.booleans())
def test_every_part_stands_on_the_page_in_its_order(before, quote, after, alone):
    left, exact, right = " ".join(before) + " ", " ".join(quote), " " + " ".join(after)
    found = read(fragment(exact, left[-32:], right[:32], alone))
    page = plain(left + exact + right)
    at = len(left)
    assert page[at:].startswith(found["start"])
    assert plain(left).endswith(found.get("prefix", ""))
    assert plain(right).startswith(found.get("suffix", ""))
    assert exact.endswith(found.get("end", exact if "end" not in found else ""))
    assert "end" in found or found["start"] == exact


@given(st.text(min_size=1), st.text(max_size=32), st.text(max_size=32), st.booleans())
def test_whatever_the_characters_the_grammar_holds(exact, prefix, suffix, alone):
    directive = fragment(exact.replace("\ud800", ""), prefix, suffix, alone)
    assert re.fullmatch(r":~:text=[A-Za-z0-9_.~%,\-]*", directive)
    read(directive)


def test_a_quote_that_stands_alone_needs_nothing_beside_it():
    assert fragment("rose by 807%", "it ", " in") == ":~:text=rose%20by%20807%25"


def test_a_quote_that_stands_twice_is_told_by_the_words_beside_it():
    found = read(fragment("rose", "ut off the tide ", " again in Ma", alone=False))
    assert found == {"prefix": "off the tide", "start": "rose", "suffix": "again in"}


@pytest.mark.parametrize("character", "-,&#%+ /?")
def test_characters_that_mean_something_are_encoded(character):
    assert character not in fragment(f"a{character}b").removeprefix(DIRECTIVE).replace(
        "%", "", 1
    ) or (character == "%")
    assert read(fragment(f"a{character}b"))["start"] == f"a{character}b"


def test_a_long_quote_is_given_by_its_ends():
    quote = " ".join(f"word{number}" for number in range(60))
    found = read(fragment(quote, "before it ", " after it"))
    assert found["start"] == "word0 word1 word2 word3 word4 word5"
    assert found["end"] == "word54 word55 word56 word57 word58 word59"


def test_a_quote_over_two_paragraphs_is_given_by_its_ends():
    found = read(fragment("It ended there.\n\nNobody came."))
    assert (found["start"], found["end"]) == ("It ended there.", "Nobody came.")


def test_words_of_another_paragraph_stand_beside_a_quote_too():
    found = read(fragment("rose", "of the year.\nThe tide ", ".\nNext", alone=False))
    assert (found["prefix"], found["suffix"]) == ("The tide", ".")


def test_a_quote_that_is_cut_inside_a_word_takes_the_whole_word():
    assert read(fragment("iolence ros", "the v", "e again"))["start"] == "violence rose"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/x", "https://a.example/x#:~:text=rose"),
        ("https://a.example/x?a=b", "https://a.example/x?a=b#:~:text=rose"),
        ("https://a.example/x#part", "https://a.example/x#part:~:text=rose"),
        ("https://a.example/#:~:text=old", "https://a.example/#:~:text=rose"),
    ],
)
def test_the_address_keeps_its_own_anchor(url, found):
    assert link(url, "rose") == found
