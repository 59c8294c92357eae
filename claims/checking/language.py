"""Whether a text reads as English, the one language that the models of matching know.

PURE: no Django. Between a third and a half of the words of English prose are among its commonest; of other
languages in Latin letters hardly one in ten looks like one of them.
"""

import re

COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a about after all also an and any are as at be because been before but by can cent could did do
        down each even first for from had has have he her him his how if in into is it its just last
        like made man many may me more most much must my new no not now of on one only or other our out
        over per percent said she should so some such than that the their them then there these they
        this those through time to too two up was way we well were what when where which who will with
        would year years you your
        """,
    )
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
