"""Word documents, and texts that are read letter for letter: what a draft comes in."""

import pytest

from claims.capture.drafts import VERBATIM, kind
from claims.capture.extract import Limits, NotExtracted, Reason, extract
from claims.capture.reading import read
from claims.capture.word import NOT_READ, WORD
from tests.capture import word
from tests.capture.made import pdf

GARBAGE = b"PK\x03\x04" + bytes(range(256)) * 20


def text_of(content: bytes) -> str:
    (found,) = read(content, kind(content), "", "", Limits())
    return found.text


def refused(content: bytes) -> Reason:
    with pytest.raises(NotExtracted) as error:
        read(content, kind(content), "", "", Limits())
    return error.value.reason


def test_paragraphs_and_tables_come_in_their_order():
    content = word.docx("The bath is shut.", "It lost money.", table=("Year", "1998"))
    assert text_of(content) == "The bath is shut.\n\nIt lost money.\n\nYear\n\n1998"


def test_tracked_changes_are_read_as_accepted():
    content = word.edited(
        word.docx("The bath is shut HERE."),
        "<w:r><w:t>The bath is shut HERE.</w:t></w:r>",
        "<w:r><w:t>The bath is </w:t></w:r>"
        "<w:del><w:r><w:delText>open</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>shut</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>",
    )
    assert text_of(content) == "The bath is shut."


def test_it_says_when_notes_were_left_out():
    content = word.edited(
        word.docx("The bath is shut."), "<w:r>", '<w:r><w:footnoteReference w:id="2"/></w:r><w:r>'
    )
    (found,) = read(content, WORD, "", "", Limits())
    assert found.notes == (NOT_READ,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (word.bomb(), Reason.UNPACKS_TOO_LARGE),
        (word.lying_bomb(), Reason.DAMAGED),
        (word.entities(), Reason.ENTITIES),
        (word.entities("http://127.0.0.1:9/secret"), Reason.ENTITIES),
        (word.locked(), Reason.WORD_LOCKED),
        (word.locked()[:500], Reason.OLD_WORD),
        (b"{\\rtf1 Words.}", Reason.OLD_WORD),
        (GARBAGE, Reason.NOT_WORD),
        (word.with_part(word.docx("x"), word.PART, b"<w"), Reason.NOT_WORD),
        (word.docx(), Reason.EMPTY),
        (b"", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, Reason.NOT_TEXT),
        (b"\x1f\x8b\x08\0 whatever", Reason.COMPRESSED),
        (pdf("Secret.", password="bath"), Reason.ENCRYPTED),
        (pdf("", ""), Reason.NO_TEXT_LAYER),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_draft_is_refused_with_its_reason(content, reason):
    assert refused(content) == reason


def test_a_zip_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr("claims.capture.word.MOST_PARTS", 3)
    assert refused(word.docx("Words.")) == Reason.UNPACKS_TOO_LARGE


def test_the_child_reads_word_documents_within_its_limits():
    (found,) = extract(word.docx("The bath is shut."), WORD)
    assert found.text == "The bath is shut."
    with pytest.raises(NotExtracted, match="unpacks to more than 100 MB"):
        extract(word.bomb(), WORD)


def test_a_text_is_read_letter_for_letter_but_for_its_line_ends():
    content = "\ufeff  Two  spaces,\ta tab;\r\n\r\n\r\n“so”\u00a0– it\u0301 was. \r".encode()
    assert kind(content) == VERBATIM
    assert text_of(content) == "  Two  spaces,\ta tab;\n\n\n“so”\u00a0– it\u0301 was. \n"
