"""Find a quote in a text, and find it again when the text has changed.

    selector ──► whole exact places ──────────────► identical, moved
                    │ none, or far from its context
                    ▼
                 the gap between its stored context  ┐
                 clusters of its rarest words        ├─► passage ─► compare word by word
                                                     ┘              reworded, changed
                    │ nothing is near enough
                    ▼
                   gone

Two questions are kept apart. *Where* is answered by similarity and context. *What became of it* is
answered by comparing words, never by similarity: "rose by 807%" and "fell by 870%" are near in every
distance and opposite in meaning.

**reworded** is a short list of what may differ; anything else is **changed**.

- Typography: case, quotation marks, dashes, ellipses, spaces, soft hyphens, ligatures, composed or
  combining accents, commas and full stops, thousands separators (3,000 = 3000, but 3.000 is another
  figure), hyphens inside a word, "n't" = not, % = per cent, & = and, one to twelve = 1 to 12.
- The empty words a, an, the, that; but not before few, little, number, third and the like, where the
  article carries the meaning.
- Inflection: one stem and a regular ending, or a listed irregular pair (say, said). Not: is and was,
  -ed and -ing (was killed, was killing), singular and plural of a capitalised word (Adam, Adams), nor
  words whose plural means something else (arms, customs).
- Order: one phrase of time or place, one manner adverb, or one "X said" moved. Any other move, such as
  two names that change places, is changed.

A quote whose own words still stand is also *changed* when a negation, a hedge, a comparator before its
figure or a unit after it has come or gone right beside it ("guilty" → "not guilty").

**gone** rather than changed, so that no quote is anchored to a lookalike: a passage that differs in
content is the same place only if the stored context stands unchanged on both sides of it; or if it is
close to the quote, closer the more places differ, and

- on one side the context stands, and on the other it does so to the end of the sentence; or
- no other passage of the text is about as near, and the context stands on one side, or was never
  stored, or the quote is long and one small edit is all that differs.

Words that came from the stored context count against it: then it is the neighbouring sentence.
Where the stored prefix and suffix have closed up, the quote was cut out.

Standards: Web Annotation Data Model, TextQuoteSelector and TextPositionSelector
(https://www.w3.org/TR/annotation-model/#selectors). Offsets are Unicode code points, end exclusive.
"""

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from itertools import islice
from typing import Literal, NamedTuple

import snowballstemmer
from rapidfuzz.distance import Indel, LCSseq

State = Literal["identical", "moved", "reworded", "changed", "gone"]

CONTEXT = 32  # characters of prefix and suffix, enough for about five words

# Bounds on work, so that no text or quote costs more than quadratic time in the quote.
_PLACES = 2_000  # exact places looked at
_CELLS = 25_000_000  # words times words of two passages that are aligned; beyond, nothing is shared
_VOTES = 250  # votes cast for where a quote stands
_POSITIONS = 1_000  # places of one word that are looked at
_PASSAGES = 5  # passages compared with the quote

# Floors, as shares of the quote's weighted words; fitted on edited and deleted sentences.
_FLOOR = 0.4  # with its context on both sides
_FLOOR_NEAR = 0.6  # with one small edit
_FLOOR_FAR = 0.75  # with more
_FLOOR_ALONE = 0.9  # with its context on neither side, for a long quote
_LONG = 8  # weight of a long quote, in words
_SMALL = 3  # words of a small edit
_FLOOR_SHARED = 0.35  # in a window of the text, to be compared at all
_FLOOR_NEAREST = 0.5  # to be shown to the person who pasted it
_MARGIN = 0.15  # a rival this near makes a passage ambiguous
_BACKED = 0.75  # similarity of context that needs no second look


# What goes in and what comes out


@dataclass(frozen=True)
class Selector:
    """How a quote is found again: Web Annotation's TextQuoteSelector and TextPositionSelector in one.

    `prefix` and `suffix` are the characters right before and after, whitespace included, up to 32.
    `start` and `end` are code points, end exclusive; None when not known.

    Raises ValueError when `exact` is empty.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if not self.exact:
            raise ValueError("A quote needs at least one character.")


class Difference(NamedTuple):
    """Words that stood in the quote and words that stand there now; either may be empty."""

    was: str
    now: str


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands now, and what became of it.

    `score` is the share (0 to 1) of the quote's words that still stand there; it never decides `state`.
    `differs` is empty unless the state is changed. `start` and `end` are None when it is gone.
    """

    start: int | None
    end: int | None
    state: State
    score: float
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Words of a text that are near a quote, to show to a person. `score` as in `Anchor`."""

    start: int
    end: int
    words: str
    score: float
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Located:
    """Every place (start, end) where a quote stands whole, in order; else the nearest passage, if any."""

    places: tuple[tuple[int, int], ...]
    nearest: Passage | None = None


def selector(text: str, start: int, end: int) -> Selector:
    """Describe `text[start:end]` so that it can be found again.

    Raises ValueError when the range is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"No words at {start} to {end} in a text of {len(text)} characters.")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Selector(text[start:end], prefix, suffix, start, end)


