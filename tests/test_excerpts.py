"""Quotes in their context, and marks where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from claims.excerpts import Span, after, before, passages, whole, windows

TEXT = "One came first. Two followed it closely. Three was last.\nAnother paragraph. It goes on."


def span(words: str, key: int = 0) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words), key)


def test_before_a_quote_stands_the_beginning_of_its_sentence():
    assert before("One came first. Two followed ") == "Two followed "


def test_before_a_quote_that_opens_a_sentence_stands_the_sentence_before():
    assert before("One. Two followed it. ") == "Two followed it. "


def test_after_a_quote_stands_the_end_of_its_sentence():
    assert after(" it closely. Three was last.") == " it closely."


def test_context_does_not_leave_the_paragraph():
    assert before("A line.\n") == ""
    assert after("\nAnother line.") == ""


def test_windows_that_touch_become_one():
    found = windows(TEXT, [span("Two"), span("closely")])
    assert len(found) == 1
    assert TEXT[found[0].start : found[0].end].startswith("One came first.")


def test_a_window_holds_no_more_than_a_sentence_on_either_side():
    (found,) = windows(TEXT, [span("Three")])
    assert TEXT[found.start : found.end] == "Two followed it closely. Three was last."


def test_quotes_that_overlap_are_cut_where_either_begins_or_ends():
    spans = [span("Two followed it", 1), span("it closely", 2)]
    (shown,) = passages(TEXT, spans, whole(TEXT))
    pieces = [(piece.text, piece.marks) for piece in shown.paragraphs[0] if piece.marks]
    assert pieces == [("Two followed ", (1,)), ("it", (1, 2)), (" closely", (2,))]


def test_a_quote_across_paragraphs_is_marked_in_both_and_opens_once():
    across = Span(TEXT.index("Three"), TEXT.index("It goes"), 1)
    (shown,) = passages(TEXT, [across], whole(TEXT))
    pieces = [piece for line in shown.paragraphs for piece in line if piece.marks]
    assert len(pieces) == 2
    assert [piece.opens for piece in pieces] == [(1,), ()]
    assert [piece.closes for piece in pieces] == [(), (1,)]


def test_a_part_says_where_more_of_the_text_goes_on():
    (shown,) = passages(TEXT, [span("Three")], windows(TEXT, [span("Three")]))
    assert shown.cut_before
    assert shown.cut_after


@given(st.text(alphabet="ab. \n😀é", max_size=80), st.data())
def test_the_whole_text_is_shown_as_it_is_but_for_blank_lines(text, data):
    ends = st.integers(0, len(text))
    spans = []
    for key in range(data.draw(st.integers(0, 4))):
        start, end = sorted((data.draw(ends), data.draw(ends)))
        if start < end:
            spans.append(Span(start, end, key))
    shown = passages(text, spans, whole(text))
    lines = ["".join(piece.text for piece in line) for part in shown for line in part.paragraphs]
    assert lines == [line for line in text.split("\n") if line.strip()]


@given(st.text(alphabet="ab. \n😀é", min_size=1, max_size=80), st.data())
def test_a_window_always_holds_its_quote(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (found,) = windows(text, [Span(start, end)])
    assert found.start <= start < end <= found.end
