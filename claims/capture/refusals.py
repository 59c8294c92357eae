"""Why no text could be taken from something, in plain words that say what to do next.

PURE: no Django.
"""

from enum import StrEnum


class Reason(StrEnum):
    """What stood in the way of a text."""

    EMPTY = "empty"
    STUB = "stub"
    NOT_TEXT = "not_text"
    COMPRESSED = "compressed"
    NUL = "nul"
    ENCODING = "encoding"
    NO_TEXT_LAYER = "no_text_layer"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"
    NO_WEB_PAGE = "no_web_page"
    OTHER_PAGES = "other_pages"
    DAMAGED = "damaged"
    BROKE_DOWN = "broke_down"
    MEMORY = "memory"
    TIME = "time"
    NOT_WORD = "not_word"
    OLD_WORD = "old_word"
    WORD_LOCKED = "word_locked"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    ENTITIES = "entities"


PASTE = "Open it yourself, copy its words, and paste them as text."

SENTENCES = {
    Reason.EMPTY: f"There is no text in it. If you see text there: {PASTE}",
    Reason.STUB: "This is {what}, not the article. Get past it in your browser, then save the page and "
    "upload the file, or copy the words of the article and paste them as text.",
    Reason.NOT_TEXT: "This is not a web page, a PDF, a text or a web archive (WARC), or it is labelled "
    "as something else than it is. If it is a document of another kind, save it as PDF and upload that.",
    Reason.COMPRESSED: "This is a compressed file. Unpack it and upload what is inside.",
    Reason.NUL: "It holds NUL bytes, which no text does: it is damaged, or it is not a text. Get it "
    f"again from where it came. If it is the same again: {PASTE}",
    Reason.ENCODING: "Its letters are stored in an encoding that is not the one it names and that could "
    f"not be recognised. Save it as UTF-8 and upload that. Or: {PASTE}",
    Reason.NO_TEXT_LAYER: "This PDF holds only pictures of pages: it has no text layer. Run it through "
    "text recognition (OCR), upload the result, and compare its words with the pictures.",
    Reason.ENCRYPTED: "This PDF is locked with a password. Open it with the password, save it without "
    "one, and upload that.",
    Reason.TOO_MANY_PAGES: "This PDF has {pages:,} pages; the most that is read is {most:,}. Split it "
    "and upload the part that matters.",
    Reason.TOO_LONG: "Its text has more than {most:,} characters, the most that is kept. Upload the "
    "part that matters.",
    Reason.NO_WEB_PAGE: "This web archive holds no web page that arrived whole. Check that it is the "
    "right file. If it is: open the archive in a viewer, and save the page or paste its words as text.",
    Reason.OTHER_PAGES: "This web archive holds {pages:,} pages, and none of them is from the address "
    "of this article ({address}). Upload it at /capture/ instead: each page is an article of its own "
    "there.",
    Reason.DAMAGED: "The file is damaged or was cut off. Get it again from where it came. "
    f"If it is the same again: {PASTE}",
    Reason.BROKE_DOWN: "Reading it broke down: the file is damaged, or made to break the programs that "
    f"read it. {PASTE}",
    Reason.MEMORY: f"Reading it needs more memory than is allowed. Upload the part that matters. Or: {PASTE}",
    Reason.TIME: f"Reading it took more than {{seconds:g}} seconds and was stopped. {PASTE}",
    Reason.NOT_WORD: "This is not a Word document, or only its name says so. Open it in the program that "
    "made it, save it as .docx, PDF or plain text, and send that. Or paste its words.",
    Reason.OLD_WORD: "This is a document of an older kind (.doc, .rtf or alike). Open it, save it as .docx, "
    "and send that. Or paste its words.",
    Reason.WORD_LOCKED: "This document is locked with a password. Open it with the password, save it "
    "without one, and send that. Or paste its words.",
    Reason.UNPACKS_TOO_LARGE: "This document unpacks to more than {megabytes} MB, the most that is read. "
    "Paste its words, or save them in a new document and send that.",
    Reason.ENTITIES: "This document holds instructions to the program that reads it (entities), which Word "
    "never writes. It was not read. Paste its words.",
}


class NotExtracted(Exception):
    """Something that no text was taken from: the reason, and the message for a person."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


def refusal(reason: Reason, **facts: object) -> NotExtracted:
    """The exception for a reason, its sentence filled with the facts of the case."""
    return NotExtracted(reason, SENTENCES[reason].format(**facts))