def anchor(text: str, selector: Selector) -> Anchor:
    """Find one quote in a text. Never raises, whatever the text."""
    return _anchor(_Page(text), selector)


def anchor_all(text: str, selectors: Iterable[Selector]) -> list[Anchor]:
    """Find many quotes in one text, reading its words once; answers in the order asked."""
    page = _Page(text)
    return [_anchor(page, selector) for selector in selectors]


def differences(was: str, now: str) -> tuple[Difference, ...]:
    """What differs in content between two wordings; empty when one is only the other reworded."""
    return _differences(_all_terms(was), _all_terms(now))


def locate(text: str, exact: str) -> Located:
    """Find where a pasted quote stands, for data entry.

    A place in the middle of a word or a figure ("807" in "1,807") is not a place; the nearest passage
    then shows the whole of it. Raises ValueError when `exact` is empty.
    """
    pasted = Selector(exact)
    places = tuple((at, at + len(exact)) for at in sorted(_places(text, pasted)))
    return Located(places) if places else Located((), _nearest(_Page(text), pasted))


# Words: how a text is read


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Characters that belong to the letter before them, or that only typesetting sees.
_INVISIBLE = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MARKS = _INVISIBLE + "".join(
    chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)).startswith("M")
)
# Scripts written without spaces, read a character at a time: Thai to Tibetan, Burmese, Khmer, Chinese
# and Japanese. Korean is written with spaces.
_SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_APOSTROPHES = "'’ʼ‘´`＇"
_HYPHENS = "-‐‑‒–"
_DASHES = r"\-‐‑‒–"  # the same inside a character class
_MONEY = "$£€¥₹"
_LETTER = rf"[^\W\d_{_SPACELESS}{_MARKS}]"
_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_GROUP = "'’\u00a0\u2007\u2009\u202f"  # separate thousands, as commas do

_TOKEN = re.compile(
    rf"{_WORD}(?:[{_APOSTROPHES}]{_WORD})*"
    rf"|\d+(?:[.,:]\d+|[{_GROUP}]\d{{3}}(?!\d))*"
    r"|(?<![\w.])\.\d+"
    rf"|(?=[^\W\d_])[{_SPACELESS}][{_MARKS}]*"
    # a dash is a word where it makes a range or a minus sign
    rf"|(?<=\d)[{_DASHES}](?=[{_MONEY}]?\d)|(?<![^\s(\[])[{_DASHES}](?=[{_MONEY}]?\.?\d)"
    rf"|[^\w\s{_MARKS}{_DASHES}{_APOSTROPHES}.,;:!\"()\[\]{{}}—“”‚„«»‹›…·•*|\\]"
)

# Inside a word or a figure: no quote begins or ends here unless it was cut here when it was taken.
_ALNUM = rf"[^\W_{_SPACELESS}]"
_INSIDE = re.compile(
    rf"(?<={_ALNUM})(?:{_ALNUM}|[{_APOSTROPHES}](?!s\b){_LETTER})"
    rf"|(?<=\w)[{_MARKS}]|(?<=\u200d)"
    rf"|(?<=\d)[.,:{_GROUP}{_DASHES}−]\d"
    rf"|(?<=\d[.,:{_GROUP}])\d"
    rf"|(?<=[.{_DASHES}−])\d"
    rf"|(?<={_ALNUM})[-‐‑]{_ALNUM}|(?<={_ALNUM}[-‐‑]){_ALNUM}"
    rf"|(?<={_LETTER}[{_APOSTROPHES}]){_LETTER}"
)

_KEPT_MARKS = "%‰?/&@#§"  # punctuation by its category, meaning by its use
_NUMERALS = "zero one two three four five six seven eight nine ten eleven twelve"
_ALIASES = {word: str(value) for value, word in enumerate(_NUMERALS.split())} | {
    "percent": "%",
    "pct": "%",
    "٪": "%",
    "&": "and",
    "؟": "?",
    "−": "-",
}
_CAPITALS = _set("US AIDS")  # another word without their capitals
_FULL_WIDTH_AND_LIGATURES = {
    c: unicodedata.normalize("NFKC", chr(c))
    for c in (*range(0xFF01, 0xFF5F), *range(0xFB00, 0xFB07))
}
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}\ufe00-\ufe0f]")
_THOUSANDS = re.compile(
    rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?|\d{{1,3}}(?:[{_GROUP}]\d{{3}})+"
)


def _key(written: str) -> str:
    """The word without its typography; empty when it is nothing but typography.

    NFC, not NFKC, which would read 10² as 102; only ligatures and full-width forms are unfolded.
    """
    plain = written if written.isascii() else _unfold(written)
    if plain[-1:].isdecimal():
        return _figure(plain)
    if len(plain) == 1 and not plain.isalnum():
        return _symbol(plain)
    if plain in _CAPITALS:
        return plain
    key = plain.casefold()
    return _ALIASES.get(key, key)


