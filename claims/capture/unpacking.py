"""Compressed bodies, undone piece by piece within a limit.

PURE: bytes in, bytes out. Only gzip and deflate, which are what is asked for, and one layer of them: a
second layer is how a small file hides an enormous one.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from claims.capture.reasons import NotFetched, Reason

STEP = 65_536  # bytes that are unpacked at a time
GZIP, ZLIB, RAW = 31, 15, -15  # the formats, as zlib's `wbits`
MOST_MEMBERS = 64  # a gzip file may hold several, one after another; thousands are an attack


def encoding_of(header: str) -> str:
    """The one encoding that a Content-Encoding header names: gzip, deflate, or none ("")."""
    named = [name.strip().lower().removeprefix("x-") for name in header.split(",")]
    named = [name for name in named if name not in {"", "identity"}]
    if len(named) > 1 or not {"gzip", "deflate"}.issuperset(named):
        raise NotFetched(Reason.BAD_ENCODING)
    return named[0] if named else ""


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A body with its encoding undone, in pieces of at most `STEP` bytes when it was compressed."""
    if not encoding:
        return iter(chunks)
    return _checked(chunks, encoding)


def _checked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A compressed body undone; what cannot be read is told apart from what broke off."""
    head, chunks = _opening(chunks)
    if not head:
        return
    try:
        yield from _inflated(chunks, *_format(encoding, head))
    except zlib.error as error:
        raise NotFetched(Reason.BAD_ENCODING) from error


def _opening(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first two bytes or more, and the whole body again."""
    waiting, head = iter(chunks), b""
    for chunk in waiting:
        head += chunk
        if len(head) > 1:
            break
    return head, chain([head], waiting)


def _format(encoding: str, head: bytes) -> tuple[int, int]:
    """zlib's name of the format, and how many members it may have. "deflate" means the zlib format; some
    servers leave its two bytes of header out."""
    if encoding == "gzip":
        return GZIP, MOST_MEMBERS
    has_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return (ZLIB if has_header else RAW), 1


def _inflated(chunks: Iterable[bytes], wbits: int, most_members: int) -> Iterator[bytes]:
    """The members of a compressed body, undone. Zeros may follow the last, as padding; a body that ends
    within a member was cut off on its way."""
    inflater, members = zlib.decompressobj(wbits), 1
    for chunk in chunks:
        rest = chunk.lstrip(b"\0") if inflater.eof else chunk
        while rest:
            if inflater.eof:
                inflater, members = zlib.decompressobj(wbits), members + 1
            if members > most_members:
                raise NotFetched(Reason.BAD_ENCODING)
            yield from _pieces(inflater, rest)
            rest = inflater.unused_data.lstrip(b"\0")
    if not inflater.eof:
        raise NotFetched(Reason.CONNECTION)


def _pieces(inflater: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """All that some compressed bytes give, never more than `STEP` at once."""
    while True:
        piece = inflater.decompress(data, STEP)
        yield piece
        data = inflater.unconsumed_tail
        if inflater.eof or (not data and len(piece) < STEP):
            return
