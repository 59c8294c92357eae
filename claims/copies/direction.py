"""Which of two like texts is the original.

PURE: no Django. What is said here is a guess with its reason; a person says which way it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# What agencies are called where they are credited, beside their names.
AGENCIES = (
    {"Associated Press", "AP"},
    {"Reuters"},
    {"Agence France-Presse", "AFP"},
    {"Deutsche Presse-Agentur", "dpa"},
    {"Press Association", "PA Media", "PA"},
    {"United Press International", "UPI"},
    {"Agencia EFE", "EFE"},
)
_SHORT = 4  # a shorter name is looked for with its capitals


class Why(StrEnum):
    """What says which one is the original."""

    DATE = "date"
    CREDIT = "credit"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Piece:
    """What of an article bears on it. `publisher` is empty if nobody knows who that is."""

    published_on: date | None
    publisher: str
    text: str


def original(one: Piece, other: Piece) -> tuple[int, Why]:
    """Which of the two is the original, 0 or 1, and why: the earlier; of one day, or without a date,
    the one whose publisher the other credits; or else not known, and then the first."""
    days = one.published_on, other.published_on
    if days[0] and days[1] and days[0] != days[1]:
        return int(days[1] < days[0]), Why.DATE
    credited, crediting = credits(other.text, one.publisher), credits(one.text, other.publisher)
    if credited != crediting and one.publisher != other.publisher:
        return int(crediting), Why.CREDIT
    return 0, Why.UNKNOWN


def credits(text: str, publisher: str) -> bool:
    """Whether a text names a publisher, or the agency that it is by another name."""
    name = publisher.strip()
    known: Sequence[set[str]] = [names for names in AGENCIES if name in names]
    return any(_names(text, one) for one in (known[0] if known else {name}) if one)


def _names(text: str, name: str) -> bool:
    plain = name.removeprefix("The ").removeprefix("the ")
    flags = re.IGNORECASE if len(plain) >= _SHORT else re.NOFLAG
    return bool(re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text, flags))