def _unfold(written: str) -> str:
    plain = _INVISIBLE_CHARACTER.sub("", written).translate(_FULL_WIDTH_AND_LIGATURES)
    plain = unicodedata.normalize("NFC", plain)
    return plain if plain.isdecimal() else re.sub(f"[{_APOSTROPHES}]", "'", plain)


def _figure(plain: str) -> str:
    """3,000 and 3 000 as 3000; .5 as 0.5; any script's digits as ASCII; 3.000 and 3,5 as they are."""
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    if _THOUSANDS.fullmatch(plain):
        plain = re.sub(rf"[,{_GROUP}]", "", plain)
    return "0" + plain if plain.startswith(".") else plain


def _symbol(plain: str) -> str:
    if plain in _HYPHENS:
        return "-"
    meaningless = unicodedata.category(plain)[0] in "CPM" and plain not in _KEPT_MARKS
    return _ALIASES.get(plain, "" if meaningless else plain)


@dataclass(frozen=True)
class _Words:
    """A text's words in order: three lists of one length, offsets into the text."""

    starts: list[int]
    ends: list[int]
    keys: list[str]


def _words(text: str) -> _Words:
    seen: dict[str, str] = {}  # a text uses few words many times
    words = _Words([], [], [])
    for match in _TOKEN.finditer(text):
        written = match.group()
        key = seen.get(written)
        if key is None:
            key = seen[written] = _key(written)
        if key:
            words.starts.append(match.start())
            words.ends.append(match.end())
            words.keys.append(key)
    return words


# Terms: how two passages are compared, word by word


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


# Order


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


# What became of a quote


def _differences(was: Sequence[_Term], now: Sequence[_Term]) -> tuple[Difference, ...]:
    """What differs in content; empty when the passage is only reworded."""
    was, now = _meaningful(was), _meaningful(now)
    if _same_words(was, now) or _reordered(was, now):
        return ()
    blocks = [(left, right) for same, left, right in _blocks(was, now) if not same]
    differing = [(left, right) for left, right in blocks if not _same_words(left, right)]
    return tuple(Difference(_written(a), _written(b)) for a, b in differing or [(was, now)])


def _blocks(
    was: Sequence[_Term], now: Sequence[_Term]
) -> Iterator[tuple[bool, Sequence[_Term], Sequence[_Term]]]:
    """Both passages in stretches: whether a stretch is the same, and its terms in each."""
    i = j = 0
    for a, b, size in [*_runs(_keys(was), _keys(now)), (len(was), len(now), 0)]:
        if i < a or j < b:
            yield False, was[i:a], now[j:b]
        if size:
            yield True, was[a : a + size], now[b : b + size]
        i, j = a + size, b + size


def _runs(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int, int]]:
    """The runs of words (place in each, length) of a longest common subsequence, bit-parallel
    (Hyyrö 2004, in rapidfuzz)."""
    if len(was) * len(now) > _CELLS:
        return []
    blocks = LCSseq.editops(was, now).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _keys(terms: Iterable[_Term]) -> list[str]:
    return [term.key for term in terms]


def _written(terms: Sequence[_Term]) -> str:
    return " ".join(term.written or term.key for term in terms)


_LIGHT_WORDS = _EMPTY_WORDS | _set(
    "of to in on at and by for as with from is was are were be been has have had this these those it its "
    "he she they his her their"
)


def _weight(key: str) -> float:
    """What a word says about which passage this is."""
    return 0.3 if key in _LIGHT_WORDS else 1.0


def _weigh(terms: Iterable[_Term]) -> float:
    return math.fsum(_weight(term.key) for term in terms)


def _similarity(was: Sequence[_Term], now: Sequence[_Term]) -> float:
    """The weighted share of the words, 0 to 1, that both have, in order or, for a swap, in any."""
    longer = max(_weigh(was), _weigh(now))
    in_order = 0.0
    for same, left, right in _blocks(was, now):
        in_order += _weigh(left) if same else _kinship(left, right)
    in_any = _common(_keys(was), _keys(now))
    return min(1.0, max(in_order, in_any) / longer) if longer else 0.0


def _kinship(was: Sequence[_Term], now: Sequence[_Term]) -> float:
    """What replaced words still say about where they stood: all for an inflection, half for a figure."""
    if len(was) * len(now) > 50:
        return 0.0
    return math.fsum(max((_kin(one, other) for other in now), default=0.0) for one in was)


def _kin(was: _Term, now: _Term) -> float:
    if _alike(was, now):
        return min(_weight(was.key), _weight(now.key))
    return 0.5 if was.is_figure and now.is_figure else 0.0


# What stands right beside a quote and turns its meaning


_CLAUSE_END = re.compile(r"[.!?;:][\"'”’)\]]*(?=\s|$)|\n\s*(?:\n|(?=\W*[A-ZÀ-Þ]))")


