"""The text of a draft that comes as a file, taken in the child process that a bad document may break."""

from django.utils.translation import gettext_lazy as _

from claims.capture.drafts import kind
from claims.capture.extract import Extracted, Limits, NotExtracted, Reason, extract

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 300_000  # some 50,000 words
LIMITS = Limits(pages=1_000, characters=MOST_CHARACTERS)

# Where the words for captured articles would not fit.
SENTENCES = {
    Reason.EMPTY: _(
        "There is no text in it. Choose another file, or paste the words of the draft."
    ),
    Reason.NOT_TEXT: _(
        "This is not a text, a Word document (.docx) or a PDF, or only its name says so. Save the draft "
        "as one of them and send that, or paste its words."
    ),
    Reason.NO_TEXT_LAYER: _(
        "This PDF holds only pictures of pages: there is no text in it. Send the document that it was "
        "made from, or paste its words."
    ),
    Reason.TOO_LONG: _(
        "Its text has more than 300,000 characters (some 50,000 words), the most that is checked at "
        "once. Send it in parts."
    ),
}


class NotRead(Exception):
    """A file that no draft could be read from; the message says what to do."""


def read(content: bytes) -> Extracted:
    """The text of a file, and notes on how it was read. Raises NotRead."""
    try:
        (found,) = extract(content, kind(content), limits=LIMITS)
    except NotExtracted as error:
        raise NotRead(str(SENTENCES.get(error.reason, error.message))) from None
    return found
