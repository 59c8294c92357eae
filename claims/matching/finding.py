"""Which recorded claims a text may make.

`find` proposes, nearest first, and says how each proposal differs. It links nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.matching.candidates import Candidate, candidates, weighed_words
from claims.matching.differing import Contrast, compared
from claims.models.claim import ClaimQuerySet
from claims.vocabulary import Agreement, Difference

MOST = 100  # proposals for one text


@dataclass(frozen=True)
class Match:
    """A recorded claim that a text may make.

    `score` is between 0 (nothing in common) and 1; it ranks, and says nothing of truth. `differs` says
    how the claim differs from the text, `contrasts` with the words of both, and `same` in what that could
    differ they agree.
    """

    claim: int
    statement: str
    score: float
    differs: list[Difference] = field(default_factory=list)
    same: list[Agreement] = field(default_factory=list)
    contrasts: tuple[Contrast, ...] = ()


def find(text: str, k: int = 5, *, within: ClaimQuerySet | None = None) -> list[Match]:
    """The `k` claims that a text is nearest to, the nearest first; of those in `within`, if given.

    Raises ValueError, with a sentence to show, if `k` is not between 1 and 100.
    """
    return find_each([text], k, within=within)[0]


def find_each(
    texts: Sequence[str], k: int = 5, *, within: ClaimQuerySet | None = None
) -> list[list[Match]]:
    """The same for each of the texts, with as many queries as for one."""
    if not 1 <= k <= MOST:
        raise ValueError(f"Ask for 1 to {MOST} claims: {k} is not possible.")
    if not texts:
        return []
    words = weighed_words(texts)
    found = candidates(words, within)
    return [
        _nearest(text, own, near, k) for text, own, near in zip(texts, words, found, strict=True)
    ]


def means() -> str:
    """Why claims are found by their words alone, as a sentence to show; empty if vectors are in use."""
    return "Claims are found by their words alone."


def _nearest(text: str, words: dict[str, float], near: list[Candidate], k: int) -> list[Match]:
    scored = [(_score(words, one), one) for one in near]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].claim))
    return [_match(text, one, score) for score, one in scored[:k] if score > 0]


def _score(words: dict[str, float], candidate: Candidate) -> float:
    """How much of what the words weigh the claim has."""
    shared = sum(weight for word, weight in words.items() if word in candidate.words)
    return min(1.0, shared / (sum(words.values()) or 1.0))


def _match(text: str, candidate: Candidate, score: float) -> Match:
    found = compared(text, candidate.statement)
    return Match(
        claim=candidate.claim,
        statement=candidate.statement,
        score=round(score, 4),
        differs=found.differs,
        same=list(found.same),
        contrasts=found.contrasts,
    )