def _beside(text: str, selector: Selector, start: int, end: int) -> tuple[Difference, ...]:
    """Negations, hedges, comparators and units beside `text[start:end]` that came or went.

    A side whose context was not stored is not judged.
    """
    exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
    pairs = []
    if prefix or selector.start == 0:
        now = text[max(0, start - (len(prefix) or CONTEXT)) : start]
        pairs.append((_turning_before(prefix, exact), _turning_before(now, exact)))
    if suffix:
        now = text[end : end + len(suffix)]
        pairs.append((_turning_after(suffix, exact), _turning_after(now, exact)))
    return tuple(Difference(" ".join(was), " ".join(now)) for was, now in pairs if was != now)


def _turning_before(context: str, exact: str) -> list[str]:
    """The last four words' negations and hedges; comparators near a figure."""
    # The quote's first letter tells whether a line break before it ends a clause.
    terms = _all_terms(_CLAUSE_END.split(context + exact[0])[-1][:-1])[-4:]
    turning = [term.key for term in terms if term.key in _NEGATIONS | _HEDGES]
    opening = _all_terms(exact[:80])[:1]
    if opening and opening[0].is_figure:
        turning += [term.key for term in terms[-3:] if term.key in _COMPARATORS]
        turning += [term.key for term in terms[-1:] if term.key in _UNITS]
    if opening and opening[0].key in _ARTICLE_MATTERS:
        turning += [term.key for term in terms[-1:] if term.key in _EMPTY_WORDS]
    return turning


def _turning_after(context: str, exact: str) -> list[str]:
    """The next two words' negations and hedges; a unit after a figure; a question mark."""
    # The quote's last character may be its full stop.
    terms = _all_terms(_CLAUSE_END.split(exact[-1] + context, maxsplit=1)[0][1:])[:2]
    turning = [term.key for term in terms if term.key in _NEGATIONS | _HEDGES]
    closing = _all_terms(exact[-80:])[-1:]
    if closing and closing[0].is_figure:
        turning += [term.key for term in terms[:1] if term.key in _UNITS]
    if context.lstrip("\"'”’")[:1] == "?":
        turning.append("?")
    return turning


def _all_terms(text: str) -> list[_Term]:
    words = _words(text)
    return _terms(text, words, 0, len(words.keys))


# Exact places


def _places(text: str, selector: Selector) -> list[int]:
    """Where the exact words stand whole, the places from shortly before the stored offset first."""
    joined = selector.prefix + selector.exact + selector.suffix
    opening = len(selector.prefix)
    cut_start = _is_inside(joined, opening)
    cut_end = _is_inside(joined, opening + len(selector.exact))
    return [
        at
        for at in _hits(text, selector.exact, max(0, (selector.start or 0) - 20_000))
        if (cut_start or not _is_inside(text, at))
        and (cut_end or not _is_inside(text, at + len(selector.exact)))
    ]


def _is_inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and _INSIDE.match(text, at) is not None


def _hits(text: str, exact: str, origin: int) -> Iterator[int]:
    """Every offset of the exact characters from `origin` on, then those before it; `_PLACES` at most."""
    left = _PLACES
    for begin, stop in ((origin, len(text)), (0, origin + len(exact) - 1)):
        at = text.find(exact, begin, stop)
        while at >= 0 and left:
            yield at
            left -= 1
            at = text.find(exact, at + 1, stop)


def _best_place(text: str, selector: Selector) -> int | None:
    """The exact place that its context, then the stored offset, speak for; None when there is none."""
    stored = selector.start
    if stored is not None and _undisturbed(text, selector, stored):
        return stored
    places = _places(text, selector)
    if stored is not None and not (selector.prefix or selector.suffix):
        # Nothing was stored that could say the quote was cut inside a word; its own offset may.
        places += [stored] * (stored >= 0 and text.startswith(selector.exact, stored))
    return max(
        places, key=lambda at: _context(text, selector, at) + _nearness(stored, at), default=None
    )


def _undisturbed(text: str, selector: Selector, at: int) -> bool:
    before = at - len(selector.prefix)
    joined = selector.prefix + selector.exact + selector.suffix
    return (
        bool(selector.prefix and selector.suffix)
        and before >= 0
        and text.startswith(joined, before)
    )


def _context(text: str, selector: Selector, at: int) -> float:
    """How far the text around an exact place is the stored context, 0 to 1; 1 when none was stored."""
    end = at + len(selector.exact)
    sides = []
    if selector.prefix:
        before = text[max(0, at - len(selector.prefix)) : at]
        sides.append(Indel.normalized_similarity(selector.prefix, before))
    if selector.suffix:
        after = text[end : end + len(selector.suffix)]
        sides.append(Indel.normalized_similarity(selector.suffix, after))
    return math.fsum(sides) / len(sides) if sides else 1.0


def _nearness(stored: int | None, at: int) -> float:
    """A little for standing where it stood, too little to outweigh the context."""
    return 0.0 if stored is None else 0.1 / (1 + abs(at - stored) / 1000)


def _standing(text: str, selector: Selector, at: int) -> Anchor:
    """The anchor of a quote whose exact words stand at `at`."""
    end = at + len(selector.exact)
    if turned := _beside(text, selector, at, end):
        return Anchor(at, end, "changed", 1.0, turned)
    return Anchor(at, end, "identical" if selector.start in (None, at) else "moved", 1.0)


