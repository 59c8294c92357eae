"""Whether a text reads as English, the one language that the models of matching know.

PURE: no Django. Between a third and a half of the words of English prose are among its commonest; of other
languages in Latin letters hardly one in ten looks like one of them.
"""

import re

COMMON = frozenset(
    "the of and to a in that is was he for it with as his on be at by had not are but from or have an they "
    "which one you were her all she there would their we him been has when who will more no if out so said "
    "what up its about into than them can only other new some could time these two may then do first any my "
    "now such like our over man me even most made after also did many before must through years where much "
    "your way well down should because each just those how too any last year per cent percent this".split()
)
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
FEW = 12  # words, below which nothing is said
LEAST = 0.15  # the share of common words, from which on a text reads as English
LOOKED_AT = 20_000  # characters


def reads_as_english(text: str) -> bool:
    """Whether the beginning of a text reads as English; so does one too short to tell."""
    text = text[:LOOKED_AT]
    letters = len(LETTER.findall(text))
    if letters > 2 * len(LATIN.findall(text)):
        return False
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < FEW:
        return True
    return sum(word in COMMON for word in words) >= LEAST * len(words)
