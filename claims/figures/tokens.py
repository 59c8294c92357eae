"""A sentence as words, numbers and marks, with what looks like a count and is none set aside.

PURE: no Django.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from claims.figures.not_counts import not_counts

WORD, NUMBER, FRACTION, MARK, ASIDE, EDGE = range(6)

THIN = "\u2009"
_THIN_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f"
_DASHES = "‐‑‒–−﹣－"

_TOKEN = re.compile(
    r"(?P<number>"
    rf"\d{{1,3}}(?:,\d{{2,3}}){{0,5}},\d{{3}}(?!\d|,\d)(?:\.\d+)?"  # 3,000 and 3,00,000
    rf"|\d{{1,3}}(?:[{THIN}']\d{{3}}){{1,6}}(?!\d)(?:[.,]\d+)?"  # thin spaces, and the Swiss apostrophe
    r"|\d{1,3}(?: \d{3}){1,6}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?![\d.])(?:,\d+)?|\d{1,3}(?:\.\d{3}){1,6},\d{1,9}"  # 1.234.567, 1.234,5
    r"|\d{1,15},\d{1,2}(?!\d|,\d)"  # 2,5: no thousands are grouped so
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+)"
    r"|(?P<fraction>[¼½¾⅐-⅞])"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)
_KINDS = {"number": NUMBER, "fraction": FRACTION, "word": WORD, "mark": MARK}


class Token(NamedTuple):
    """A piece of the sentence. `key` is how it is looked up; `tight` says that no space is before it."""

    kind: int
    key: str
    start: int
    end: int
    tight: bool = False
    capital: bool = False

    def is_word(self) -> bool:
        return self.kind == WORD

    def is_tight(self, mark: str) -> bool:
        """Whether it is this mark, joined to what is before it."""
        return self.tight and self.key == mark


@lru_cache(maxsize=4096)
def _plain_character(written: str) -> str:
    """What the character means, as one character: any script's digits are ASCII, dashes are hyphens."""
    if written.isdecimal():
        return str(unicodedata.decimal(written))
    if written in _THIN_SPACES:
        return THIN
    if written in _DASHES:
        return "-"
    if written in "’‘ʼ＇":
        return "'"
    if written in "“”„«»":
        return '"'
    if written in "٪％":
        return "%"
    plain = unicodedata.normalize("NFKC", written)
    return plain if "\uff01" <= written <= "\uff5e" and len(plain) == 1 else written


def words(several: str) -> frozenset[str]:
    """A set of words, from a text that holds them."""
    return frozenset(several.split())


def plain(text: str) -> str:
    """The text without its typography, each character in its place."""
    if text.isascii():
        return text
    changes = {ord(c): _plain_character(c) for c in set(text) if not c.isascii()}
    return text.translate(changes)


def tokenise(text: str) -> list[Token]:
    """The tokens between two edges at the start and three at the end, so that none needs to be missed."""
    level = plain(text)
    tokens = [Token(EDGE, "", 0, 0)] * 2
    at = 0
    for aside in not_counts(level):
        _add(tokens, level, at, aside.start())
        start, at = aside.span()
        tokens.append(Token(ASIDE, "", start, at, start == tokens[-1].end))
    _add(tokens, level, at, len(level))
    return tokens + [Token(EDGE, "", len(text), len(text))] * 3


def _add(tokens: list[Token], level: str, begin: int, end: int) -> None:
    last = tokens[-1].end
    for match in _TOKEN.finditer(level, begin, end):
        written = match.group()
        start = match.start()
        kind = _KINDS[match.lastgroup or "mark"]
        key = written.lower() if kind == WORD else written
        tight = start == last and start > 0
        last = match.end()
        tokens.append(Token(kind, key, start, last, tight, written[0].isupper()))