# Approximate search


@dataclass(frozen=True)
class _Page:
    """A text and, once a quote is not simply there, the index of its words."""

    text: str

    @cached_property
    def words(self) -> _Words:
        return _words(self.text)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Each word's places, as indexes into `words`."""
        positions: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(self.words.keys):
            positions[key].append(index)
        return dict(positions)

    @cached_property
    def _terms_read(self) -> dict[int, tuple[_Term, ...]]:
        return {}

    def where(self, key: str) -> list[int]:
        """The places of one word, as indexes into `words`."""
        return self.positions.get(key, [])

    def terms(self, first: int, last: int) -> list[_Term]:
        """The terms of a passage; each word is read once, however many passages share it."""
        for index in range(first, last):
            if index not in self._terms_read:
                self._terms_read[index] = _terms_at(self.text, self.words, index)
        return [term for index in range(first, last) for term in self._terms_read[index]]


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")


@dataclass(frozen=True)
class _Side:
    """The stored context on one side of a quote: its whole words, in reading order, and how many of
    them, next to the quote, belong to its own sentence. No words: the quote stood at that end."""

    keys: list[str]
    near: int


@dataclass(frozen=True)
class _Quote:
    """A selector read as words. A side is None when it was not stored. `cut_start`, `cut_end`: the quote
    began or ended inside a word when it was taken; its words are whole all the same."""

    selector: Selector
    keys: list[str]
    terms: list[_Term]
    before: _Side | None
    after: _Side | None
    cut_start: bool
    cut_end: bool

    @cached_property
    def weight(self) -> float:
        return _weigh(_meaningful(self.terms))

    @property
    def stored(self) -> int:
        """How many sides of the context were stored."""
        return (self.before is not None) + (self.after is not None)

    @property
    def keys_before(self) -> list[str]:
        return self.before.keys if self.before else []

    @property
    def keys_after(self) -> list[str]:
        return self.after.keys if self.after else []


def _read(selector: Selector) -> _Quote:
    joined = selector.prefix + selector.exact + selector.suffix
    start, end = len(selector.prefix), len(selector.prefix) + len(selector.exact)
    words = _words(joined)
    first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
    return _Quote(
        selector,
        words.keys[first:last],
        _terms(joined, words, first, last),
        _side_before(selector, words, first),
        _side_after(selector, words, last, joined),
        _is_inside(joined, start),
        _is_inside(joined, end),
    )


def _side_before(selector: Selector, words: _Words, first: int) -> _Side | None:
    """The words of the prefix, without one that its beginning may have cut."""
    prefix = selector.prefix
    if not prefix and (not selector.suffix or selector.start not in (None, 0)):
        return None
    opening = min(first, bisect_left(words.starts, 1)) if len(prefix) >= CONTEXT else 0
    sentence = max((match.end() for match in _SENTENCE_END.finditer(prefix)), default=0)
    near = sum(start >= sentence for start in words.starts[opening:first])
    return _side(words.keys[opening:first], near, prefix)


def _side_after(selector: Selector, words: _Words, last: int, joined: str) -> _Side | None:
    """The words of the suffix, without one that its end may have cut."""
    suffix = selector.suffix
    if not suffix and not selector.prefix:
        return None
    closing = bisect_left(words.ends, len(joined)) if len(suffix) >= CONTEXT else len(words.keys)
    full_stop = _SENTENCE_END.search(joined, len(joined) - len(suffix) - 1)
    near = bisect_left(words.starts, full_stop.start()) if full_stop else closing
    return _side(words.keys[last:closing], max(0, near - last), suffix)


def _side(keys: list[str], near: int, context: str) -> _Side | None:
    """A long context without a word says nothing; a short one says that the text ended there."""
    return _Side(keys, near) if keys or len(context) < CONTEXT else None


@dataclass(frozen=True)
class _Candidate:
    """A passage of the page, as word indexes, end exclusive, and how it compares with the quote."""

    first: int
    last: int
    terms: list[_Term]
    differs: tuple[Difference, ...]
    similarity: float
    context: float  # 0 to 1, both sides
    stretch: int  # words more or fewer than the quote has


def _candidate(page: _Page, quote: _Quote, first: int, last: int) -> _Candidate:
    terms = page.terms(first, last)
    similarity = _similarity(quote.terms, terms)
    # What is this far from the quote is not shown to anyone, so what differs need not be known.
    near = similarity >= _FLOOR or len(quote.keys) <= 3
    differs = _differences(quote.terms, terms) if near else (Difference(quote.selector.exact, ""),)
    context = _surroundings(page, quote, first, last)
    stretch = abs(last - first - len(quote.keys))
    return _Candidate(first, last, terms, differs, similarity, context, stretch)


def _surroundings(page: _Page, quote: _Quote, first: int, last: int) -> float:
    keys, before, after = page.words.keys, quote.keys_before, quote.keys_after
    left = Indel.normalized_similarity(before, keys[max(0, first - len(before)) : first])
    right = Indel.normalized_similarity(after, keys[last : last + len(after)])
    return (left * bool(before) + right * bool(after)) / 2


