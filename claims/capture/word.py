"""The text of a Word document (.docx): its paragraphs and tables in their order, as they stand once the
tracked changes are accepted.

A .docx is a zip of XML. What it unpacks to is added up before anything is unpacked, and `zipfile` reads no
more of a part than it declares. A part that declares entities is refused: Word writes none, and python-docx
resolves none.

PURE.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from claims.capture.extracted import Extracted, Limits
from claims.capture.normal import one_line
from claims.capture.plain import kept
from claims.capture.refusals import Reason, refusal

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_UNPACKED = 100_000_000  # bytes, of all parts together
MOST_PARTS = 2_000
LOCKED = 1  # the bit of a part's flags that says that it is encrypted

PARAGRAPH, TEXT = qn("w:p"), qn("w:t")
SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {qn("w:del"), qn("w:moveFrom"), FALLBACK}  # deleted, moved away, said a second time
NOT_READ = "Its footnotes and endnotes were not read."
WRONG = (KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError)


def from_word(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """The paragraphs, an empty line between them."""
    refuse_what_unpacks_too_large(content)
    try:
        document = Document(BytesIO(content))
    except BadZipFile as error:
        raise refusal(Reason.DAMAGED) from error
    except WRONG as error:
        raise refusal(Reason.NOT_WORD) from error
    body = document.element.body
    if body.getroottree().docinfo.doctype:
        raise refusal(Reason.ENTITIES)
    return Extracted(
        text=kept("\n\n".join(filter(None, _paragraphs(body))), limits),
        title=one_line(document.core_properties.title),
        notes=(NOT_READ,) if next(body.iter(*NOTES), None) is not None else (),
        content=content,
        url=url,
        media_type=WORD,
    )


def refuse_what_unpacks_too_large(content: bytes) -> None:
    """By what the zip says of itself; also one that is locked, or is no zip at all."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise refusal(Reason.NOT_WORD) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal(Reason.UNPACKS_TOO_LARGE, megabytes=MOST_UNPACKED // 1_000_000)
    if any(part.flag_bits & LOCKED for part in parts):
        raise refusal(Reason.WORD_LOCKED)


def _paragraphs(body: etree._Element) -> Iterator[str]:
    for paragraph in body.iter(PARAGRAPH):
        if not any(above.tag in GONE for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph)).strip()


def _words(element: etree._Element) -> Iterator[str]:
    """What a paragraph says, without the paragraphs of text boxes in it, which stand for themselves."""
    for part in element:
        if part.tag == TEXT:
            yield part.text or ""
        elif part.tag in SPACES:
            yield SPACES[part.tag]
        elif part.tag != PARAGRAPH and part.tag not in GONE:
            yield from _words(part)
