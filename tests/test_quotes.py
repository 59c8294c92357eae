"""Where a pasted quote stands, and what is said when that is not plain."""

import pytest
from django.core.exceptions import ValidationError

from claims.quotes import PLACES_SHOWN, found_again, other_figure, standing

TEXT = "Overtime rose by 870%. Overtime is not paid, says A. Overtime is not paid, says B."


def refused(text: str, pasted: str, place: int | None = None) -> tuple[str, list[str]]:
    """The field that is complained of, and the complaints."""
    with pytest.raises(ValidationError) as caught:
        standing(text, pasted, place)
    [(field, messages)] = caught.value.message_dict.items()
    return field, messages


def test_words_that_stand_once_are_selected_with_what_stands_around_them() -> None:
    found = standing(TEXT, "rose by 870%")
    assert TEXT[found.start : found.end] == "rose by 870%"
    assert found.prefix == "Overtime "
    assert found.suffix.startswith(". Overtime is not paid")


def test_words_that_stand_in_several_places_are_asked_about() -> None:
    field, messages = refused(TEXT, "is not paid")
    assert field == "place"
    assert "stands in 2 places" in messages[0]
    assert "1:" in messages[1]
    assert "<mark>is not paid</mark>, says A" in messages[1]
    assert "2:" in messages[2]
    assert "says B" in messages[2]


def test_the_number_chooses_the_place() -> None:
    found = standing(TEXT, "is not paid", 2)
    assert found.start == TEXT.rindex("is not paid")


@pytest.mark.parametrize("place", [0, 3])
def test_a_number_that_is_no_place_is_refused(place: int) -> None:
    field, messages = refused(TEXT, "is not paid", place)
    assert field == "place"
    assert messages[0].startswith(f"There is no place {place}.")


def test_a_number_is_refused_where_there_is_one_place_only() -> None:
    field, messages = refused(TEXT, "rose by 870%", 2)
    assert (field, messages) == ("place", ["The quote stands in one place only: leave this empty."])


def test_only_the_first_of_many_places_are_shown() -> None:
    _, messages = refused("no pay. " * 40, "no pay")
    assert "40 places" in messages[0]
    assert len(messages) == PLACES_SHOWN + 2
    assert messages[-1] == f"… and {40 - PLACES_SHOWN} more places."


def test_words_that_are_not_there_are_refused_with_the_nearest_passage_as_it_stands() -> None:
    field, messages = refused(TEXT, "rose by 807%")
    assert field == "exact"
    assert messages[0] == "These words do not stand in the captured text."
    assert "870%" in messages[1]
    assert "rose by <del>807</del><ins>870</ins>%" in messages[2]


def test_words_in_another_order_show_what_moved() -> None:
    text = "The council said on Tuesday that applications rose by 41% in a year."
    _, messages = refused(text, "In a year, applications rose by 41%")
    assert "<del>In a year, </del>applications rose by 41% <ins>in a year</ins>" in messages[2]


def test_of_a_long_quote_the_words_around_the_difference_are_shown() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    _, messages = refused(words.replace("word100", "other"), words)
    assert "<del>word100</del>" in messages[2].replace(" </del>", "</del>")
    assert messages[2].count("…") == 2
    assert "word50 " not in messages[2]


def test_another_typography_is_called_that() -> None:
    _, messages = refused("It said “overtime is not paid” then.", '"overtime is not paid"')
    assert messages[2] == "Only typography or spacing differs."


def test_the_words_around_a_place_are_whole_and_an_ellipsis_says_that_there_are_more() -> None:
    before, after = (
        "unmistakably established beyond " * 3,
        " notwithstanding considerable doubts" * 3,
    )
    _, messages = refused(f"{before}no pay{after}. no pay", "no pay")
    assert messages[1].startswith("1: … established beyond unmistakably established beyond <mark>")
    assert messages[1].endswith("</mark> notwithstanding considerable doubts notwithstanding …")
    assert messages[2].endswith("<mark>no pay</mark>")


def test_words_that_are_near_to_nothing_are_refused_too() -> None:
    field, messages = refused(TEXT, "zebras graze quietly beyond distant rivers")
    assert field == "exact"
    assert "Check that you chose the right article" in messages[1]


def test_the_text_is_shown_as_text_whatever_it_holds() -> None:
    text = "<script>x</script> It is <b>not</b> paid. <script>x</script> It is <b>not</b> paid."
    _, messages = refused(text, "It is <b>not</b> paid")
    assert "<script>" not in "".join(messages)
    assert "<b>" not in "".join(messages)


def test_blanks_and_line_breaks_in_a_pasted_quote_do_not_matter():
    text = "The count rose by 41% in a year, it said."

    found = standing(text, "rose  by\n41% in")

    assert found.exact == "rose by 41% in"


EXCERPT = "The court sat on Monday. […] guilty of fraud, they wrote."
WHOLE = "The court sat on Monday for an hour. He was not guilty of fraud, they wrote."
GUILTY = (EXCERPT.index("guilty"), EXCERPT.index(", they"))


def test_what_an_excerpt_left_out_beside_words_is_not_held_against_them():
    start, end = found_again(EXCERPT, WHOLE, GUILTY, excerpt=True)
    assert WHOLE[start:end] == "guilty of fraud"


def test_a_word_that_came_beside_words_of_a_whole_text_is():
    with pytest.raises(ValidationError, match="captured again"):
        found_again(EXCERPT, WHOLE, GUILTY)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("12 bearings of Ferry Bridge are cracked", "12 of the bridge's 40 bearings are cracked"),
        ("12 of Ferry Bridge's 40 bearings are cracked", "it found 12 bearings cracked"),
        ("12 of 40 bearings are cracked", "12 of the 40 bearings"),
    ],
)
def test_a_part_of_a_whole_is_no_other_figure(claim: str, words: str) -> None:
    assert other_figure(claim, words) is None


@pytest.mark.parametrize(
    ("claim", "words", "said", "quoted"),
    [
        (
            "14 bearings are cracked",
            "12 of the 40 bearings are cracked",
            "14 bearings",
            "40 bearings",
        ),
        ("Fees rose 12%", "Fees rose 14% in 12 of the 40 towns", "12%", "14%"),
    ],
)
def test_another_part_of_a_whole_is_one(claim: str, words: str, said: str, quoted: str) -> None:
    found = other_figure(claim, words)
    assert found
    assert (found.claim, found.other) == (said, quoted)
