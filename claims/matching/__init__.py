"""Matching: which sentences of a text are worth checking, and which recorded claims a text makes.

Matching proposes; a person links. Nothing here writes to the record.
"""

from claims.matching.finding import Match, find, find_each, means
from claims.matching.proposing import Proposal, proposals

__all__ = ["Match", "Proposal", "find", "find_each", "means", "proposals"]
