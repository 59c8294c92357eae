"""Terms: how two passages are compared, word by word.

PURE: no Django.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import snowballstemmer

from claims.anchoring.words import _ALIASES, _HYPHENS, _set, _Words

_EMPTY_WORDS = _set("a an the that")
_ARTICLE_MATTERS = _set(
    "few little most number majority minority half third quarter fourth fifth sixth seventh eighth "
    "ninth tenth second"
)
_BE = _set("'s is was are were")
_CONTRACTED = {"can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}
_CONTRACTED |= {"cannot": ("can", "not")}
_CLITICS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}

_IRREGULAR = """
am is are; was were; has have; do does; man men; woman women; child children; person people; foot feet
life lives; say said; tell told; make made; take took taken; give gave given; go goes went gone
come came; see saw seen; find found; get got; know knew known; show shown; leave left; keep kept
hold held; bring brought; begin began begun; write wrote written; speak spoke spoken; pay paid
meet met; run ran; win won; lose lost; fall fell fallen; rise rose risen; grow grew grown; send sent
spend spent; build built; sell sold; buy bought; lead led; think thought; shoot shot; steal stole stolen
"""
_LEMMAS = {
    form: lemma
    for lemma, *others in map(str.split, re.split(r"[;\n]", _IRREGULAR.strip()))
    for form in (lemma, lemma + "s", *others)
}
_ENDINGS = {  # pairs, sorted; an empty ending is the bare word
    *[("", "s"), ("", "es"), ("", "d"), ("", "ed"), ("", "ing"), ("d", "s"), ("ed", "s")],
    *[("ed", "es"), ("e", "ing"), ("es", "ing"), ("ing", "s"), ("ies", "y"), ("ied", "y")],
    *[("ies", "ying")],
}
_PLURALS = (("", "s"), ("", "es"), ("ies", "y"))
_NOT_INFLECTED = _set(
    "arms customs goods damages securities premises spirits minutes airs forces means glasses colours "
    "hundreds dozens thousands millions billions trillions"
)


@dataclass(frozen=True, slots=True)
class _Term:
    """One word as it is compared. `joined`: a hyphen ties it to the term before."""

    key: str
    written: str
    joined: bool = False

    @property
    def is_figure(self) -> bool:
        return self.key[:1].isnumeric()


def _terms(text: str, words: _Words, first: int, last: int) -> list[_Term]:
    """The terms of the words from index `first` to before `last`: contractions apart, all words kept."""
    return [term for index in range(first, last) for term in _terms_at(text, words, index)]


def _terms_at(text: str, words: _Words, index: int) -> tuple[_Term, ...]:
    start, end, key = words.starts[index], words.ends[index], words.keys[index]
    joined = index > 0 and _hyphenated(text[words.ends[index - 1] : start])
    first, *others = _parts(key)
    return (_Term(first, text[start:end], joined), *(_Term(other, "") for other in others))


def _hyphenated(gap: str) -> bool:
    """Whether only a hyphen lies between two words; at the end of a line a break may follow it."""
    return len(gap) < 8 and gap.rstrip() in tuple(_HYPHENS)


def _parts(key: str) -> tuple[str, ...]:
    """A contraction's words: isn't → is, not; it's → it, 's."""
    if key in _CONTRACTED:
        return _CONTRACTED[key]
    if "'" not in key:
        return (key,)
    if key.endswith("n't"):
        return (key[:-3], "not")
    stem, clitic = key[: key.rindex("'")], key[key.rindex("'") :]
    return (stem, _CLITICS[clitic]) if clitic in _CLITICS else (key,)


def _meaningful(terms: Sequence[_Term]) -> list[_Term]:
    """The terms without empty words, but with an article or a "that" which the next word needs."""
    following = [*_keys(terms[1:]), ""]
    return [
        term
        for term, after in zip(terms, following, strict=False)
        if term.key not in _EMPTY_WORDS
        or after in _ARTICLE_MATTERS
        or (term.key == "that" and after in _BE)
    ]


def _stem(word: str) -> str:
    """Snowball's English stem. A stemmer holds the word it works on, so threads must not share one."""
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


def _alike(was: _Term, now: _Term) -> bool:
    """Whether two terms are one word: the same key, or an inflection of it."""
    if was.key == now.key or {was.key, now.key} == {"'s", "is"}:
        return True
    if was.key in _LEMMAS and _LEMMAS[was.key] == _LEMMAS.get(now.key):
        return True
    return _inflected(was, now)


def _inflected(was: _Term, now: _Term) -> bool:
    endings = _two_endings(was.key, now.key)
    if endings not in _ENDINGS or not _NOT_INFLECTED.isdisjoint((was.key, now.key)):
        return False
    # Adam and Adams are two people.
    if endings in _PLURALS and was.written[:1].isupper() and now.written[:1].isupper():
        return False
    return _stem(was.key) == _stem(now.key)


def _two_endings(one: str, other: str) -> tuple[str, ...]:
    """What follows two words' common beginning, sorted; a doubled consonant undone (stop, stopped)."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    # A shorter beginning is a pronoun's (it, its), not a stem's.
    if same < 3 or max(len(one), len(other)) - same > 4:
        return ()
    doubled = one[same - 1]
    return tuple(sorted(_undouble(word[same:], doubled) for word in (one, other)))


def _undouble(ending: str, consonant: str) -> str:
    return ending[1:] if len(ending) > 2 and ending[0] == consonant else ending


def _same_words(was: Sequence[_Term], now: Sequence[_Term]) -> bool:
    """Whether two passages say the same words in the same order. Linear."""
    i = j = 0
    while i < len(was) and j < len(now):
        step = _step(was, i, now, j)
        if not step:
            return False
        i, j = i + step[0], j + step[1]
    return all(term.key == "'s" for term in (*was[i:], *now[j:]))


def _step(was: Sequence[_Term], i: int, now: Sequence[_Term], j: int) -> tuple[int, int] | None:
    """How many terms of each make one and the same word here; None when none do."""
    if _alike(was[i], now[j]):
        return 1, 1
    if "'s" in (was[i].key, now[j].key):
        return (1, 0) if was[i].key == "'s" else (0, 1)
    if many := _spelt(was, i, now[j].key):
        return many, 1
    if many := _spelt(now, j, was[i].key):
        return 1, many
    return None


def _spelt(terms: Sequence[_Term], at: int, key: str) -> int:
    """How many terms from `at` are `key` written apart: co-operate, 3 000, per cent. 0 when none."""
    made = terms[at].key
    for after in range(at + 1, min(at + 5, len(terms))):
        if not _may_close(terms[after - 1], terms[after]):
            break
        made += terms[after].key
        if _ALIASES.get(made, made) == key:
            return after - at + 1
    return 0


def _may_close(left: _Term, right: _Term) -> bool:
    if left.key.isdecimal() and right.key.isdecimal():
        return len(left.key) <= 3 and len(right.key) == 3
    if (left.key, right.key) == ("per", "cent"):
        return True
    return right.joined and left.key != "re"  # re-sign and resign are opposites


def _keys(terms: Iterable[_Term]) -> list[str]:
    return [term.key for term in terms]
