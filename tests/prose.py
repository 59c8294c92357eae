"""Made-up texts as long as one wants: sentences of invented words, the same for the same number."""

import random

_BEGIN = ("br", "c", "d", "f", "gr", "h", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_MIDDLE = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_END = ("", "n", "r", "s", "t", "ld", "nd", "rk", "sh")
VOCABULARY = [
    begin + middle + end + more
    for begin in _BEGIN
    for middle in _MIDDLE
    for end in _END
    for more in ("", "er")
]


def words(number: int, seed: object) -> list[str]:
    """So many words, some much more often than others, as in any language."""
    chance = random.Random(str(seed))
    return [VOCABULARY[int(len(VOCABULARY) * chance.random() ** 2)] for _ in range(number)]


def text(number: int, seed: object) -> str:
    """So many words, in sentences and paragraphs."""
    found = words(number, seed)
    sentences = [" ".join(found[at : at + 12]).capitalize() + "." for at in range(0, number, 12)]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def replaced(original: str, percent: int, seed: object) -> str:
    """The same text with so many of its words replaced by others."""
    chance = random.Random(str(seed))
    return " ".join(
        chance.choice(VOCABULARY) if chance.random() * 100 < percent else word
        for word in original.split(" ")
    )
