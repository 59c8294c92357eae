"""The order of words: what may move, and the words that take back some of what is said.

PURE: no Django.
"""

from collections.abc import Sequence

from claims.anchoring.terms import _alike, _keys, _Term
from claims.anchoring.words import _set

_TIME_AND_PLACE = _set(
    "on in at during after before since until last next yesterday today tomorrow tonight earlier later "
    "now then monday tuesday wednesday thursday friday saturday sunday"
)
_PHRASE = 5  # words in a phrase that may move
_SPEECH = _set("said says say")
_NEGATIONS = _set(
    "not no never none nobody nothing nowhere neither nor without hardly barely scarcely unlikely false "
    "falsely deny denies denied denying fail fails failed refuse refuses refused"
)
# Words that take back some of what is said: how sure, on whose word, under which condition.
_HEDGES = _set(
    "may might could would should can must if unless whether allegedly alleged reportedly apparently "
    "seemingly possibly probably perhaps maybe likely potentially purportedly purported supposedly "
    "supposed suspected believed thought rumoured rumored claimed accused only almost nearly "
    "mostly mainly partly largely"
)
_COMPARATORS = _set(
    "about around approximately roughly nearly almost over under above below up to least most more less "
    "fewer than some estimated only just exceeding circa another -"
)
_UNITS = _set(
    "% ‰ $ £ € ¥ ₹ ° hundred thousand million billion trillion dozen m bn k tn percentage points point "
    "km kilometres kilometers miles metres meters feet kg tonnes tons pounds dollars euros or plus"
)


def _reordered(was: Sequence[_Term], now: Sequence[_Term]) -> bool:
    """Whether the same terms stand in another order because one harmless phrase moved."""
    if len(was) != len(now):
        return False
    head = _shared(was, now)
    tail = _shared(was[head:][::-1], now[head:][::-1])
    left, right = was[head : len(was) - tail], now[head : len(now) - tail]
    return any(
        _harmless(left[:cut], left[cut:]) or _harmless(left[cut:], left[:cut])
        for cut in {*range(1, _PHRASE + 1), *range(len(left) - _PHRASE, len(left))}
        if 0 < cut < len(left) and _all_alike([*left[cut:], *left[:cut]], right)
    )


def _shared(one: Sequence[_Term], other: Sequence[_Term]) -> int:
    """How many terms two sequences share from their beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a.key != b.key:
            break
        count += 1
    return count


def _all_alike(one: Sequence[_Term], other: Sequence[_Term]) -> bool:
    return len(one) == len(other) and all(map(_alike, one, other))


def _harmless(moved: Sequence[_Term], passed: Sequence[_Term]) -> bool:
    """Whether a phrase may move over the terms it passed without a change of meaning."""
    keys = _keys(moved)
    if len(keys) > _PHRASE or not (_NEGATIONS | _HEDGES).isdisjoint(keys):
        return False
    if keys[0] in _TIME_AND_PLACE or (len(keys) > 1 and keys[-1] in _SPEECH):
        return True
    # A manner adverb far from where it was belongs to another verb.
    return len(keys) == 1 and keys[0].endswith("ly") and len(passed) <= 3
