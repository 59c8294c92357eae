"""Words: how a text is read.

PURE: no Django.
"""

import re
import unicodedata
from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Characters that belong to the letter before them, or that only typesetting sees.
_INVISIBLE = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MARKS = _INVISIBLE + "".join(
    chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)).startswith("M")
)
# Scripts written without spaces, read a character at a time: Thai to Tibetan, Burmese, Khmer, Chinese
# and Japanese. Korean is written with spaces.
_SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_APOSTROPHES = "'’ʼ‘´`＇"
_HYPHENS = "-‐‑‒–"
_DASHES = r"\-‐‑‒–"  # the same inside a character class
_MONEY = "$£€¥₹"
_LETTER = rf"[^\W\d_{_SPACELESS}{_MARKS}]"
_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_GROUP = "'’\u00a0\u2007\u2009\u202f"  # separate thousands, as commas do

_TOKEN = re.compile(
    rf"{_WORD}(?:[{_APOSTROPHES}]{_WORD})*"
    rf"|\d+(?:[.,:]\d+|[{_GROUP}]\d{{3}}(?!\d))*"
    r"|(?<![\w.])\.\d+"
    rf"|(?=[^\W\d_])[{_SPACELESS}][{_MARKS}]*"
    # a dash is a word where it makes a range or a minus sign
    rf"|(?<=\d)[{_DASHES}](?=[{_MONEY}]?\d)|(?<![^\s(\[])[{_DASHES}](?=[{_MONEY}]?\.?\d)"
    rf"|[^\w\s{_MARKS}{_DASHES}{_APOSTROPHES}.,;:!\"()\[\]{{}}—“”‚„«»‹›…·•*|\\]"
)

# Inside a word or a figure: no quote begins or ends here unless it was cut here when it was taken.
_ALNUM = rf"[^\W_{_SPACELESS}]"
_INSIDE = re.compile(
    rf"(?<={_ALNUM})(?:{_ALNUM}|[{_APOSTROPHES}](?!s\b){_LETTER})"
    rf"|(?<=\w)[{_MARKS}]|(?<=\u200d)"
    rf"|(?<=\d)[.,:{_GROUP}{_DASHES}−]\d"
    rf"|(?<=\d[.,:{_GROUP}])\d"
    rf"|(?<=[.{_DASHES}−])\d"
    rf"|(?<={_ALNUM})[-‐‑]{_ALNUM}|(?<={_ALNUM}[-‐‑]){_ALNUM}"
    rf"|(?<={_LETTER}[{_APOSTROPHES}]){_LETTER}"
)

_KEPT_MARKS = "%‰?/&@#§"  # punctuation by its category, meaning by its use
_NUMERALS = "zero one two three four five six seven eight nine ten eleven twelve"
_ALIASES = {word: str(value) for value, word in enumerate(_NUMERALS.split())} | {
    "percent": "%",
    "pct": "%",
    "٪": "%",
    "&": "and",
    "؟": "?",
    "−": "-",
}
_CAPITALS = _set("US AIDS")  # another word without their capitals
_FULL_WIDTH_AND_LIGATURES = {
    c: unicodedata.normalize("NFKC", chr(c))
    for c in (*range(0xFF01, 0xFF5F), *range(0xFB00, 0xFB07))
}
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}\ufe00-\ufe0f]")
_THOUSANDS = re.compile(
    rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:[{_GROUP}]\d{{3}})+"
)


def _key(written: str) -> str:
    """The word without its typography; empty when it is nothing but typography.

    NFC, not NFKC, which would read 10² as 102; only ligatures and full-width forms are unfolded.
    """
    plain = written if written.isascii() else _unfold(written)
    if plain[-1:].isdecimal():
        return _figure(plain)
    if len(plain) == 1 and not plain.isalnum():
        return _symbol(plain)
    if plain in _CAPITALS:
        return plain
    key = plain.casefold()
    return _ALIASES.get(key, key)


def _unfold(written: str) -> str:
    plain = _INVISIBLE_CHARACTER.sub("", written).translate(_FULL_WIDTH_AND_LIGATURES)
    plain = unicodedata.normalize("NFC", plain)
    return plain if plain.isdecimal() else re.sub(f"[{_APOSTROPHES}]", "'", plain)


def _figure(plain: str) -> str:
    """3,000 and 3 000 as 3000; .5 as 0.5; any script's digits as ASCII; 3.000 and 3,5 as they are."""
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub(rf"[,{_GROUP}]", "", plain)
    return "0" + plain if plain.startswith(".") else plain


def _symbol(plain: str) -> str:
    if plain in _HYPHENS:
        return "-"
    meaningless = unicodedata.category(plain)[0] in "CPM" and plain not in _KEPT_MARKS
    return _ALIASES.get(plain, "" if meaningless else plain)


@dataclass(frozen=True)
class _Words:
    """A text's words in order: three lists of one length, offsets into the text."""

    starts: list[int]
    ends: list[int]
    keys: list[str]


def _words(text: str) -> _Words:
    seen: dict[str, str] = {}  # a text uses few words many times
    words = _Words([], [], [])
    for match in _TOKEN.finditer(text):
        written = match.group()
        key = seen.get(written)
        if key is None:
            key = seen[written] = _key(written)
        if key:
            words.starts.append(match.start())
            words.ends.append(match.end())
            words.keys.append(key)
    return words