def _anchor(page: _Page, selector: Selector) -> Anchor:
    selector = _bounded(selector)
    at = _best_place(page.text, selector)
    if at is not None and _context(page.text, selector, at) >= _BACKED:
        return _standing(page.text, selector, at)
    quote = _read(selector)
    if not quote.keys:
        return _standing(page.text, selector, at) if at is not None else _GONE
    if at is not None:
        return _elsewhere(page, quote, at)
    found = _in_place(page, quote)
    # A gap with more words than the quote may hold the quote and an insertion beside it.
    if not found or found.last - found.first > len(quote.keys):
        found = max(filter(None, (found, _search(page, quote))), key=_merit, default=None)
    return _found(page, quote, found) if found else _GONE


def _bounded(selector: Selector) -> Selector:
    """The selector with no more context than this module stores."""
    if max(len(selector.prefix), len(selector.suffix)) <= CONTEXT:
        return selector
    prefix, suffix = selector.prefix[-CONTEXT:], selector.suffix[:CONTEXT]
    return replace(selector, prefix=prefix, suffix=suffix)


_GONE = Anchor(None, None, "gone", 0.0)


def _elsewhere(page: _Page, quote: _Quote, at: int) -> Anchor:
    """Its exact words stand in another context: moved, unless its own place shows what became of it.

    A word or two prove nothing: "41" is in many sentences.
    """
    edited = _in_place(page, quote)
    if edited and not page.words.starts[edited.first] <= at < page.words.ends[edited.last - 1]:
        return _found(page, quote, edited)
    if quote.weight < 3 and _cut_out(page, quote):
        return _GONE
    return _standing(page.text, quote.selector, at)


def _in_place(page: _Page, quote: _Quote) -> _Candidate | None:
    """The passage between the stored prefix and suffix, if the quote is still in it."""
    begins, ends = _gap(page, quote)
    passages = []
    for first in begins[:100]:
        nearest = bisect_left(ends, first + 1)
        if nearest < len(ends) and ends[nearest] - first <= 2 * len(quote.keys) + 8:
            passages.append(_candidate(page, quote, first, ends[nearest]))
    floor = _FLOOR_NEAR if _cut_out(page, quote) else 0.0
    kept = [p for p in passages if _is_kept(quote, p) and p.similarity >= floor]
    return max(kept, key=lambda passage: passage.similarity, default=None)


def _cut_out(page: _Page, quote: _Quote) -> bool:
    """Whether the stored prefix and suffix have closed up over the quote's place."""
    begins, ends = _gap(page, quote)
    return not set(ends).isdisjoint(begins)


def _gap(page: _Page, quote: _Quote) -> tuple[list[int], list[int]]:
    """Where the stored prefix ends and where the stored suffix begins, as word indexes, ascending."""
    if quote.before is None or quote.after is None:
        return [], []
    before, after = quote.before.keys, quote.after.keys
    begins = [at + len(before) for at in _finds(page, before)] if before else [0]
    return begins, _finds(page, after) if after else [len(page.words.keys)]


def _finds(page: _Page, keys: list[str]) -> list[int]:
    """Where these words stand in a row, as word indexes, ascending."""
    rarest = min(range(len(keys)), key=lambda i: len(page.where(keys[i])))
    begins = (at - rarest for at in page.where(keys[rarest]) if at >= rarest)
    found = (at for at in begins if page.words.keys[at : at + len(keys)] == keys)
    return list(islice(found, _POSITIONS))


def _is_kept(quote: _Quote, passage: _Candidate) -> bool:
    """Whether a passage in the quote's place is the quote; one word for one word counts."""
    short = len(quote.keys) <= 3 and passage.last - passage.first <= len(quote.keys) + 2
    return passage.similarity >= _FLOOR or short


def _search(page: _Page, quote: _Quote) -> _Candidate | None:
    """The best passage that is the same place by the rules of this module; None when none is."""
    passages = _passages(page, quote)
    cut_out = bool(passages) and _cut_out(page, quote)
    kept = [
        passage
        for passage in passages
        if _is_same_words(page, quote, passage, passages)
        or (passage.differs and not cut_out and _is_same_place(page, quote, passage, passages))
    ]
    return max(kept, key=_merit, default=None)


def _merit(passage: _Candidate) -> tuple[float, ...]:
    differences = len(passage.differs)
    near = passage.similarity + passage.context
    return not differences, round(near, 6), -differences, -passage.stretch


def _is_same_words(
    page: _Page, quote: _Quote, passage: _Candidate, rivals: Sequence[_Candidate]
) -> bool:
    """Whether a passage that differs in no content is the quote: long enough, or where it stood."""
    if passage.differs:
        return False
    if quote.weight >= 4 or _sides(page, quote, passage):
        return True
    return not quote.stored and _is_alone(passage, rivals)


