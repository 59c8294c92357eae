"""What a bare number counts: the noun behind it, told without a dictionary.

PURE: no Django. English marks its plurals; the lists hold those that it marks otherwise, and the words
that no noun phrase goes through.
"""

from collections.abc import Sequence
from typing import NamedTuple

from claims.figures.tokens import NUMBER, Token, words

DAILY = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
DAILY |= {"annually": "year", "annual": "year", "hourly": "hour", "nightly": "night"}
_PEOPLE = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "policeman": "policemen",
    "policewoman": "policewomen",
    "gunman": "gunmen",
    "fireman": "firemen",
    "serviceman": "servicemen",
    "fisherman": "fishermen",
    "spokesman": "spokesmen",
    "lawman": "lawmen",
    "crewman": "crewmen",
    "tradesman": "tradesmen",
    "businessman": "businessmen",
    "businesswoman": "businesswomen",
}
_SINGULAR = _PEOPLE | {
    word: word + "s"
    for word in words(
        "officer agent soldier suspect victim passenger migrant immigrant detainee inmate prisoner "
        "patient student pupil teacher doctor nurse worker employee protester demonstrator journalist "
        "reporter lawyer judge civilian firefighter driver resident bystander teenager boy girl member "
        "seat bed page room vote arrest death case injury shot incident raid complaint lawsuit car bus "
        "truck vehicle house home school hospital building town country state job goal acre item"
    )
}
_SINGULAR |= {"injury": "injuries", "country": "countries", "bus": "buses", "baby": "babies"}
_SINGULAR |= {"family": "families", "city": "cities", "county": "counties"}
_PLURALS = frozenset(_PEOPLE.values()) | words(
    "staff personnel police troops aircraft crew sheep cattle livestock fish deer dead wounded injured "
    "homeless data media teeth geese mice feet criteria phenomena alumni spacecraft offspring "
    "housing firemen congressmen congresswomen salmon poultry clergy israelis iraqis saudis "
    "pakistanis lbs"
)
_RUN_ON = words("police staff women men sales sports arms news crew media data")
_SINGULAR_IN_S = words(
    "has was is does this its his us as less always perhaps besides across towards afterwards sometimes "
    "says goes gets makes takes thus plus versus yes ours theirs yours news politics mathematics series "
    "economics physics athletics unless others sports sales arms hers years' whereas regardless overseas "
    "upwards downwards indoors outdoors nowadays remains becomes comes gives keeps means needs wants "
    "shows tells thinks likes uses includes thanks texas kansas dallas arkansas illinois massachusetts "
    "paris christmas columbus vegas angeles orleans athens brussels james charles los times"
)
# Where the search for what is counted ends: words that no noun phrase goes through.
STOP = words(
    "a an the this that these those i you he she it we they who whom whose which what where when while "
    "why how and or but nor so yet if because although though than as at by for from in into of off on "
    "onto out over per since through till to toward towards under until up upon via with within without "
    "about above after against along among around before behind below beneath beside between beyond down "
    "during except inside like near outside past despite is are was were be been being am has have had "
    "do does did will would shall should can could may might must not no never also only just then there "
    "here now today yesterday tomorrow ago later earlier said says say told his her its their our "
    "my your him them us me himself herself itself themselves each every all both either neither any "
    "some such died fled voted killed came went rose fell grew left attended took "
    "agreed resigned remain remained survived signed sued lost won quit arrived backed opposed supported "
    "showed gave got made became began ran saw found felt kept held met paid thought took"
)
_OF = {"the", "these", "those", "its", "their", "his", "her", "our", "all"}
LONGEST_WORD, _MOST_WORDS = 25, 5

# After a hyphen, what is counted; other words there make a name of it (a two-way street).
_JOINED = set(_SINGULAR) | {"strong", "lane", "room", "bedroom", "mile"}


class Unit(NamedTuple):
    """A unit, the token after it, and whether it is one of measure rather than things counted."""

    name: str
    end: int
    measured: bool = False


def joined_by_hyphen(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "five-member", "300-strong". None where the hyphen makes a name of it."""
    key = tokens[i + 1].key
    if key not in _JOINED:
        return None
    return Unit("" if key == "strong" else _SINGULAR.get(key, key + "s"), i + 2)


def counted(tokens: Sequence[Token], i: int, one: bool) -> Unit | None:
    """The noun that a bare number counts, past its adjectives: "self-identified ICE officers"."""
    if tokens[i].key == "of" and tokens[i + 1].key in _OF:
        i += 2
    begin, seen, rate = i, 0, ""
    while seen < _MOST_WORDS:
        token = tokens[i]
        if token.key == '"' or (token.is_tight("-") and tokens[i + 1].tight):
            i += 1
            if i - begin > 4 * _MOST_WORDS:
                return None
            continue
        if not token.is_word() and not _in_name(tokens, i):
            return None
        if token.key in STOP or len(token.key) > LONGEST_WORD:
            return None
        hyphen = tokens[i + 1].is_tight("-") and tokens[i + 2].tight
        if one and token.key in _SINGULAR and not hyphen:
            return Unit(_SINGULAR[token.key] + rate, i + 1)
        if not one and not hyphen and is_plural(token.key):
            end = i + 1
            if token.key in _RUN_ON and tokens[end].is_word() and is_plural(tokens[end].key):
                end += 1
            return Unit(_spelled(tokens, end - 1) + rate, end)
        rate = "/" + DAILY[token.key] if token.key in DAILY else rate
        i, seen = i + 1, seen + 1
    return None


def _in_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the number at `i` belongs to a name within the phrase: "Boeing 737 jets"."""
    before = tokens[i - 1]
    if tokens[i].kind != NUMBER:
        return False
    return (before.is_word() and before.capital) or (tokens[i].tight and before.is_tight("-"))


def _spelled(tokens: Sequence[Token], i: int) -> str:
    """The noun in small letters, but "Americans"; with a short first part, as in "e-mails"."""
    key = tokens[i].key
    if tokens[i].capital and key.endswith(("ans", "crats")):
        key = key.capitalize()
    prefixed = tokens[i].tight and tokens[i - 1].is_tight("-") and len(tokens[i - 2].key) <= 3
    return f"{tokens[i - 2].key}-{key}" if prefixed else key


def is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if word in _SINGULAR_IN_S or len(word) < 4 or "'" in word:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))
