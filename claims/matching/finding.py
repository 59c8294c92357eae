"""Which recorded claims a text may make.

`find` proposes, nearest first, and says how each proposal differs. It links nothing.

The score is the mean of two: the cosine of the sentence vectors, and the part of the text's words, weighed
by how rare they are, that the claim or its quotes have. `SHARE` is how much the second counts; it is the
one number that was tuned, on the training queries that bench/matching.py names. Without vectors the words
alone decide. A word that no candidate has counts as one of theirs that it may be a misspelling of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims.matching.candidates import Candidate, candidates, readable, weighed_words
from claims.matching.differing import Contrast, Wording, compared
from claims.matching.language import is_english
from claims.matching.misspelt import may_mean
from claims.matching.model import ModelMissing, missing, model
from claims.models.claim import ClaimQuerySet
from claims.vocabulary import AGREEMENTS, Agreement, Difference

MOST = 100  # proposals for one text
# The score from which on a claim may be what a text says: docs/quality.md tells what was tried.
NEAR = 0.55
SHARE = 0.5  # of the score that the words decide, where there are vectors


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

    @property
    def same_labels(self) -> list[str]:
        """In what they agree, as people read it."""
        return [AGREEMENTS[one].label for one in self.same]


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
        raise ValueError(
            _("Ask for 1 to %(most)s claims: %(k)s is not possible.") % {"most": MOST, "k": k}
        )
    if not any(text.strip() for text in texts):
        return [[] for _text in texts]
    words = weighed_words(texts)
    vectors, name = _vectors(texts)
    found = candidates(words, vectors, name, within)
    return [
        _nearest(text, own, near, k) for text, own, near in zip(texts, words, found, strict=True)
    ]


def means(*texts: str) -> str:
    """Why claims are found by their words alone, as a sentence to show; empty if vectors are in use. With
    texts, whether they are in a language that the model knows counts too."""
    if reason := missing():
        return f"{reason} {_('Until then claims are found by their words alone.')}"
    if any(not is_english(text) for text in texts):
        return _(
            "The sentence model knows English alone: what is in another language is compared by its "
            "words, not by its meaning."
        )
    return ""


def _vectors(texts: Sequence[str]) -> tuple[dict[int, Any], str]:
    """The vector of each text that the model knows the language of, by its number, and the model's name."""
    known = [number for number, text in enumerate(texts) if text.strip() and is_english(text)]
    if not known:
        return {}, ""
    try:
        loaded = model()
    except ModelMissing:
        return {}, ""
    made = loaded.vectors([readable(texts[number]) for number in known])
    return dict(zip(known, made, strict=True)), loaded.name


def _nearest(text: str, words: dict[str, float], near: list[Candidate], k: int) -> list[Match]:
    known = frozenset[str]().union(*(one.words for one in near))
    meant = [(may_mean(word, known), weight) for word, weight in words.items()]
    scored = [(_score(meant, one), one) for one in near]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].claim))
    nearest = [(score, one) for score, one in scored[:k] if score > 0]
    read = Wording(text)
    return [_match(text, one, score, read) for score, one in nearest]


def _score(meant: list[tuple[frozenset[str], float]], candidate: Candidate) -> float:
    """By the words, each as those that it may mean with its weight, and by the cosine."""
    shared = sum(weight for words, weight in meant if not words.isdisjoint(candidate.words))
    part = shared / (sum(weight for _words, weight in meant) or 1.0)
    if candidate.cosine is None:
        return part
    return min(1.0, max(0.0, (1 - SHARE) * candidate.cosine + SHARE * part))


def _match(text: str, candidate: Candidate, score: float, read: Wording) -> Match:
    found = compared(text, candidate.statement, read)
    return Match(
        claim=candidate.claim,
        statement=candidate.statement,
        score=round(score, 4),
        differs=found.differs,
        same=list(found.same),
        contrasts=found.contrasts,
    )
