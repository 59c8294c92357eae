"""The text of a PDF, page by page, as PDFium reads its text layer.

Lines stay as they are on the page. Where PDFium marks a hyphen at the end of a line, the word is closed up
between two small letters ("com-" "mittee"); elsewhere the hyphen is kept, so that "1990-" "2000" does not
become another figure.

PURE.
"""

import re
from collections.abc import Iterator

from pypdfium2 import PdfDocument, PdfiumError, raw

from claims.capture.extracted import Extracted, Limits
from claims.capture.normal import normalised, one_line
from claims.capture.refusals import Reason, refusal

LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
OPEN_LOCK = "The PDF is protected, but opens without a password."
LINE_HYPHEN = re.compile("[\x02\ufffe]")
SEPARATOR = "\n\n"
NAMED = 10  # pages that a note names


def from_pdf(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """The pages' texts, an empty line between them, and where each begins. A PDF knows when the file was
    made, not when it was published, so the dates stay empty."""
    document = opened(content)
    try:
        if len(document) > limits.pages:
            raise refusal(Reason.TOO_MANY_PAGES, pages=len(document), most=limits.pages)
        pages = list(_pages(document, limits))
        text, starts = joined([page or "" for page in pages])
        if not text:
            raise refusal(Reason.NO_TEXT_LAYER)
        return Extracted(
            text=text,
            title=one_line(document.get_metadata_value("Title")),
            byline=one_line(document.get_metadata_value("Author")),
            pages=starts,
            notes=tuple(_doubts(document, pages)),
            content=content,
            url=url,
            media_type="application/pdf",
        )
    finally:
        document.close()


def opened(content: bytes) -> PdfDocument:
    """The document; one that needs a password or is damaged is refused."""
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        locked = error.err_code in LOCKED
        raise refusal(Reason.ENCRYPTED if locked else Reason.DAMAGED) from error


def joined(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """The texts of the pages as one, and the place of each. A page without text takes no room."""
    starts, end = [], 0
    for page in pages:
        starts.append(end)
        end += len(page) + len(SEPARATOR) if page else 0
    text = SEPARATOR.join(filter(None, pages))
    return text, tuple(min(start, len(text)) for start in starts)


def _pages(document: PdfDocument, limits: Limits) -> Iterator[str | None]:
    """Each page's text; None for a page that is damaged. It stops when there is more than is kept."""
    length = 0
    for number in range(len(document)):
        text = _page(document, number)
        length += len(text or "") + len(SEPARATOR)
        if length > limits.characters:
            raise refusal(Reason.TOO_LONG, most=limits.characters)
        yield text


def _page(document: PdfDocument, number: int) -> str | None:
    try:
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_bounded()
    except PdfiumError:
        return None
    text_page.close()  # at once: thousands of open pages are much memory
    page.close()
    return normalised(_hyphens(text))


def _hyphens(text: str) -> str:
    """PDFium's mark for a hyphen at the end of a line, undone between small letters."""
    return LINE_HYPHEN.sub(lambda mark: "" if _small(text, mark.start()) else "-", text)


def _small(text: str, place: int) -> bool:
    return text[max(place - 1, 0) : place].islower() and text[place + 1 : place + 2].islower()


def _doubts(document: PdfDocument, pages: list[str | None]) -> Iterator[str]:
    """What a person should know who takes the text for the whole document."""
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        yield OPEN_LOCK
    if bare := [number for number, page in enumerate(pages, 1) if page == ""]:
        yield f"{_named(bare)} no text: empty, or a picture."
    if broken := [number for number, page in enumerate(pages, 1) if page is None]:
        yield f"{_named(broken)} no text that can be read: damaged."


def _named(numbers: list[int]) -> str:
    """ "Page 3 has", "Pages 3, 4 have", "Pages 1, 2 … and 30 others have"."""
    names = ", ".join(map(str, numbers[:NAMED]))
    if len(numbers) == 1:
        return f"Page {names} has"
    others = f" and {len(numbers) - NAMED:,} others" if len(numbers) > NAMED else ""
    return f"Pages {names}{others} have"
