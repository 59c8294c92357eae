"""Units: what a number counts or measures, in which currency, and per what.

PURE: no Django. Units are spelled one way whichever way the sentence has them: times and counted
things in the plural ("hours", "arrests"), currencies as signs, a rate behind a slash ("arrests/day").
"""

from collections.abc import Sequence

from claims.figures.nouns import DAILY, LONGEST_WORD, STOP, Unit, counted
from claims.figures.tokens import MARK, NUMBER, Token, words


def _spellings(table: str) -> dict[str, str]:
    """Each spelling to the one that is used, from lines of "unit: spelling spelling"."""
    lines = (line.partition(":") for line in table.strip().splitlines())
    return {
        word: unit.strip() for unit, _, words in lines for word in [*words.split(), unit.strip()]
    }


TIMES = _spellings("""
seconds: second sec secs
minutes: minute min mins
hours: hour hr hrs
nights: night
days: day
weeks: week wk wks
fortnights: fortnight
months: month
years: year yr yrs
decades: decade
centuries: century
""")

MEASURES = TIMES | _spellings("""
km: kms kilometre kilometres kilometer kilometers
metres: metre meter meters
cm: centimetre centimetres centimeter centimeters
mm: millimetre millimetres millimeter millimeters
miles: mile mi
feet: foot ft
inches: inch
yards: yard yd
acres: acre
hectares: hectare ha
kg: kgs kilo kilos kilogram kilograms kilogramme kilogrammes
grams: gram gramme grammes
mg: milligram milligrams
pounds: pound lb lbs
ounces: ounce oz
tonnes: tonne
tons: ton
litres: litre liter liters
gallons: gallon
barrels: barrel
MW: megawatt megawatts mw
GW: gigawatt gigawatts gw
kW: kw kilowatt kilowatts
kWh: kwh
MWh: mwh
GWh: gwh
TWh: twh
GB: gb gigabytes gigabyte
TB: tb terabytes terabyte
MB: mb megabytes megabyte
degrees: degree
miles/hour: mph
km/hour: kph kmh
times: time fold x ×
points: point
stories: story storey storeys
cents: cent ¢
pence: penny
""")
_METRE = {"m": "metres", "g": "grams", "l": "litres"}  # one letter: only joined to the number
_COMPOUND = {"square", "sq", "cubic", "nautical", "metric", "basis", "light", "air"}

