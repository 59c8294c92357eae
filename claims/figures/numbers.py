"""Numbers: in digits, in words, in fractions, with the words that scale them.

PURE: no Django.
"""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.figures.tokens import FRACTION, NUMBER, THIN, Token

_UNTIL_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_UNTIL_TWENTY.split())}
_TENS = {word: 10 * value for value, word in enumerate(_BY_TENS.split(), start=2)}
SMALL = _ONES | _TENS
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_WORD_SCALES = _SCALES | {"dozen": 12, "mn": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12}
_TIGHT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "mn": 10**6, "tn": 10**12}
_TIGHT_SCALES |= {"trn": 10**12, "mm": 10**6}
_ALONE = {"hundred", "dozen", *_SCALES}  # "a hundred"
_PLACES = 4
_MOST_DIGITS = 18  # as many as the record holds before the point; longer ones name things

HALF = Decimal("0.5")


class Number(NamedTuple):
    """A number read from a token to `end`, which is the token after it."""

    value: Decimal
    end: int
    scaled: bool = False
    """Whether a word or letter scales it: million, bn."""
    letter: bool = False
    """Whether that is one letter, which may be a unit as well: 5m, 5k."""
    digits: str = ""
    """How it is written, when it is in digits and nothing else."""
    share: bool = False
    """Whether it is a fraction below one: ½, 3/4."""

    @property
    def rounded(self) -> bool:
        """Whether it is a fraction that does not come out even: ⅓."""
        return self.share and int(self.value.as_tuple().exponent) == -_PLACES


