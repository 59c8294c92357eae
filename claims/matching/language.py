"""Whether a text is in a language that the model of sentence vectors knows: English.

PURE: no Django. It looks at letters and at the little words that every sentence has, and guesses no more
than it must: a text without any sign of another language is taken for English.
"""

import re
import unicodedata

ENOUGH_LETTERS = 10  # below, nothing can be told
ENOUGH_SIGNS = 2  # little words of another language, before it is taken for that
MOST_CHARACTERS = 2_000

_ENGLISH = (
    "the of and to is was were are that it for on with as by be at this have has had from not but which "
    "they their its been would will there said who what when more than after about"
)
# German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Turkish: only what English lacks.
_OTHERS = (
    "der das und ist nicht mit ein eine einen dem den von zu wird wurde auf für sich auch dass sind im "
    "le les des est et une dans que qui pour pas sur avec plus par sont été du au aux ce cette "
    "el los las una por del se con para como más fue ser sus son y lo "
    "os uma não do da dos das em foi ao à é são mais pelo pela "
    "il di che della nel per è sono gli alla dei delle anche "
    "het een van niet zijn voor op te dat werd worden ook naar "
    "w z się nie jest na że są od przez i "
    "och att det som är av en på inte till ett "
    "ve bir bu için ile olarak daha çok"
)
_ENGLISH_WORDS, _OTHER_WORDS = frozenset(_ENGLISH.split()), frozenset(_OTHERS.split())
_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Whether the model may be asked about this text."""
    read = text[:MOST_CHARACTERS]
    letters = [sign for sign in read if sign.isalpha()]
    if len(letters) < ENOUGH_LETTERS:
        return True
    latin = sum(sign.isascii() or "LATIN" in unicodedata.name(sign, "") for sign in letters)
    if latin * 2 < len(letters):
        return False
    words = [word.casefold() for word in _WORD.findall(read)]
    english = sum(word in _ENGLISH_WORDS for word in words)
    others = sum(word in _OTHER_WORDS for word in words)
    return others < ENOUGH_SIGNS or others <= english
