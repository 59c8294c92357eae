"""Matching: which sentences of a text are worth checking, and which recorded claims a text makes.

Matching proposes; a person links. Nothing here writes to the record.
"""

from claims.matching.finding import Match, find, find_each, means

__all__ = ["Match", "find", "find_each", "means"]
