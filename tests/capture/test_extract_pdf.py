"""PDFs: the text of each page, and PDFs that give none."""

import pytest

from claims.capture.extracted import Extracted, Limits
from claims.capture.pdf import from_pdf
from claims.capture.refusals import NotExtracted, Reason
from tests.capture.made import pdf

PAGES = ("The council met.\nIt voted to close the bath.", "The bath had lost money.")


def extracted(content: bytes, **limits: int) -> Extracted:
    return from_pdf(content, "", "", Limits(**limits))


def refused(content: bytes, **limits: int) -> NotExtracted:
    with pytest.raises(NotExtracted) as error:
        extracted(content, **limits)
    return error.value


def test_the_text_comes_page_by_page():
    found = extracted(pdf(*PAGES))

    assert found.text == "\n\n".join(PAGES)
    assert [found.text[start:][:8] for start in found.pages] == ["The coun", "The bath"]
    assert found.media_type == "application/pdf" and found.notes == ()


def test_a_page_without_text_begins_where_the_next_does_and_is_noted():
    found = extracted(pdf("", "One.", "", "Two.", ""))

    assert found.text == "One.\n\nTwo."
    assert found.pages == (0, 0, 6, 6, 10)
    assert found.notes == ("Pages 1, 3, 5 have no text: empty, or a picture.",)


def test_one_page_and_many_without_text_are_named_and_counted():
    assert extracted(pdf("One.", "")).notes == ("Page 2 has no text: empty, or a picture.",)
    assert extracted(pdf("One.", *[""] * 12)).notes == (
        "Pages 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 others have no text: empty, or a picture.",
    )


def test_quotation_marks_dashes_and_accents_stay():
    assert extracted(pdf("“C’est l’été – enfin…”")).text == "“C’est l’été – enfin…”"


def test_a_word_that_was_divided_at_a_line_is_closed_up():
    assert extracted(pdf("The com-\nmittee met.")).text == "The committee met."


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("From 1990-\n2000 it rose.", "From 1990-\n2000 it rose."),
        ("The Covid-\n19 ward.", "The Covid-19 ward."),
        ("The UK-\nwide vote.", "The UK-wide vote."),
        ("Ms Smith-\nJones won.", "Ms Smith-Jones won."),
    ],
)
def test_a_hyphen_that_may_be_part_of_the_word_stays(shown, text):
    assert extracted(pdf(shown)).text == text


def test_title_and_author_are_taken_and_no_date_is():
    found = extracted(
        pdf(
            "Text.",
            info="/Title (The\\nbath) /Author (Ann Other) /CreationDate (D:20240312100000Z)",
        )
    )

    assert (found.title, found.byline) == ("The bath", "Ann Other")
    assert (found.published_on, found.modified_on) == (None, None)


def test_a_locked_pdf_is_refused():
    error = refused(pdf("Secret.", password="bath"))

    assert error.reason == Reason.ENCRYPTED
    assert "save it without one" in error.message


def test_a_protected_pdf_without_a_password_is_read_and_noted():
    found = extracted(pdf("Not so secret.", password=""))

    assert found.text == "Not so secret."
    assert found.notes == ("The PDF is protected, but opens without a password.",)


def test_a_pdf_of_pictures_is_refused():
    error = refused(pdf("", "", ""))

    assert error.reason == Reason.NO_TEXT_LAYER
    assert "OCR" in error.message


def test_a_pdf_of_5000_pages_is_refused():
    error = refused(pdf(*["Text."] * 5_000))

    assert error.reason == Reason.TOO_MANY_PAGES
    assert error.message == (
        "This PDF has 5,000 pages; the most that is read is 2,000. Split it and upload the part that "
        "matters."
    )


def test_a_pdf_with_too_much_text_is_refused():
    assert refused(pdf(*PAGES), characters=30).reason == Reason.TOO_LONG


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + b"1 0 obj << " * 300,
        b"%PDF-9.9\n" + bytes(range(256)) * 9,
        b"no",
    ],
    ids=["only a header", "unclosed", "bytes", "no PDF"],
)
def test_a_malformed_pdf_is_refused(content):
    assert refused(content).reason == Reason.DAMAGED


def test_a_pdf_whose_table_is_cut_off_is_refused_or_read_whole():
    content = pdf(*PAGES)

    for end in range(10, len(content), 97):
        try:
            assert extracted(content[:end]).text == "\n\n".join(PAGES)
        except NotExtracted as error:
            assert error.reason in {Reason.DAMAGED, Reason.NO_TEXT_LAYER}


def test_a_damaged_page_is_noted_and_the_others_are_read():
    content = pdf("One.", "Two.").replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [4 0 R 9 0 R]")

    found = extracted(content)

    assert found.text == "One."
    assert found.notes == ("Page 2 has no text that can be read: damaged.",)
