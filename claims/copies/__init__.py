"""Copies among articles: the same words in two texts, and how much of each they are.

PURE: no Django. What is found here is proposed; a person says whether it is a copy.
"""

from claims.copies.direction import Piece, Why, original
from claims.copies.prints import Read, read
from claims.copies.sharing import Passage, Shared, compare, worth_comparing

__all__ = [
    "Passage",
    "Piece",
    "Read",
    "Shared",
    "Why",
    "compare",
    "original",
    "read",
    "worth_comparing",
]
