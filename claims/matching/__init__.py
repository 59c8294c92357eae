"""Matching: which sentences of a text are worth checking, and which recorded claims a text makes.

Matching proposes; a person links. Nothing here writes to the record.
"""

from claims.matching.finding import NEAR, Match, find, find_each, means
from claims.matching.language import Language, is_english, language
from claims.matching.proposing import Proposal, proposals
from claims.matching.ranking import THRESHOLD, Suggestion, rank
from claims.matching.splitting import Sentence, sentences

__all__ = [
    "NEAR",
    "THRESHOLD",
    "Language",
    "Match",
    "Proposal",
    "Sentence",
    "Suggestion",
    "find",
    "find_each",
    "is_english",
    "language",
    "means",
    "proposals",
    "rank",
    "sentences",
]
