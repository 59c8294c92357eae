"""What is said between the program and its reading child, in JSON and bytes.

    request:  one line {media_type, charset, url, limits, size}, then `size` bytes of content
    answer:   one byte when reading begins; then one line {documents} or {reason, message}, then the bytes
              of those documents that are not the content itself

Nothing that comes back is trusted: a child that was taken over by a document can lie about that document,
but the answer is plain data, is checked for its form, and is never unpickled.

PURE.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any, BinaryIO

from claims.capture.extracted import Extracted, Limits
from claims.capture.refusals import NotExtracted, Reason

BEGUN = b"!"
LINES = ("title", "byline", "outlet", "canonical_url", "language", "url", "media_type")
LONGEST_LINE = 10_000  # characters of a title, a name or a note
SAME = -1  # the size of a document that is the content itself


def request(content: bytes, media_type: str, charset: str, url: str, limits: Limits) -> bytes:
    """A request, whole."""
    asked = {"media_type": media_type, "charset": charset, "url": url, "limits": asdict(limits)}
    return _line(asked | {"size": len(content)}) + content


def requested(stream: BinaryIO) -> dict[str, Any]:
    """A request as keyword arguments for `read`. Raises EOFError if it broke off."""
    line = stream.readline()
    if not line:
        raise EOFError
    asked = json.loads(line)
    asked["content"] = stream.read(asked.pop("size"))
    asked["limits"] = Limits(**asked["limits"])
    return asked


def answer(documents: tuple[Extracted, ...], content: bytes) -> Iterator[bytes]:
    """What the child says of documents it has read."""
    yield _line({"documents": [_told(document, content) for document in documents]})
    for document in documents:
        if document.content is not content:
            yield document.content


def refused(error: NotExtracted) -> bytes:
    """What the child says of a document it could not read."""
    return _line({"reason": error.reason, "message": error.message})


def understood(said: bytes, content: bytes, limits: Limits) -> tuple[Extracted, ...]:
    """The documents in an answer. Raises NotExtracted if that is what it says, and ValueError, KeyError or
    TypeError if it is not an answer."""
    stream = BytesIO(said)
    told = json.loads(stream.readline())
    if "reason" in told:
        raise NotExtracted(Reason(told["reason"]), _sound(told["message"], LONGEST_LINE))
    documents = told["documents"]
    if not 0 < len(documents) <= limits.responses:
        raise ValueError
    return tuple(_document(told, stream, content, limits) for told in documents)


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _told(document: Extracted, content: bytes) -> dict[str, Any]:
    """A document as JSON holds it: its bytes as their number, its days as text."""
    told = {name: value for name, value in vars(document).items() if name != "content"}
    for name in ("published_on", "modified_on"):
        told[name] = told[name] and told[name].isoformat()
    same = document.content is content
    return told | {"size": SAME if same else len(document.content)}


def _document(told: dict[str, Any], stream: BinaryIO, content: bytes, limits: Limits) -> Extracted:
    """One document of an answer, each part checked for its form."""
    text = _sound(told["text"], limits.characters)
    return Extracted(
        text=text,
        **{name: _sound(told[name], LONGEST_LINE) for name in LINES},
        published_on=_day(told["published_on"]),
        modified_on=_day(told["modified_on"]),
        pages=_places(told["pages"], text, limits),
        notes=tuple(_sound(note, LONGEST_LINE) for note in told["notes"]),
        content=_content(told["size"], stream, content),
    )


def _sound(text: object, most: int) -> str:
    """A text that is one, not too long, and that a database can hold."""
    if not isinstance(text, str) or len(text) > most or "\0" in text:
        raise ValueError
    text.encode()
    return text


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _places(told: list[int], text: str, limits: Limits) -> tuple[int, ...]:
    places = tuple(map(int, told))
    if len(places) > limits.pages or any(not 0 <= place <= len(text) for place in places):
        raise ValueError
    return places


def _content(size: int, stream: BinaryIO, content: bytes) -> bytes:
    if size == SAME:
        return content
    found = stream.read(size)
    if size < 0 or len(found) != size:
        raise ValueError
    return found