def _is_same_place(
    page: _Page, quote: _Quote, passage: _Candidate, rivals: Sequence[_Candidate]
) -> bool:
    """Whether a passage that differs in content is the quote's own place and not a lookalike."""
    sides = _sides(page, quote, passage)
    if quote.stored and sides == quote.stored:
        return _is_kept(quote, passage)
    floor = _floor(passage)
    if quote.stored and not sides:
        floor = _FLOOR_ALONE if quote.weight >= _LONG and _is_small(passage) else math.inf
    if passage.similarity < floor or _borrows(quote, passage):
        return False
    stands = sides and _sentence_stands(page, quote, passage)
    return bool(stands) or _is_alone(passage, rivals)


def _floor(passage: _Candidate) -> float:
    return _FLOOR_NEAR if _is_small(passage) else _FLOOR_FAR


def _is_small(passage: _Candidate) -> bool:
    """Whether one word, or a few next to each other, is all that differs."""
    edits = [max(len(edit.was.split()), len(edit.now.split())) for edit in passage.differs]
    return len(edits) == 1 and edits[0] <= _SMALL


def _sides(page: _Page, quote: _Quote, passage: _Candidate) -> int:
    """On how many sides the whole stored context stands unchanged."""
    before = quote.before is not None and _ends_at(page, quote.before.keys, passage.first)
    after = quote.after is not None and _begins_at(page, quote.after.keys, passage.last)
    return before + after


def _ends_at(page: _Page, keys: list[str], at: int) -> bool:
    """Whether these words stand right before `at`; no words: whether the text begins there."""
    begin = at - len(keys)
    return page.words.keys[begin:at] == keys and begin >= 0 if keys else at == 0


def _begins_at(page: _Page, keys: list[str], at: int) -> bool:
    """Whether these words stand from `at` on; no words: whether the text ends there."""
    return page.words.keys[at : at + len(keys)] == keys if keys else at == len(page.words.keys)


def _sentence_stands(page: _Page, quote: _Quote, passage: _Candidate) -> bool:
    """Whether the stored context stands unchanged as far as the quote's own sentence reaches."""
    before, after = quote.before or _Side([], 0), quote.after or _Side([], 0)
    left, right = before.keys[len(before.keys) - before.near :], after.keys[: after.near]
    standing = not left or _ends_at(page, left, passage.first)
    return standing and (not right or _begins_at(page, right, passage.last))


def _borrows(quote: _Quote, passage: _Candidate) -> bool:
    """Whether the passage's new words come from what stood beside the quote: then it is the neighbour."""
    known = {term.key for term in quote.terms}
    new = {term.key for term in passage.terms if _weight(term.key) == 1.0} - known
    return not new.isdisjoint([*quote.keys_before, *quote.keys_after])


def _is_alone(passage: _Candidate, rivals: Sequence[_Candidate]) -> bool:
    """Whether no other passage is about as near; passages that overlap are one."""
    return not any(
        rival.similarity > passage.similarity - _MARGIN
        for rival in rivals
        if rival.last <= passage.first or rival.first >= passage.last
    )


def _nearest(page: _Page, selector: Selector) -> Passage | None:
    quote = _read(selector)
    near = max(_passages(page, quote), key=_merit, default=None)
    if near is None or near.similarity < _FLOOR_NEAREST:
        near = _around(page, quote)
    if near is None:
        return None
    start, end = _extent(page, quote, near)
    return Passage(start, end, page.text[start:end], near.similarity, near.differs)


def _around(page: _Page, quote: _Quote) -> _Candidate | None:
    """The whole words or figures around exact characters that stand inside them."""
    exact = quote.selector.exact
    at = page.text.find(exact)
    first = bisect_right(page.words.ends, at)
    last = bisect_left(page.words.starts, at + len(exact))
    return _candidate(page, quote, first, last) if at >= 0 and first < last else None


def _found(page: _Page, quote: _Quote, passage: _Candidate) -> Anchor:
    start, end = _extent(page, quote, passage)
    differs = passage.differs or _beside(page.text, quote.selector, start, end)
    return Anchor(start, end, "changed" if differs else "reworded", passage.similarity, differs)


def _extent(page: _Page, quote: _Quote, passage: _Candidate) -> tuple[int, int]:
    """A passage's offsets: its words, and the punctuation around them that the quote had too."""
    text, exact = page.text, quote.selector.exact
    start, end = page.words.starts[passage.first], page.words.ends[passage.last - 1]
    for mark in reversed(exact[: _first_letter(exact)]):
        start -= text[start - 1 : start] == mark
    for mark in exact[len(exact) - _first_letter(exact[::-1]) :]:
        end += text[end : end + 1] == mark
    return start, end


def _first_letter(text: str) -> int:
    found = _TOKEN.search(text[:CONTEXT])
    return found.start() if found else 0


# Seeding: which passages are worth comparing


def _passages(page: _Page, quote: _Quote) -> list[_Candidate]:
    """A few passages that share rare words with the quote or its context, with several boundaries."""
    found = {}
    for shift in _shifts(page, quote):
        for first, last in _aligned(page, quote, shift):
            found[first, last] = _candidate(page, quote, first, last)
    return list(found.values())


