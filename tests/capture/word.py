"""Word documents made for tests, sound and hostile, of invented words."""

import zipfile
from io import BytesIO

from docx import Document

PART = "word/document.xml"


def docx(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    """A document with these paragraphs, and after them a table of one row."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        row = document.add_table(rows=1, cols=len(table)).rows[0]
        for cell, words in zip(row.cells, table, strict=True):
            cell.text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The document with a part added, or one of its own replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item))
        new.writestr(name, part)
    return out.getvalue()


def edited(content: bytes, before: str, after: str) -> bytes:
    """The document with one stretch of its XML put for another."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        xml = packed.read(PART).decode()
    assert before in xml
    return with_part(content, PART, xml.replace(before, after).encode())


def bomb(megabytes: int = 101) -> bytes:
    """A document whose picture unpacks to this much."""
    return with_part(docx("Small."), "word/media/image1.png", b"\0" * (megabytes * 1_000_000))


def lying_bomb() -> bytes:
    """A document whose text unpacks to 20 MB and declares a thousand bytes, in both of its headers."""
    body = b" " * 20_000_000
    honest = with_part(docx("Small."), PART, body)
    size, told = len(body).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert honest.count(size) == 2
    return honest.replace(size, told)


def entities(outside: str = "file:///etc/passwd") -> bytes:
    """A document that asks its reader to put a file into the text."""
    declared = f'<!DOCTYPE w [<!ENTITY out SYSTEM "{outside}">]>'
    found = edited(docx("Here it is: HERE."), "<w:document", f"{declared}<w:document")
    return edited(found, "HERE", "&out;")


def locked() -> bytes:
    """How a document under a password begins, and what it is called inside."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
