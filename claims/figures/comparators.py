"""How a value is to be read: "more than", "at least", "up to", "or so".

PURE: no Django.
"""

from collections.abc import Sequence

from claims.figures.figure import Comparator
from claims.figures.tokens import Token

_BEFORE = {
    Comparator.ABOUT: (
        "about, around, roughly, approximately, approx, some, nearly, almost, close to, circa, ~, ≈, "
        "an estimated, estimated, in the region of, in the order of, on the order of, not quite, "
        "virtually, approaching, give or take, something like, as good as"
    ),
    Comparator.MORE_THAN: (
        "more than, over, above, upward of, upwards of, greater than, higher than, larger than, "
        "longer than, older than, exceeding, exceeds, exceeded, exceed, in excess of, north of, "
        "better than, beyond, >"
    ),
    Comparator.AT_LEAST: (
        "at least, no fewer than, no less than, not fewer than, not less than, a minimum of, "
        "minimum of, as few as, at a minimum, at the very least, ≥"
    ),
    Comparator.LESS_THAN: (
        "less than, fewer than, under, below, lower than, smaller than, shorter than, short of, "
        "south of, <"
    ),
    Comparator.AT_MOST: (
        "up to, as many as, as much as, at most, no more than, not more than, no greater than, "
        "a maximum of, maximum of, not exceeding, no longer than, no higher than, no later than, "
        "at the most, within, ≤"
    ),
}
_PHRASES = {
    tuple(phrase.split()): comparator
    for comparator, phrases in _BEFORE.items()
    for phrase in phrases.split(", ")
}
_LONGEST = max(map(len, _PHRASES))
_BETWEEN = (
    ("another",),
    ("an", "additional"),
    ("a", "further"),
    ("an", "extra"),
    ("a", "total", "of"),
)

_LAST = {phrase[-1] for phrase in (*_PHRASES, *_BETWEEN)}

_AFTER = {
    "more": Comparator.AT_LEAST,
    "above": Comparator.AT_LEAST,
    "greater": Comparator.AT_LEAST,
    "higher": Comparator.AT_LEAST,
    "longer": Comparator.AT_LEAST,
    "over": Comparator.AT_LEAST,
    "up": Comparator.AT_LEAST,
    "upwards": Comparator.AT_LEAST,
    "less": Comparator.AT_MOST,
    "fewer": Comparator.AT_MOST,
    "lower": Comparator.AT_MOST,
    "shorter": Comparator.AT_MOST,
    "under": Comparator.AT_MOST,
    "below": Comparator.AT_MOST,
    "so": Comparator.ABOUT,
    "thereabouts": Comparator.ABOUT,
}

# "over three weeks" says how long as often as it says "longer than"; these decide for the second.
_LONGER = {"for", "just", "well", "lasted", "last", "after", "took", "take", "takes", "been", "of"}


def before(tokens: Sequence[Token], i: int) -> tuple[Comparator, int]:
    """The comparator of the number that begins at `i`, and its first token (`i` where none is said)."""
    if tokens[i - 1].key not in _LAST:
        return Comparator.EXACT, i
    found = _ending(tokens, i)
    if found:
        return found
    for filler in _BETWEEN:
        start = i - len(filler)
        if start > 1 and _keys(tokens, start, i) == filler:
            return _ending(tokens, start) or (Comparator.EXACT, i)
    return Comparator.EXACT, i


def _ending(tokens: Sequence[Token], i: int) -> tuple[Comparator, int] | None:
    """The longest phrase that ends where `i` begins."""
    start = max(i - _LONGEST, 1)
    keys = _keys(tokens, start, i)
    for at in range(len(keys)):
        comparator = _PHRASES.get(keys[at:])
        if comparator:
            return comparator, start + at
    return None


def _keys(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    return tuple(token.key for token in tokens[start:end])


def is_span_of_time(tokens: Sequence[Token], start: int) -> bool:
    """Whether "over" at `start`, before a time, more likely says how long: "spread over three weeks"."""
    return tokens[start].key == "over" and tokens[start - 1].key not in _LONGER


def after(tokens: Sequence[Token], i: int) -> tuple[Comparator, int] | None:
    """What follows the number or its unit: "or more", "-plus", "+", "or so"."""
    token, following = tokens[i], tokens[i + 1]
    if token.is_tight("+") and not (following.tight and following.key.isdecimal()):
        return Comparator.AT_LEAST, i + 1
    if token.is_tight("-") and following.tight and following.key in {"plus", "odd", "ish"}:
        least = following.key == "plus"
        return (Comparator.AT_LEAST if least else Comparator.ABOUT), i + 2
    if token.key in {"or", "and"} and following.key in _AFTER:
        if token.key == "and" and following.key not in {"above", "over", "up", "upwards"}:
            return None
        return _AFTER[following.key], i + 2
    return None
