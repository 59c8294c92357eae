"""Which sentences of a text are worth checking, best first, each with its reasons.

PURE: no Django. Features and words add up to a score (`weights`); the reasons are the features that added
most, and what took away from it.
"""

from dataclasses import dataclass
from itertools import zip_longest

from claims.matching.features import WITHOUT_WORDS, features
from claims.matching.language import language
from claims.matching.splitting import Sentence, sentences
from claims.matching.weights import Model, model, of_words, squeezed

# From which score on a sentence is suggested.
THRESHOLD = 0.5
# What a reason must add to the sum, or take from it, to be told; and how many are told of each.
FOR, AGAINST = 0.15, -0.4
MOST_FOR, MOST_AGAINST = 4, 2

REASONS = {
    "figure": "It has a figure.",
    "percentage": "It has a percentage or a share.",
    "money": "It has an amount of money.",
    "year": "It names a year.",
    "quotation": "It has a quotation.",
    "names": "It names somebody or something.",
    "change": "It says that something changed.",
    "comparison": "It makes a comparison.",
    "attributed": "It is attributed to somebody.",
    "law": "It is about a law, an order or an offence.",
    "estimate": "It is an estimate.",
    "past": "It is told in the past tense.",
}
# These come together in one sentence, which says that they speak against it.
DOUBTS = {
    "question": "a question",
    "unfinished": "not a full sentence",
    "short": "short",
    "first_person": "told in the first person",
    "second_person": "speaks to the reader",
    "opinion": "an opinion or a demand",
    "hedge": "hedged",
    "future": "about what is to come",
    "captioned": "an estimate or illustration, by its caption",
    "supposed": "an illustration or a supposition, by its words",
    "furniture": "belongs to the page, not to the text",
}
# A reason that says the same in general is not told beside the particular one.
COVERED = {"percentage": "figure", "money": "figure"}
ALWAYS_TOLD = {"estimate"}
# How much of a sentence is judged, in characters: what is longer is no sentence, and takes no longer.
JUDGED = 2_000
LABEL = 30  # characters of a sentence that only says what the one before it is


@dataclass(frozen=True)
class Suggestion:
    """A sentence where it stands, how much it is worth checking from 0 to 1, and why."""

    sentence: str
    start: int
    end: int
    score: float
    reasons: list[str]


def rank(text: str) -> list[Suggestion]:
    """Every sentence of a text, those most worth checking first. Never raises.

    In another language than English it goes by what needs no words, and each sentence says so.
    """
    spoken = language(text)
    weights = model(spoken.known)
    all_of_them = sentences(text, spoken.code or "en")
    found = []
    for each, following in zip_longest(all_of_them, all_of_them[1:]):
        words = each.text[:JUDGED]
        seen = features(words)
        if following and _labels(text, each, following):
            seen["captioned"] = 1.0
        score, reasons = _judged(words, seen, weights, spoken.known)
        found.append(Suggestion(each.text, each.start, each.end, score, reasons))
    return sorted(found, key=lambda each: (-each.score, each.start))


def _labels(text: str, sentence: Sentence, following: Sentence) -> bool:
    """Whether the next sentence says of this one that it is an estimate: "… to 2022. Estimated data."."""
    beside = len(following.text) <= LABEL and "\n" not in text[sentence.end : following.start]
    return beside and not {"captioned", "supposed"}.isdisjoint(features(following.text))


def _judged(
    sentence: str, seen: dict[str, float], weights: Model, english: bool
) -> tuple[float, list[str]]:
    """The score of a sentence, and its reasons in words; there is always one."""
    parts = {
        name: weights.features.get(name, 0.0) * value
        for name, value in seen.items()
        if english or name in WITHOUT_WORDS
    }
    words = of_words(sentence, weights.words)
    score = round(squeezed(weights.bias + sum(parts.values()) + words), 3)
    reasons, doubts = _told(parts)
    if len(reasons) < 2 and english and abs(words) > FOR:
        like = "like" if words > 0 else "unlike"
        told = f"It is worded {like} what readers found worth checking."
        (reasons if words > 0 else doubts).append(told)
    if not english:
        doubts.append("It was judged without its words, which are not English.")
    return score, [*reasons, *doubts] or ["Nothing stands out."]


def _told(parts: dict[str, float]) -> tuple[list[str], list[str]]:
    """What added most, and what took most away."""
    covered = {COVERED[name] for name in parts if name in COVERED}
    by_weight = sorted(parts, key=lambda name: -abs(parts[name]))
    told = [
        REASONS[name]
        for name in by_weight
        if name in REASONS and name not in covered and (parts[name] >= FOR or name in ALWAYS_TOLD)
    ]
    doubts = [DOUBTS[name] for name in by_weight if name in DOUBTS and parts[name] <= AGAINST]
    return told[:MOST_FOR], [
        f"Against it: {' and '.join(doubts[:MOST_AGAINST])}."
    ] if doubts else []
