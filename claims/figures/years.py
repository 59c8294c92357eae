"""Years, told apart from counts.

PURE: no Django.
"""

from collections.abc import Sequence

from claims.figures import comparators
from claims.figures.nouns import counted
from claims.figures.numbers import Number
from claims.figures.tokens import ASIDE, EDGE, WORD, Token, words

_DATING = words(
    "in since by until till from of during after before between early late mid through to and or the a "
    "its his her their this that our year spring summer autumn winter circa c christmas election"
)
_EARLIEST, _SURELY, _LATEST = 1000, 1500, 2200


def is_year(tokens: Sequence[Token], first: int, number: Number) -> bool:
    """Whether four bare digits are a year: what stands before them dates, or they count nothing."""
    if len(number.digits) != 4 or not number.digits.isdecimal():
        return False
    if not _EARLIEST <= number.value < _LATEST:
        return False
    before = tokens[first - 1]
    noun = counted(tokens, number.end, one=False)
    dated = before.key in _DATING or before.key.endswith("'s")
    if number.value < _SURELY:
        return dated and not noun
    start = comparators.before(tokens, first)[1]
    if start < first:
        return not noun and tokens[start].key in {"around", "about", "circa", "before", "by"}
    opens = before.kind in (EDGE, ASIDE) or before.key in {".", "!", "?", ",", '"', "("}
    named = before.kind == WORD and before.capital
    return dated or opens or named or not noun