def number(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that begins at `i`; None for one that the record cannot hold."""
    found = _number(tokens, i)
    return found if found and found.value < 10**_MOST_DIGITS else None


def _number(tokens: Sequence[Token], i: int) -> Number | None:
    token = tokens[i]
    if token.kind == NUMBER:
        return _in_digits(tokens, i)
    if token.kind == FRACTION:
        return Number(_fraction(token), i + 1, share=True)
    if token.is_word():
        return _in_words(tokens, i)
    return None


def _in_digits(tokens: Sequence[Token], i: int) -> Number | None:
    written = tokens[i].key
    value = value_of(written)
    if value is None:
        return None
    sliced = _sliced(tokens, i)
    if sliced:
        return sliced
    if tokens[i + 1].kind == FRACTION:
        return Number(value + _fraction(tokens[i + 1]), i + 2)
    end = _after_half(tokens, i + 1)
    if end > i + 1:
        value += HALF
    part = i + 2 if tokens[i + 1].is_tight("-") and tokens[i + 2].tight else i + 1
    mixed = _sliced(tokens, part)
    if mixed and (part > i + 1 or not tokens[part].tight):
        value, end = value + mixed.value, mixed.end
    scaled = _scaled(tokens, end, value)
    if scaled:
        return scaled
    return Number(value, end, digits=written if end == i + 1 else "")


def value_of(written: str) -> Decimal | None:
    """3,000 and 3 000 as 3000; 1.234.567 as 1234567; 2,5 as 2.5. None for what is too long to count."""
    if written.isdecimal():
        return Decimal(written) if len(written) <= _MOST_DIGITS else None
    if not written or not written[-1].isdecimal() or len(written) > 2 * _MOST_DIGITS:
        return None
    grouped = written.replace(THIN, "").replace("'", "").replace(" ", "")
    whole, comma, rest = grouped.rpartition(",")
    if comma and ("." in whole or ("." not in rest and len(rest) != 3)):  # the comma is decimal
        grouped = f"{whole.replace('.', '').replace(',', '')}.{rest}"
    elif grouped.count(".") > 1:
        grouped = grouped.replace(".", "")
    grouped = grouped.replace(",", "")
    if len(grouped.partition(".")[0]) > _MOST_DIGITS:
        return None
    return Decimal(grouped)


def _sliced(tokens: Sequence[Token], i: int) -> Number | None:
    """3/4, of the denominators that are said."""
    if tokens[i].kind != NUMBER or not tokens[i + 1].is_tight("/"):
        return None
    under = tokens[i + 2]
    if not under.tight or under.key not in {"2", "3", "4", "5", "6", "8", "10"}:
        return None
    value, below = value_of(tokens[i].key) or Decimal(0), Decimal(under.key)
    if not 0 < value < below:
        return None
    return Number(rounded(value / below), i + 3, share=True)


def rounded(value: Decimal) -> Decimal:
    """To four places, which a fraction such as a third needs."""
    return plainly(value.quantize(Decimal(1).scaleb(-_PLACES)))


def plainly(value: Decimal) -> Decimal:
    """Without idle zeros and without an exponent: 3200000, not 3.2E+6."""
    value = value.normalize()
    if value.adjusted() >= _MOST_DIGITS:
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _fraction(token: Token) -> Decimal:
    return rounded(Decimal(unicodedata.numeric(token.key)))


def _after_half(tokens: Sequence[Token], i: int) -> int:
    """The token after "and a half", with or without hyphens; `i` where that is not said."""
    end = i
    for said in ("and", "a", "half"):
        end += tokens[end].is_tight("-") and tokens[end + 1].tight
        if tokens[end].key != said:
            return i
        end += 1
    return end


def _scaled(tokens: Sequence[Token], i: int, value: Decimal) -> Number | None:
    """The number with the scale that stands at `i`: "million", "-million", "m"."""
    token = tokens[i]
    if token.is_tight("-") and tokens[i + 1].tight and tokens[i + 1].key in _WORD_SCALES:
        token, i = tokens[i + 1], i + 1
    if not token.is_word():
        return None
    if token.tight and token.key in _TIGHT_SCALES and token.key != tokens[i - 1].key:
        letter = len(token.key) == 1
        return Number(plainly(value * _TIGHT_SCALES[token.key]), i + 1, True, letter)
    if token.key in _WORD_SCALES:
        return Number(plainly(value * _WORD_SCALES[token.key]), i + 1, True)
    if token.key == "hundred":
        return Number(value * 100, i + 1, True)
    return None


def _in_words(tokens: Sequence[Token], i: int) -> Number | None:
    """ "three hundred and forty-two", "a dozen", "half a million", "two and a half million"."""
    begun = _half_a(tokens, i)
    if begun:
        return begun
    spoken = _point(tokens, i)
    if spoken:
        return _scaled(tokens, spoken.end, spoken.value) or spoken
    value, end = 0, i
    scaled = False
    least = 10**15
    while True:
        part, after = _below_thousand(tokens, end, first=end == i)
        if after == end:
            break
        scale = _WORD_SCALES.get(_joined(tokens, after).key, 0)
        half = _after_half(tokens, after) if end == i else after
        if half > after:
            scale = _WORD_SCALES.get(_joined(tokens, half).key, 1)
            whole = (Decimal(part) + HALF) * scale
            past = half + 1 + tokens[half].is_tight("-") if scale > 1 else half
            return Number(plainly(whole), past, scale > 1)
        if not scale:
            value, end = value + part, after
            break
        if scale >= least:
            break
        value, least, scaled = value + part * scale, scale, True
        end = after + 1 + tokens[after].is_tight("-")
        if scale == _WORD_SCALES["dozen"]:
            break
    return Number(Decimal(value), end, scaled) if end > i else None


def _point(tokens: Sequence[Token], i: int) -> Number | None:
    """ "seven point nine"."""
    value, end = _below_hundred(tokens, i)
    tenth = tokens[end + 1 : end + 2]
    if end == i or tokens[end].key != "point" or not tenth or _ONES.get(tenth[0].key, 10) > 9:
        return None
    return Number(value + Decimal(_ONES[tenth[0].key]) / 10, end + 2)


def _joined(tokens: Sequence[Token], i: int) -> Token:
    """The token at `i`, or the one that a hyphen joins there."""
    if tokens[i].is_tight("-") and tokens[i + 1].tight:
        return tokens[i + 1]
    return tokens[i]


_PARTS = {
    ("half", "a"): HALF,
    ("half",): HALF,
    ("a", "quarter", "of", "a"): Decimal("0.25"),
    ("a", "quarter"): Decimal("0.25"),
    ("quarter", "of", "a"): Decimal("0.25"),
    ("three", "quarters", "of", "a"): Decimal("0.75"),
}


def _half_a(tokens: Sequence[Token], i: int) -> Number | None:
    """ "half a million", "half-a-dozen", "half-million", "a quarter of a million"."""
    if tokens[i].key not in {"half", "a", "quarter", "three"}:
        return None
    for said, part in _PARTS.items():
        end = i
        for word in said:
            end = end + 1 if tokens[end].key == word else -1
            if end < 0:
                break
            end += tokens[end].is_tight("-") and tokens[end + 1].tight
        scale = _WORD_SCALES.get(tokens[end].key) if end > 0 else None
        if scale:
            return Number(plainly(part * scale), end + 1, True)
    return None


def _below_thousand(tokens: Sequence[Token], i: int, first: bool) -> tuple[int, int]:
    """A number below a thousand in words, and the token after it; `i` itself where there is none."""
    token = tokens[i]
    if not first and token.key == "and" and tokens[i + 1].key in SMALL:
        value, end = _below_hundred(tokens, i + 1)
        return (value, end) if _joined(tokens, end).key not in _ALONE else (0, i)
    if first and token.key == "a":
        following = tokens[i + 1].key
        if following not in _ALONE:
            return 0, i
        if following != "hundred":
            return 1, i + 1
        value, end = 1, i + 1
    else:
        value, end = _below_hundred(tokens, i)
    if end == i or _joined(tokens, end).key != "hundred":
        return value, end
    value, end = value * 100, end + 1 + tokens[end].is_tight("-")
    start = end + (tokens[end].key == "and")
    rest, after = _below_hundred(tokens, start)
    if rest and _joined(tokens, after).key != "hundred" and not _begins_another(tokens, end, after):
        return value + rest, after
    return value, end


def _begins_another(tokens: Sequence[Token], end: int, after: int) -> bool:
    """Whether what follows "and" is a number of its own: "one hundred and two thousand" is one number,
    "between one hundred and two hundred" is two, which `_below_thousand` has seen."""
    return tokens[end].key == "and" and tokens[after].key in {"and", "to"}


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    key = tokens[i].key
    if not tokens[i].is_word() or key not in SMALL:
        return 0, i
    if key in _TENS:
        following = _joined(tokens, i + 1)
        if 0 < _ONES.get(following.key, 0) < 10 and following.is_word():
            return _TENS[key] + _ONES[following.key], i + 2 + tokens[i + 1].is_tight("-")
    return SMALL[key], i + 1