# The longest is looked for first. The dollar's countries keep theirs apart; the plain one is the dollar.
SIGNS = {
    "$": "$",
    "US$": "$",
    "£": "£",
    "€": "€",
    "¥": "¥",
    "₹": "₹",
    "₽": "₽",
    "₩": "₩",
    "₺": "₺",
    "₪": "₪",
    "₴": "₴",
    "₦": "₦",
    "₱": "₱",
}
_CODES = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "inr": "₹"}
_CODES |= {code.lower(): code for code in words("CHF CAD AUD NZD CNY SEK NOK DKK PLN MXN BRL ZAR")}
_MONEY = {"dollar": "$", "dollars": "$", "bucks": "$", "euro": "€", "euros": "€", "yen": "¥"}
_MONEY |= {"rupee": "₹", "rupees": "₹", "roubles": "₽", "rubles": "₽", "shekels": "₪"}
_DOLLARS = {"us": "$", "u.s.": "$", "american": "$", "canadian": "CAD", "australian": "AUD"}
_BEFORE_DOLLAR = {"us": "$", "u": "$", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD"}
_BEFORE_DOLLAR |= {"nz": "NZD", "hk": "HKD", "s": "SGD", "r": "BRL"}

_THEN = {"ago", "earlier", "later", "before", "after", "old", "on", "or"}
_PER = {"per", "each", "every"}
_A_HEAD = {"head", "piece", "barrel", "ton", "tonne", "gallon", "litre", "liter", "pound", "kilo"}
_A_HEAD |= {"share", "ticket", "person", "pint", "bottle", "bushel", "night", "mile", "acre"}


def sign_before(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """The currency that stands before the number at `i`, and its first token; `i` where none does."""
    before = tokens[i - 1]
    spelled = SIGNS.get(before.key, "") if before.kind == MARK else ""
    if spelled:
        country = tokens[i - 2]
        if before.key == "$" and before.tight and country.is_word():
            name = _BEFORE_DOLLAR.get(country.key, "")
            return (name, i - 2) if name else (spelled, i - 1)
        return spelled, i - 1
    if before.is_word() and before.key in _CODES:
        return _CODES[before.key], i - 1
    return "", i


def percent(tokens: Sequence[Token], i: int) -> Unit | None:
    """%, percent, per cent, pct; and percentage points, however they are written."""
    token = tokens[i]
    if token.is_tight("-") and tokens[i + 1].tight:
        i, token = i + 1, tokens[i + 1]
    if token.key in {"%", "percent", "pct"}:
        end = i + 1
    elif token.key == "per" and _joined(tokens, i + 1) == "cent":
        end = i + 2 + tokens[i + 1].is_tight("-")
    elif token.key in {"pp", "ppt", "ppts", "pps"}:
        return Unit("percentage points", i + 1, True)
    elif token.key == "percentage" and _joined(tokens, i + 1) in {"point", "points"}:
        return Unit("percentage points", i + 2 + tokens[i + 1].is_tight("-"), True)
    elif token.key in {"‰", "°"}:
        scale = tokens[i + 1]
        tail = scale.key.upper() if scale.key in {"c", "f"} else ""
        return Unit(token.key + tail, i + 1 + bool(tail), True)
    else:
        return None
    points = tokens[end].key in {"point", "points", "pts"}
    return Unit("percentage points" if points else "%", end + points, True)


def _joined(tokens: Sequence[Token], i: int) -> str:
    """The word at `i`, or the one that a hyphen joins there."""
    return (tokens[i + 1] if tokens[i].is_tight("-") and tokens[i + 1].tight else tokens[i]).key


def money(tokens: Sequence[Token], i: int) -> Unit | None:
    """dollars, US dollars, EUR, or a sign behind the number."""
    token = tokens[i]
    if token.is_tight("-") and tokens[i + 1].tight:
        i, token = i + 1, tokens[i + 1]
    if token.kind == MARK and token.key in SIGNS and tokens[i + 1].kind != NUMBER:
        return Unit(SIGNS[token.key], i + 1, True)
    if token.key in _DOLLARS and tokens[i + 1].key in {"dollar", "dollars"}:
        return Unit(_DOLLARS[token.key], i + 2, True)
    if token.key in {"pound", "pounds"} and tokens[i + 1].key == "sterling":
        return Unit("£", i + 2, True)
    name = _MONEY.get(token.key) or _CODES.get(token.key)
    return Unit(name, i + 1, True) if name and token.is_word() else None


def measure(tokens: Sequence[Token], i: int) -> Unit | None:
    """A unit of time, length and the like: "hours", "-hour", "km", "square miles", "degrees Celsius"."""
    token = tokens[i]
    if token.is_tight("-") and tokens[i + 1].tight:
        i, token = i + 1, tokens[i + 1]
    if token.tight and token.key in _METRE and not token.capital:
        return Unit(_METRE[token.key], i + 1, True)
    if token.key in _COMPOUND:
        of = MEASURES.get(_joined(tokens, i + 1), "")
        first = "square" if token.key == "sq" else token.key
        end = i + 2 + tokens[i + 1].is_tight("-")
        return Unit(f"{first} {of}", end, True) if of else None
    name = MEASURES.get(token.key)
    if not name:
        return None
    if name == "degrees" and tokens[i + 1].key in {"celsius", "fahrenheit", "c", "f"}:
        return Unit("°" + tokens[i + 1].key[0].upper(), i + 2, True)
    return Unit(name, i + 1, True)


def per(tokens: Sequence[Token], i: int) -> Unit | None:
    """What comes after the unit of a rate: "a day", "per 100,000 people", "/h", "daily"."""
    if tokens[i].is_tight("-") and tokens[i + 1].key == "a" and tokens[i + 2].is_tight("-"):
        return Unit("/" + _one(tokens[i + 3].key), i + 4) if tokens[i + 3].key in TIMES else None
    token, following = tokens[i], tokens[i + 1]
    if token.key == "/" and following.is_word() and following.tight:
        name = {"h": "hour", "s": "second"}.get(following.key) or _one(following.key)
        return Unit("/" + name, i + 2) if len(name) <= LONGEST_WORD else None
    if token.key in DAILY and token.key != "annual":
        return Unit("/" + DAILY[token.key], i + 1)
    if token.key == "per" and following.kind == NUMBER and len(following.key) < LONGEST_WORD:
        noun = counted(tokens, i + 2, one=False)
        end = noun.end if noun else i + 2
        return Unit("/" + following.key + (f" {noun.name}" if noun else ""), end)
    if token.key not in {"a", "an", *_PER} or not following.is_word():
        return None
    said = following.key
    if said in TIMES and tokens[i + 2].key in _THEN:  # "up from 2% a year ago"
        return None
    named = said in TIMES or said in _A_HEAD or token.key == "per"
    if not named or said in STOP or said == "cent" or len(said) > LONGEST_WORD:
        return None
    return Unit("/" + _one(said), i + 2)


def _one(word: str) -> str:
    """The singular of a unit of time or measure."""
    many = TIMES.get(word, "")
    return next((one for one, other in TIMES.items() if other == many), word) if many else word
