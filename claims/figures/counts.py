"""What is a figure: numbers that count or measure, told from those that do neither.

PURE: no Django.
"""

from collections.abc import Sequence

from claims.figures import comparators
from claims.figures.figure import Comparator
from claims.figures.names import is_name
from claims.figures.nouns import joined_by_hyphen
from claims.figures.numbers import SMALL
from claims.figures.quantities import Quantity, noun
from claims.figures.tokens import EDGE, NUMBER, WORD, Token, words
from claims.figures.units import TIMES


def is_figure(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether the number counts or measures something."""
    if _is_age(tokens, quantity) or _is_part_of_more(tokens, quantity):
        return False
    if quantity.measured:
        return not _is_idiom(tokens, quantity)
    if is_name(tokens, quantity.first, quantity.end):
        return False
    return _is_plain_count(tokens, quantity)


_OLDER = {"older", "younger", "over", "under", "up"}


def _is_age(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "47 years old", "three-year-old", "aged five", "Smith, 47, said"."""
    end = quantity.end
    if tokens[end].is_tight("-"):
        end += 1
    if quantity.unit in {"years", "months", "weeks", "days"}:
        old = tokens[end].key in {"old", "olds"}
        return old or (tokens[end].key == "of" and tokens[end + 1].key == "age")
    if tokens[quantity.start - 1].key in {"aged", "age", "ages"}:
        return True
    before, after = tokens[quantity.first - 1], tokens[quantity.end]
    if quantity.number.value < 120 and after.key in {"and", "or"} and tokens[end + 1].key in _OLDER:
        return not quantity.unit
    told = before.key == "," and tokens[quantity.first - 2].kind == WORD and before.tight
    alone = quantity.number.digits and not quantity.unit and quantity.number.value < 120
    return bool(told and alone and after.key in {",", ".", ";"} and after.tight)


def _is_part_of_more(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether letters, marks or further numbers are joined to it, so that it is no number by itself."""
    first, before, after = tokens[quantity.first], tokens[quantity.first - 1], tokens[quantity.end]
    if first.tight and (before.kind == WORD or before.key in {"_", "/", "#", "§", ".", ","}):
        return True
    if first.tight and before.key == "-" and before.tight:
        return True
    if first.tight and before.kind == NUMBER:
        return True
    if not quantity.unit and after.tight and after.kind in (WORD, NUMBER):
        return True
    following = tokens[quantity.end + 1]
    if after.tight and following.tight and following.kind == NUMBER and after.key in {*"-/:.,"}:
        return True
    return bool(after.is_tight("/") and not quantity.unit) or after.is_tight("_")


_IDIOMS = {("one", "day"), ("one", "point"), ("one", "mile"), ("one", "time"), ("one", "night")}


def _is_idiom(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "one day", "at one point"."""
    if quantity.unit == "times" and quantity.number.value == 1:
        return True
    said = (tokens[quantity.first].key, tokens[quantity.first + 1].key)
    return said in _IDIOMS and quantity.comparator == Comparator.EXACT


_THE = words("the these those other first last next his her their its all")
_ZERO = words("tolerance sum emission emissions hour gravity point day in carbon")
_NO_ONE = words("no any every each this that which another some")
_SCORED = words(
    "won win wins lost lose loss lead led beat beaten defeat defeated victory vote voted votes ruled "
    "ruling decision drew draw score scored"
)


def _is_plain_count(tokens: Sequence[Token], quantity: Quantity) -> bool:
    first, before, after = tokens[quantity.first], tokens[quantity.first - 1], tokens[quantity.end]
    written, value = quantity.number.digits, quantity.number.value
    compared = quantity.comparator != Comparator.EXACT
    if len(written) > 1 and written[0] == "0" and "." not in written:
        return False
    if len(written) > 4 and written.isdecimal() and not compared and not noun(tokens, quantity):
        return False  # a count of that size has its thousands apart
    if before.key in {'"', "'"} and after.key == before.key and after.tight:
        return False
    if before.key == "or" and tokens[quantity.first - 2].key in TIMES:
        return False  # "a day or two"
    if after.is_tight("-") and tokens[quantity.end + 1].key in {"and", "or"}:
        return False  # "12- and 17-year-olds"
    if after.is_tight("-") and tokens[quantity.end + 1].tight:
        known = comparators.after(tokens, quantity.end) or joined_by_hyphen(tokens, quantity.end)
        return known is not None
    if quantity.upper is not None:
        return not (before.key in _SCORED and not noun(tokens, quantity))
    if first.key == "one" and value == 1:
        counted_so = compared and quantity.comparator != Comparator.ABOUT
        return counted_so or (before.key not in _NO_ONE and noun(tokens, quantity) is not None)
    if first.key == "zero":
        return after.key not in _ZERO and before.key not in {"net", "ground", "to", "from", "below"}
    if first.kind == WORD and after.kind == WORD and after.key in SMALL:
        return False
    if first.kind == WORD and value <= 10 and before.key in _THE and not compared:
        return noun(tokens, quantity) is not None
    numbered = after.key in {".", ")"} and after.tight and before.kind == EDGE
    return not (numbered and tokens[quantity.end + 1].kind == WORD) and before.key != "("
