"""Bytes that should be text, made text, in the encoding they are really in.

    byte order mark ─► UTF-16 if the label says so ─► UTF-8 if every byte fits ─► UTF-8 but for a few bytes
        ─► the label ─► Windows-1252 if it reads as western European ─► a guess

Bytes that are UTF-8 throughout are UTF-8, whatever the label says: other encodings hardly ever look like
it by chance, whereas a Latin-1 label "fits" any bytes at all and turns "é" into "Ã©". Whatever departs from
the label is noted, so that wrong letters never pass in silence.

PURE.
"""

import codecs
import re

from charset_normalizer import from_bytes

from claims.capture.refusals import Reason, refusal

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The encodings a label may name. Python knows codecs that are none (zip, rot13) or are traps (utf-7).
KNOWN = re.compile(
    r"utf-(8|16|32)|iso8859-\d+|cp(125\d|866|874|932|949|950)|koi8-[rtu]|gb(k|2312|18030)|big5(hkscs)?"
    r"|euc[-_](jp|kr)|shift_jis|iso2022_jp|mac-(roman|cyrillic)|ascii"
)
# What browsers read under some labels: the larger encoding that the named one is part of.
REALLY = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
NAMES = {"utf-8": "UTF-8", "cp932": "Shift JIS", "cp949": "Korean"}

CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
MOST_CONTROLS = 0.02  # of the bytes; chance gives a tenth, and texts have next to none
MOST_BROKEN = 0.25  # lost characters for each that fits, in UTF-8; other encodings hardly ever fit
SAMPLE = 20_000  # bytes that are enough to guess an encoding

WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ"
NOT_WESTERN = re.compile(
    rf"[^\x00-\x7f{WESTERN}\xa0¡¿«»‘’‚“”„‹›–—…•·§©®™°ªº€£¢¥½¼¾×±²³µ´¨]|[{WESTERN}]{{3}}|[a-z][²³¼½¾µ]|[ÂÃ][\xa0-\xbf€‚„…‹‘’“”•–—™›]"
)


def decoded(content: bytes, label: str = "") -> tuple[str, tuple[str, ...]]:
    """A text, and notes on how it was read where the label (of a header, of the page itself) was wrong."""
    refuse_what_is_no_text(content)
    encoding = codec(label)
    for attempt in (_marked, _wide, _utf8, _nearly_utf8, _labelled, _western, _guessed):
        if found := attempt(content, encoding):
            text, notes = found
            if "\0" in text:
                raise refusal(Reason.NUL)
            return text, notes
    raise refusal(Reason.ENCODING)


def codec(label: str) -> str:
    """The encoding that a label names, by Python's name for it; empty if it names none."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return REALLY.get(name, name) if KNOWN.match(name) else ""


def refuse_what_is_no_text(content: bytes) -> None:
    """Empty files, and binary ones. UTF-16 and UTF-32 hold NULs and controls by right: a mark tells."""
    if not content.strip():
        raise refusal(Reason.EMPTY)
    controls = len(content) - len(content.translate(None, CONTROLS))
    if controls > MOST_CONTROLS * len(content) and not _mark(content):
        raise refusal(Reason.NOT_TEXT)


Found = tuple[str, tuple[str, ...]] | None


def _mark(content: bytes) -> str:
    return next((name for mark, name in MARKS if content.startswith(mark)), "")


def _marked(content: bytes, encoding: str) -> Found:
    """As the byte order mark says."""
    name = _mark(content)
    return _with_gaps(content, name) if name else None


def _wide(content: bytes, encoding: str) -> Found:
    """UTF-16 or UTF-32 without a mark, which only the label tells; and Japanese in seven bits."""
    if encoding.startswith(("utf-16", "utf-32")) and b"\0" in content:
        return _strictly(content, encoding)
    return _strictly(content, encoding) if encoding == "iso2022_jp" else None


def _utf8(content: bytes, encoding: str) -> Found:
    text = _strictly(content, "utf-8")
    if text is None or content.isascii() or encoding in {"", "utf-8"}:
        return text
    return text[0], (
        f"It is labelled as {_named(encoding)}, but is in UTF-8. It was read as UTF-8.",
    )


def _nearly_utf8(content: bytes, encoding: str) -> Found:
    """UTF-8 in which a few bytes were damaged: each stands as U+FFFD, the mark for a lost character."""
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    fitting = len(text) - len(text.encode("ascii", "ignore")) - lost
    if fitting < 2 or lost > max(1, MOST_BROKEN * fitting):
        return None
    return _with_gaps(content, "utf-8")


def _labelled(content: bytes, encoding: str) -> Found:
    return _strictly(content, encoding) if encoding not in {"", "utf-8"} else None


def _western(content: bytes, encoding: str) -> Found:
    """Windows-1252, where the result looks like a language that is written in it."""
    found = _strictly(content, "cp1252")
    if found is None or NOT_WESTERN.search(found[0]):
        return None
    return found[0], (_misread(encoding, "cp1252"),)


def _guessed(content: bytes, encoding: str) -> Found:
    """What the statistics of the letters suggest, around the first that is not ASCII."""
    first = next(place for place, byte in enumerate(content) if byte > 127)
    for guess in from_bytes(content[max(0, first - 500) :][:SAMPLE]):
        if found := _strictly(content, guess.encoding):
            return found[0], (_misread(encoding, guess.encoding),)
    return None


def _misread(label: str, encoding: str) -> str:
    says = f"is labelled as {_named(label)}, but is not" if label else "does not say its encoding"
    return (
        f"It {says}. It was read as {_named(encoding)}: check that accented letters and quotation "
        "marks are right."
    )


def _strictly(content: bytes, encoding: str) -> Found:
    try:
        return content.decode(encoding), ()
    except (UnicodeDecodeError, LookupError):
        return None


def _with_gaps(content: bytes, encoding: str) -> Found:
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd") - content.count("\ufffd".encode())
    if lost <= 0:
        return text, ()
    return text, ("Some bytes were damaged. Where a character was lost stands \ufffd.",)


def _named(encoding: str) -> str:
    """An encoding as people know it: cp1252 is Windows-1252."""
    name = re.sub(r"^cp(125\d)$", r"Windows-\1", encoding.replace("_", "-"))
    return NAMES.get(encoding, name.replace("iso8859", "ISO-8859"))
