"""The model: a weight for each feature and for each word, summed and squeezed into 0 to 1.

PURE: no Django. The file says which data it was made from, and by which script; nothing but this module
and json reads it.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parent / "checkworthy.json"

_TOKEN = re.compile(r"\d[\d,.]*|[A-Za-z]+(?:['’][A-Za-z]+)?|[$%?.!:“\"«]")
_BEFORE_A_CAPITAL = frozenset('.!:“"«')
NUMBER, NAME = "#", "@"


@dataclass(frozen=True)
class Model:
    """Weights of features and, where the language is known, of words: each with its rarity (idf)."""

    bias: float
    features: dict[str, float]
    words: dict[str, tuple[float, float]]


@cache
def model(english: bool) -> Model:
    """The model for English, or the one that knows no words. Read once a process."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    if not english:
        return Model(read["without_words"]["bias"], read["without_words"]["features"], {})
    words = {term: (idf, weight) for term, (idf, weight) in read["words"].items()}
    return Model(read["bias"], read["features"], words)


def terms(sentence: str) -> list[str]:
    """The words of a sentence and the pairs of neighbours, in small letters; numbers and names masked, so
    that nothing is worth checking for whom it is about."""
    words: list[str] = []
    begins = True
    for word in _TOKEN.findall(sentence):
        if word in _BEFORE_A_CAPITAL:
            begins = True
            continue
        if word[0].isdigit():
            words.append(NUMBER)
        elif word[0].isupper() and not begins and word != "I" and word[1:2] not in {"'", "’"}:
            if not words or words[-1] != NAME:
                words.append(NAME)
        else:
            words.append(word.lower().replace("’", "'"))
        begins = word == "?"
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def of_words(sentence: str, known: dict[str, tuple[float, float]]) -> float:
    """What the words of a sentence add: TF-IDF, with the logarithm of how often each stands there."""
    total = length = 0.0
    for term, times in Counter(terms(sentence)).items():
        if found := known.get(term):
            strength = (1 + math.log(times)) * found[0]
            total += strength * found[1]
            length += strength * strength
    return total / math.sqrt(length) if length else 0.0


def squeezed(total: float) -> float:
    """A sum of weights as a score from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