def _shifts(page: _Page, quote: _Quote) -> list[int]:
    """Where the quote's first word may stand, as word indexes: the diagonals with the most votes.

    Each rare word of the quote and of its context votes for the shift between its two places, by
    how rare it is. Shifts that differ by a few inserted words fall in one bucket; buckets overlap.
    """
    width = max(4, len(quote.keys) // 3)
    exact: dict[int, float] = defaultdict(float)
    for shift, weight in _votes(page, quote):
        exact[shift] += weight
    heat: dict[int, float] = defaultdict(float)
    for shift, weight in exact.items():
        heat[shift // width] += weight
        heat[shift // width - 1] += weight
    hottest = nlargest(2 * _PASSAGES, heat, key=lambda bucket: heat[bucket])
    spans = (range(bucket * width, (bucket + 2) * width) for bucket in hottest)
    shifts = dict.fromkeys(max(span, key=lambda shift: exact.get(shift, 0.0)) for span in spans)
    return list(shifts)[:_PASSAGES]


def _votes(page: _Page, quote: _Quote) -> Iterator[tuple[int, float]]:
    length, before = len(quote.keys), len(quote.keys_before)
    said = [*quote.keys_before, *quote.keys, *quote.keys_after]
    places = enumerate(said, start=-before)
    sought = [(i, key, 1.0 if 0 <= i < length else 0.5) for i, key in places if page.where(key)]
    sought.sort(key=lambda word: len(page.where(word[1])))
    left = _VOTES
    for place, key, worth in sought:
        positions = page.where(key)[:_POSITIONS]
        weight = worth * math.log(1 + len(page.words.keys) / len(positions))
        for position in positions:
            yield position - place, weight
        left -= len(positions)
        if left <= 0:
            return


def _aligned(page: _Page, quote: _Quote, shift: int) -> set[tuple[int, int]]:
    """The passages to try around a shift, as first and last words; none when they share too little."""
    slack = len(quote.keys) // 2 + 8
    high = max(0, shift + len(quote.keys) + slack)
    pairs = set()
    # Of two equal words, alignment takes the first even when the second is meant; from the shift
    # itself it has no choice.
    for low in {max(0, shift - slack), max(0, shift)}:
        window = page.words.keys[low:high]
        if _common(quote.keys, window) >= _FLOOR_SHARED * math.fsum(map(_weight, quote.keys)):
            pairs |= _boundaries(page, quote, low, _chain(quote.keys, window))
    return {(first, last) for first, last in pairs if first < last}


def _common(one: Iterable[str], other: Iterable[str]) -> float:
    """The weight of the words that both have, in any order."""
    return math.fsum(map(_weight, (Counter(one) & Counter(other)).elements()))


def _boundaries(
    page: _Page, quote: _Quote, low: int, runs: Sequence[tuple[int, int, int]]
) -> set[tuple[int, int]]:
    """Around the matched words: the unmatched ones were dropped, replaced, or moved to the other end."""
    if not runs:
        return set()
    (was_first, now_first, _), (was_last, now_last, size) = runs[0], runs[-1]
    first, last = low + now_first, low + now_last + size
    head, tail = was_first, len(quote.keys) - was_last - size
    unmatched = len(quote.keys) - sum(size for _, _, size in runs)
    pairs = {(first - n, last) for n in _reaches(head, unmatched)}
    pairs |= {(first, last + n) for n in _reaches(tail, unmatched)}
    pairs |= {(first - head, last + tail)}
    return {_whole(page, quote, begin, end) for begin, end in pairs}


def _reaches(outer: int, unmatched: int) -> set[int]:
    """How far beyond the matched words a passage may reach, in words."""
    near = range(outer + 2) if 0 < outer <= 4 else (0, outer)
    return {*near, unmatched}


def _whole(page: _Page, quote: _Quote, first: int, last: int) -> tuple[int, int]:
    """The range inside the text, with the rest of a hyphenated word that the quote did not cut."""
    words, total = page.words, len(page.words.keys)
    first, last = max(0, first), min(total, last)
    if 0 < first < total and not quote.cut_start and _is_inside(page.text, words.starts[first]):
        first -= 1
    if 0 < last < total and not quote.cut_end and _is_inside(page.text, words.ends[last - 1]):
        last += 1
    return first, last


def _chain(quote: list[str], window: list[str]) -> list[tuple[int, int, int]]:
    """The runs of words (place in quote, place in window, length) shared in order, without strays.

    From a longest common subsequence, the stretch with the most weight for its gaps (Kadane's maximum
    subarray): a "the" ten words away is no part of the passage.
    """
    best: list[tuple[int, int, int]] = []
    chain: list[tuple[int, int, int]] = []
    best_weight = weight = 0.0
    for was, now, size in _runs(quote, window):
        gap = now - (chain[-1][1] + chain[-1][2]) if chain else 0
        weight -= 0.3 * gap
        if weight <= 0:
            chain, weight = [], 0.0
        chain.append((was, now, size))
        weight += math.fsum(map(_weight, quote[was : was + size]))
        if weight > best_weight:
            best, best_weight = list(chain), weight
    return best
