"""Documents made for tests: web pages, PDFs and web archives, all of invented words."""

import hashlib
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = (
    "The council of Lower Wetherby met on a cold evening and voted by nine to four to close the "
    "swimming bath, which had lost money for six years, its treasurer said. "
)
PARAGRAPHS = tuple(f"{WORDS * 2}That was vote number {number} of the night." for number in range(6))


def page(
    *paragraphs: str, head: str = "", above: str = "", below: str = "", lang: str = "en-GB"
) -> str:
    """A web page as a newspaper's site makes them: menus around an article."""
    links = "".join(
        f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(9)
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Bath to close - The Wetherby Echo</title>'
        f"{head}</head><body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f"<h1>Bath to close</h1>{above}{text}</article></main>{below}"
        f"<footer><ul>{links}</ul><p>All rights reserved by nobody.</p></footer></body></html>"
    )


def pdf(*pages: str, info: str = "", password: str | None = None) -> bytes:
    """A PDF with one line of Helvetica for each line of each page; locked if there is a password, which
    may be empty."""
    lock = Lock(password) if password is not None else None
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for text in pages:
        objects += [_page_object(len(objects) + 2), _stream(_shown(text), len(objects) + 2, lock)]
    objects.append(f"<< {info} >>".encode())
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if lock:
        objects.append(lock.dictionary)
        trailer += (
            f" /Encrypt {len(objects)} 0 R /ID [<{lock.identity.hex()}> <{lock.identity.hex()}>]"
        )
    return _file(objects, trailer)


def _page_object(content: int) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
        f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
    ).encode()


def _shown(text: str) -> bytes:
    """The drawing of a page's lines; of a grey square, where a picture would be, if there are none."""
    if not text:
        return b"0.5 g 72 72 400 600 re f"
    lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
    return f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET".encode("cp1252")


def _stream(drawing: bytes, number: int, lock: "Lock | None") -> bytes:
    if lock:
        drawing = lock.locked(drawing, number)
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing)


def _file(objects: list[bytes], trailer: str) -> bytes:
    """The objects, and the table of where each stands."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += (
        f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(out)


class Lock:
    """The first of PDF's ways to lock a document: RC4 with a key of 40 bits (PDF 1.7, 7.6.3)."""

    PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    identity = b"made for a test."

    def __init__(self, password: str) -> None:
        user = (password.encode() + self.PADDING)[:32]
        owner = rc4(hashlib.md5((b"owner" + self.PADDING)[:32]).digest()[:5], user)
        allowed = (-4).to_bytes(4, "little", signed=True)
        self.key = hashlib.md5(user + owner + allowed + self.identity).digest()[:5]
        check = rc4(self.key, self.PADDING)
        marks = f"/O <{owner.hex()}> /U <{check.hex()}>"
        self.dictionary = f"<< /Filter /Standard /V 1 /R 2 {marks} /P -4 >>".encode()

    def locked(self, content: bytes, number: int) -> bytes:
        key = hashlib.md5(self.key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return rc4(key, content)


def rc4(key: bytes, content: bytes) -> bytes:
    """The cipher of old PDFs: the same call locks and unlocks."""
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def warc(
    *answers: tuple[str, bytes],
    compressed: bool = True,
    status: str = "200 OK",
    kind: str = "text/html",
) -> bytes:
    """A web archive of answers to requests, each an address and a body."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "a test"}))
    for url, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-03-12T10:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()
