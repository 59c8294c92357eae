"""Bytes made text: labels that are right, wrong and missing, and bytes that are no text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.decoding import codec, decoded
from claims.capture.refusals import NotExtracted, Reason

FRENCH = "« L’été dernier, la piscine a coûté 300 € à l’État », déclare le maire."
RUSSIAN = "Совет города проголосовал за закрытие бассейна, сообщил казначей. " * 4
POLISH = (
    "Rada miasta zagłosowała za zamknięciem pływalni, która przynosiła straty, powiedział skarbnik."
)
JAPANESE = "市議会は冬の間プールを閉鎖することを決定した。会計係が発表した。" * 3


def test_text_in_the_encoding_it_names_needs_no_note():
    for encoding in ("utf-8", "windows-1252", "utf-16-le"):
        assert decoded(FRENCH.encode(encoding), encoding) == (FRENCH, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_outweighs_the_label(encoding):
    assert decoded(FRENCH.encode(encoding), "iso-8859-2") == (FRENCH, ())


@pytest.mark.parametrize("name", ["latin1", "ISO-8859-1", "us-ascii", " Windows-1252 "])
def test_latin_1_is_read_as_its_larger_relative_as_browsers_do(name):
    assert decoded(FRENCH.encode("cp1252"), name) == (FRENCH, ())


def test_latin_1_labelled_utf_8_is_read_right_and_noted():
    text, notes = decoded(FRENCH.encode("cp1252"), "utf-8")

    assert text == FRENCH
    assert notes == (
        "It is labelled as UTF-8, but is not. It was read as Windows-1252: check that accented letters "
        "and quotation marks are right.",
    )


def test_one_accent_in_a_long_english_text_is_enough_to_tell():
    text = "The treasurer had a coffee. " * 200 + "It was a café."

    assert decoded(text.encode("latin-1"), "utf-8")[0] == text


def test_utf_8_labelled_latin_1_is_read_right_and_noted():
    text, notes = decoded(FRENCH.encode(), "iso-8859-1")

    assert text == FRENCH
    assert notes == ("It is labelled as Windows-1252, but is in UTF-8. It was read as UTF-8.",)


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (POLISH, "cp1250"), (JAPANESE, "shift_jis")]
)
def test_other_encodings_labelled_utf_8_are_recognised_and_noted(text, encoding):
    found, notes = decoded(text.encode(encoding), "utf-8")

    assert found == text
    assert "is labelled as UTF-8, but is not" in notes[0]


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "koi8-r"), (POLISH, "iso-8859-2"), (JAPANESE, "iso-2022-jp")]
)
def test_other_encodings_with_their_label_need_no_note(text, encoding):
    assert decoded(text.encode(encoding), encoding) == (text, ())


def test_no_label_and_no_utf_8_is_noted():
    assert decoded(FRENCH.encode("cp1252"))[1][0].startswith("It does not say its encoding.")


def test_a_lost_byte_in_utf_8_stands_as_a_mark_and_is_noted():
    text, notes = decoded(FRENCH.encode().replace("coû".encode(), b"co\xc3"), "utf-8")

    assert "co\ufffdté" in text
    assert notes == ("Some bytes were damaged. Where a character was lost stands \ufffd.",)


@pytest.mark.parametrize(
    "name", ["zip", "rot13", "utf-7", "unicode_escape", "idna", "no such", "\0"]
)
def test_labels_that_are_no_encodings_of_text_are_not_believed(name):
    assert codec(name) == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t", Reason.EMPTY),
        (b"The council met\0 on Monday.", Reason.NUL),
        ("The council met on Monday.".encode("utf-16-le"), Reason.NUL),
        (random.Random(1).randbytes(4_000), Reason.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Reason.NOT_TEXT),
    ],
)
def test_what_is_no_text_says_what_it_is(content, reason):
    with pytest.raises(NotExtracted) as refused:
        decoded(content, "utf-8")

    assert refused.value.reason == reason


def test_bytes_that_fit_no_encoding_are_refused(monkeypatch):
    monkeypatch.setattr("claims.capture.decoding.from_bytes", lambda sample: [])

    with pytest.raises(NotExtracted) as refused:
        decoded("Piscină ".encode() * 2 + b"\x81\x8d\x8f\x90\x9d" * 4, "utf-8")

    assert refused.value.reason == Reason.ENCODING


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text))
def test_utf_8_always_comes_back_as_it_was_unless_it_is_refused(text):
    try:
        assert decoded(text.encode())[0] == text.removeprefix("\ufeff")
    except NotExtracted as refused:
        assert refused.reason == Reason.NOT_TEXT


@given(st.binary(), st.sampled_from(["", "utf-8", "latin-1", "utf-16", "shift_jis", "big5"]))
def test_any_bytes_give_a_text_or_a_reason(content, label):
    try:
        text, _ = decoded(content, label)
    except NotExtracted:
        return
    assert "\0" not in text
