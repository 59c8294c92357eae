"""Text is measured, so that it is wrapped between words and never runs out of its box.

PURE: no Django.
"""

import unicodedata
from functools import lru_cache
from math import ceil

NAME, NOTE = 13, 12
LEADING = {NAME: 17, NOTE: 15}
SAFETY = 1.03

# Advance widths in 1/1000 em: the wider of DejaVu Sans and Liberation Sans (Helvetica's measures),
# rounded up. Fonts of the site's stack that are not named are narrower than DejaVu Sans.
ADVANCE = {
    character: advance
    for advance, characters in {
        275: "'", 300: "Iijl", 325: " ,.", 350: "/:;\\|", 375: "-f", 400: "()[]t", 425: "!r",
        475: '"', 500: "*J`‘’“”", 525: "sz", 550: "c", 575: "?L_", 600: "kvxy", 625: "FTaeo",
        650: "$0123456789bdghnpqu{}", 675: "EKPSY", 700: "ABVXZ", 725: "CR", 750: "NU",
        775: "DH", 800: "&GOQ", 825: "w", 850: "#+<=>^~", 875: "M", 950: "%", 975: "m",
        1000: "W—…", 1025: "@",
    }.items()
    for character in characters
}  # fmt: skip
JOINERS = "\u200c\u200d"  # zero width; they hold scripts and emoji together
SOFT = "-/_.,:;@&=?+~|\\"  # a word that must be broken is best broken after one of these


class _Advances(dict[str, int]):
    """The width of each character in 1/1000 em. A dictionary, because a page measures thousands."""

    def __missing__(self, character: str) -> int:
        return _unmeasured(character)


ADVANCES = _Advances(ADVANCE)


def _unmeasured(character: str) -> int:
    """The width of a character that is not in the table, on the generous side."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) >= 0x1F000:
        return 1400 if ord(character) >= 0x1F000 else 1050
    base = unicodedata.normalize("NFD", character)[0]
    return ADVANCE.get(base, 700 if "\u0590" <= base <= "\u08ff" else 900)


def width(text: str, size: int) -> int:
    """How wide a text is at a font size, in pixels, rounded up."""
    return _pixels(_advance(text), size)


@lru_cache(maxsize=10_000)
def _advance(text: str) -> int:
    """How wide a text is in 1/1000 em. Kept, because each word is measured for both drawings."""
    return sum(map(ADVANCES.__getitem__, text))


def _pixels(advance: int, size: int) -> int:
    return ceil(advance * size * SAFETY / 1000)


def clean(text: str) -> str:
    """A name fit to be shown: one line, nothing invisible that turns or hides its neighbours."""
    if text.isprintable():
        return " ".join(text.split()) or "no name"
    kept = "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in text.encode(errors="replace").decode()
        if character in JOINERS or unicodedata.category(character) != "Cf"
    )
    return " ".join(kept.split()) or "no name"


def clusters(text: str) -> list[str]:
    """The characters as people see them: marks, joined emoji and flags stay whole."""
    found: list[str] = []
    for character in text:
        if found and (
            _clings(character) or found[-1][-1] == "\u200d" or _flag(found[-1], character)
        ):
            found[-1] += character
        else:
            found.append(character)
    return found


def _clings(character: str) -> bool:
    toned = "\U0001f3fb" <= character <= "\U0001f3ff"
    return toned or character in JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc")


def _flag(before: str, character: str) -> bool:
    letters = before + character
    return len(letters) == 2 and all("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in letters)


def wrap(text: str, room: int, size: int, most: int) -> list[str]:
    """The text in lines that fit, broken between words. What is beyond `most` lines becomes "…"."""
    lines: list[str] = []
    filled, space = 0, ADVANCES[" "]  # of the last line, in 1/1000 em
    for word in text[:1000].split():
        first, *more = _pieces(word, room, size)
        wide = _advance(first)
        if lines and _pixels(filled + space + wide, size) <= room:
            lines[-1] += f" {first}"
            filled += space + wide
        else:
            lines.append(first)
            filled = wide
        if more:
            lines += more
            filled = _advance(more[-1])
    return (
        lines if len(lines) <= most else [*lines[: most - 1], _elided(lines[most - 1], room, size)]
    )


def _pieces(word: str, room: int, size: int) -> list[str]:
    """The word whole if it fits in a line; otherwise in pieces that do."""
    if width(word, size) <= room:
        return [word]
    pieces, rest = [], clusters(word)
    while rest:
        number = _fitting(rest, room, size)
        pieces.append("".join(rest[:number]))
        rest = rest[number:]
    return pieces


def _fitting(rest: list[str], room: int, size: int) -> int:
    """How many clusters to put in this line: all that fit, or up to a good place to break."""
    number = 0
    while number < len(rest) and width("".join(rest[: number + 1]), size) <= room:
        number += 1
    if number == len(rest):
        return number
    soft = [place for place in range(number // 2, number) if rest[place] in SOFT]
    return max(soft[-1] + 1 if soft else number, 1)


def _elided(line: str, room: int, size: int) -> str:
    while line and width(f"{line}…", size) > room:
        head, space, _ = line.rpartition(" ")
        line = head if space else "".join(clusters(line)[:-1])
    return line.rstrip(" ,;:-–—([“") + "…"
