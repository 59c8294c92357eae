"""Numbers that are part of a name: "Title 42", "Boeing 737", "page 12".

PURE: no Django.
"""

from collections.abc import Sequence

from claims.figures.nouns import counted
from claims.figures.tokens import NUMBER, WORD, Token, words

_NUMBERED = words(
    "title section sections chapter chapters article articles page pages paragraph paragraphs clause "
    "no nos number numbers room flight route highway interstate channel phase level type category grade "
    "act rule resolution proposition prop measure amendment apartment apt suite box figure fig table "
    "appendix part volume vol item step division gate platform building district precinct ward zone "
    "sector boeing airbus iphone ipad windows apollo psalm covid formula model version season "
    "episode day round game law order form footnote note chart exhibit count area class tier stage "
    "terminal runway bus line unit site block lot plan protocol annex schedule regulation directive bill war "
    "bowl galaxy android playstation xbox mark verse docket case group size"
)


def is_name(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether the number belongs to the word before it: one that is numbered, or a proper name."""
    before, earlier = tokens[first - 1], tokens[first - 2]
    if before.kind != WORD:
        return False
    if before.key in _NUMBERED:
        return True
    if tokens[first].kind != NUMBER or not before.capital or earlier.capital:
        return False
    if earlier.kind != WORD and earlier.key != "&":
        return False
    return not before.key.endswith("'s") and counted(tokens, end, one=False) is None
