"""The code that embeds a card, and how large it is."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from claims.publish.embedding import LEAST, MOST, WIDTH, card

ADDRESS = "https://record.example/claims/1/card/"


def test_it_is_one_iframe_without_script():
    assert card(ADDRESS, "The bridge was closed", "").code == (
        f'<iframe src="{ADDRESS}" title="The bridge was closed" width="400" height="150" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


@given(st.text(max_size=60))
def test_no_statement_breaks_out_of_it(statement):
    found = re.fullmatch(
        r'<iframe src="[^"<>]*" title="([^"<>]*)" width="\d+" height="\d+" loading="lazy" '
        r'style="[^"<>]*"></iframe>',
        card(ADDRESS, statement, "").code,
    )
    assert found
    assert html.unescape(found[1]) == " ".join(statement.split())


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.text(max_size=400))
def test_it_keeps_within_what_the_other_site_allows(wide, high, statement):
    made = card(ADDRESS, statement, "", wide, high)
    assert made.width <= min(wide, MOST)
    assert made.height <= high


def test_its_width_is_ours_unless_less_is_wanted():
    assert card(ADDRESS, "A", "").width == WIDTH
    assert card(ADDRESS, "A", "", 300).width == 300
    assert card(ADDRESS, "A", "", 100).width == 100 < LEAST


def test_more_words_need_more_room():
    short, long = card(ADDRESS, "A" * 20, ""), card(ADDRESS, "A" * 300, "")
    assert short.height < long.height < card(ADDRESS, "A" * 300, "B" * 100).height
    assert card(ADDRESS, "A" * 300, "", 240).height > long.height
