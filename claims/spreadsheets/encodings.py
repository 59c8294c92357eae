"""In which encoding the text of a file is that is not in Unicode. PURE: no Django.

Most bytes fit several of the encodings that spreadsheet programs write: 0xF1 is ñ in Western Europe and ń
in Central Europe. What tells them apart is which letters come together. For each encoding there are the
letters beyond ASCII that its languages write; the language that holds most of a text's letters speaks for
its encoding. Western Europe is presumed: another has to fit clearly better, since a French article with a
Spanish name fits no one language, and short files hold few letters.

The library that guesses for captured pages (claims/capture/decoding.py) has a page's worth of text to go
by; it took each of five short western texts for Windows-1250. The other way round, what is
here knows none of the encodings of pages that spreadsheet programs do not write, such as KOI8 or Shift JIS.
"""

import re
from collections import Counter

from claims.spreadsheets.words import Words as _

UTF_8, WESTERN = "utf-8", "windows-1252"
# By their names in the IANA registry, which Python knows too; in the order in which they are offered.
ENCODINGS = {
    WESTERN: _("Western Europe (Windows-1252)"),
    "windows-1250": _("Central Europe (Windows-1250)"),
    "windows-1251": _("Cyrillic (Windows-1251)"),
    "windows-1253": _("Greek (Windows-1253)"),
    "windows-1254": _("Turkish (Windows-1254)"),
    "windows-1257": _("Baltic (Windows-1257)"),
    "macintosh": _("Western Europe, old Mac (Mac Roman)"),
    UTF_8: _("Unicode (UTF-8)"),
}
LETTERS = {
    WESTERN: (
        "àâçéèêëîïôœùûüÿæ" + "áíñóúü¿¡ºª",  # French, and Spanish names in it, or the reverse
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "äöüßé",  # German
        "äåöæøéü",  # the north
        "áðéíóúýþæö",  # Icelandic
        "áéèëïíóöúü",  # Dutch
    ),
    "windows-1250": (
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîşţ",  # Romanian
        "čćđšž",  # Croatian, Slovene
    ),
    "windows-1251": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "ґєії" + "ђјљњћџѓќѕў№",),
    "windows-1253": ("αβγδεζηθικλμνξοπρσςτυφχψω" + "άέήίόύώϊϋΐΰ",),
    "windows-1254": ("çğıöşüâîû",),
    "windows-1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
    "macintosh": ("àâçéèêëîïôœùûüÿæáíñóú¿¡äößåøãõì",),
}
# A letter of another script beside a Latin one, or a capital behind a small letter, is a wrong reading.
_MIXED = re.compile("(?<=[A-Za-z])[^\\x00-\\x7f]|[^\\x00-\\x7f](?=[A-Za-z])|(?<=[а-яα-ω])[А-ЯΆ-Ϋ]")
# What no language of an encoding writes. Portuguese has õ before e alone: elsewhere it is a Hungarian ő.
NEVER = {WESTERN: re.compile("õ(?!e)"), "windows-1251": _MIXED, "windows-1253": _MIXED}
# In any language: they say nothing of the encoding, but that it has them.
COMMON = set("“”„‘’‚«»‹›–—…•·°§©®™€£¢¥±×÷½¼¾\u00a0\u00ad´")
AHEAD = 0.12  # of a text's letters, by which another has to fit better than Western Europe


def guessed(sample: bytes) -> str:
    """The encoding that fits a sample best; Western Europe if none fits clearly better."""
    fits = {name: _fit(sample, name) for name in LETTERS}
    best = max(fits, key=lambda name: fits[name])
    return best if fits[best] > fits[WESTERN] + AHEAD else WESTERN


def _fit(sample: bytes, encoding: str) -> float:
    """Which part of the letters beyond ASCII belong to the one language that holds most of them, from 0
    to 1; 0 where a byte is none of the encoding, or an invisible character stands among them."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if any("\x7f" <= one <= "\x9f" for one in text):
        return 0.0
    if never := NEVER.get(encoding):
        text = never.sub("\ufffd", text)
    found = Counter(one for one in text.lower() if not one.isascii() and one not in COMMON)
    if not found:
        return 1.0
    most = max(sum(found[one] for one in set(letters)) for letters in LETTERS[encoding])
    return most / found.total()
