"""Which sentences of a text are worth checking, best first, each with its reasons.

PURE: no Django.
"""

import math
from dataclasses import dataclass

from claims.matching.features import features
from claims.matching.splitting import sentences

# From which score on a sentence is suggested.
THRESHOLD = 0.5

_BIAS = -2.2
_WEIGHTS = {
    "figure": 1.6, "figures": 0.5, "percentage": 0.9, "money": 0.7, "year": 0.6, "quotation": 0.3,
    "names": 0.9, "question": -2.0, "unfinished": -1.5, "short": -1.0, "length": 1.0, "change": 0.7,
    "comparison": 0.6, "attributed": 0.6, "law": 0.5, "past": 0.6, "first_person": -0.7,
    "second_person": -0.6, "opinion": -0.8, "hedge": -0.4, "future": -0.7, "estimate": 1.5,
    "furniture": -2.0, "fragment": -1.0,
}  # fmt: skip

_WORDS = {
    "figure": "a figure",
    "figures": "several figures",
    "percentage": "a percentage",
    "money": "an amount of money",
    "year": "a year",
    "quotation": "a quotation",
    "names": "names",
    "change": "says that something changed",
    "comparison": "a comparison",
    "attributed": "attributed to somebody",
    "law": "about a law, an order or a decision",
    "estimate": "an estimate or illustration",
    "past": "about what happened",
    "question": "a question",
    "unfinished": "a heading or a caption",
    "first_person": "the speaker's own view",
    "second_person": "speaks to the reader",
    "opinion": "an opinion",
    "hedge": "hedged",
    "future": "about what is to come",
    "furniture": "furniture of the page",
}


@dataclass(frozen=True)
class Suggestion:
    """A sentence where it stands, how much it is worth checking from 0 to 1, and why."""

    sentence: str
    start: int
    end: int
    score: float
    reasons: list[str]


def rank(text: str) -> list[Suggestion]:
    """Every sentence of a text, those most worth checking first. Never raises."""
    found = [_suggestion(each.text, each.start, each.end) for each in sentences(text)]
    return sorted(found, key=lambda each: (-each.score, each.start))


def _suggestion(sentence: str, start: int, end: int) -> Suggestion:
    seen = features(sentence)
    parts = {name: _WEIGHTS.get(name, 0.0) * value for name, value in seen.items()}
    score = 1 / (1 + math.exp(-_BIAS - sum(parts.values())))
    told = sorted((name for name in parts if name in _WORDS), key=lambda name: -abs(parts[name]))
    return Suggestion(sentence, start, end, round(score, 3), [_WORDS[name] for name in told[:4]])
