"""Words that may be one word, misspelt: two letters that changed places, one too many, one missing.

PURE: no Django.
"""

from collections import Counter
from collections.abc import Collection

LEAST_LETTERS = 4  # of a word: shorter ones are too near to each other


def may_mean(word: str, known: Collection[str]) -> frozenset[str]:
    """The known words that a word stands for: itself, or else those that it may be a misspelling of."""
    if word in known:
        return frozenset((word,))
    return frozenset(other for other in known if misspelt(word, other))


def misspelt(word: str, other: str) -> bool:
    """Whether the two begin alike and have the same letters, but for one at most. Numbers never are one
    another: another digit is another figure."""
    if word[:1] != other[:1] or abs(len(word) - len(other)) > 1:
        return False
    if min(len(word), len(other)) < LEAST_LETTERS or not (word.isalpha() and other.isalpha()):
        return False
    own, others = Counter(word), Counter(other)
    return (own - others).total() + (others - own).total() <= 1
