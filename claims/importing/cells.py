"""A row as it is meant, or what is wrong with it. PURE: no Django."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from claims.figures import COMPARATOR_LABELS, Comparator
from claims.importing import chains
from claims.importing.columns import field_of, is_passed_over, name_of, wrong_names
from claims.spreadsheets.reading import Read
from claims.spreadsheets.sent import Sent
from claims.spreadsheets.words import Words as _
from claims.typed import host_name, says
from claims.vocabulary import BASES, SOURCE_KINDS, STANCES, Basis, SourceKind, Stance

MOST_STATEMENT = 2_000  # characters, as in the form that records
MOST_QUOTE = 10_000
MOST_NAME = 300
MOST_TITLE = 500
MOST_URL = 2_000  # bytes
MOST_ID = 200
MOST_TOPIC = 100
MOST_LISTED = 20  # topics, figures, people in one cell
FIRST_DAY = date(1600, 1, 1)  # before the first newspapers
ALIKE = 500  # cells that were read last: rows say the same of articles, people, topics
SHOWN = 120  # characters of a value that a message shows


@dataclass(frozen=True, slots=True)
class Problem(Sent):
    """What is wrong in a row: the column ("" for the row as a whole), the value, and what to do."""

    column: str
    value: str
    words: str

    def as_told(self) -> list[str]:
        """As it is kept, the value shortened."""
        value = self.value if len(self.value) <= SHOWN else f"{self.value[: SHOWN - 1]}…"
        return [self.column, value, self.words]


@dataclass(frozen=True, slots=True)
class Named(Sent):
    """A source as a cell names it: by a name, its number on record (0: none), its kind ("": not said)."""

    name: str
    kind: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Counted(Sent):
    """A figure as a cell gives it; the fields of the model."""

    comparator: str
    value: Decimal
    upper: Decimal | None
    unit: str

    @property
    def key(self) -> tuple[object, ...]:
        """By which two are the same."""
        return (self.comparator, self.value, self.upper, self.unit.casefold())


@dataclass(frozen=True, slots=True)
class Row(Sent):
    """One appearance: which words of which article make which claim, and on whose word. What the file
    does not say is empty, or None. `url` may be the number of an article on record, “#12”."""

    number: int
    statement: str
    quote: str
    url: str = ""
    topics: tuple[str, ...] = ()
    title: str = ""
    outlet: Named | None = None
    published_on: date | None = None
    stance: str = ""
    basis: str = ""
    said_by: tuple[Named, ...] = ()
    via: tuple[tuple[Named, ...], ...] = ()  # a way for all of them, or one for each
    figures: tuple[Counted, ...] = ()
    external_id: str = ""

    @property
    def chains(self) -> list[tuple[Named, ...]]:
        """Who said so, each followed by those who passed it on."""
        if not self.via:
            return [(said,) for said in self.said_by]
        ways = self.via if len(self.via) > 1 else self.via * len(self.said_by)
        return [(said, *way) for said, way in zip(self.said_by, ways, strict=True)]

    @property
    def address(self) -> str:
        """The address of its article, if the row says one."""
        return "" if self.url.startswith("#") else self.url

    @property
    def article_number(self) -> int:
        """The number of its article on record, if the row says that; or 0."""
        return int(self.url[1:]) if self.url.startswith("#") else 0

    @property
    def article(self) -> str:
        """By what the rows of one article are known: its address, or its number; where the row says
        neither, its outlet, title and date together."""
        if self.url:
            return self.url
        outlet = self.outlet.name.lower() if self.outlet else ""
        return "\n".join(["", outlet, self.title, str(self.published_on or "")])


class _Wrong(Exception):
    """A cell that cannot be read; the words say what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def understood(read: Read, today: date) -> tuple[Row | None, list[Problem]]:
    """The row, or what is wrong with it: all of it, not the first thing alone."""
    problems = [
        Problem(column, read.cells.get(column, ""), words)
        for column, words in (*read.wrong, *_misnamed(read))
    ]
    told = {problem.column for problem in problems}
    values = {field_of(name): value for name, value in read.cells.items() if name not in told}
    said = {field_of(column) for column in told}  # "": the row as a whole, or a column that is none
    needed = set(_NEEDED) - ({"url"} if values.get("outlet", "").strip() else set())
    found: dict[str, Any] = {}
    for field, parse in _PARSERS.items():
        value = values.get(field, "").strip()
        try:
            if value:
                found[field] = parse(value, today)
            elif field in needed and not {"", field} & said:
                raise _Wrong(_NEEDED[field])
        except _Wrong as error:
            problems.append(Problem(name_of(field), value, error.words))
    if not problems:
        problems = list(_unfitting(found))
    return (None, problems) if problems else (Row(number=read.number, **found), [])


def _misnamed(read: Read) -> list[tuple[str, str]]:
    """Names that are no column's, where each row names its own; a header was checked before."""
    unknown = [name for name in read.cells if not field_of(name) and not is_passed_over(name)]
    return [(name, wrong_names([name])[0]) for name in unknown]


def _unfitting(found: Mapping[str, Any]) -> list[Problem]:
    """Cells that cannot both be right."""
    problems = []
    said_by, via, basis = found.get("said_by"), found.get("via"), found.get("basis")
    if said_by and basis and basis != Basis.ATTRIBUTED:
        words = _("You say who said it: write “attributed”, or clear “attributed to”.")
        problems.append(Problem("basis", basis, words))
    if via and (unfitting := _unfitting_ways(said_by or (), via)):
        problems.append(Problem("via", "", unfitting))
    return problems


def _unfitting_ways(said_by: tuple[Named, ...], via: tuple[tuple[Named, ...], ...]) -> str:
    """What is wrong with the ways by which words came; empty if they are right."""
    if not said_by:
        return _("Fill in “attributed to”: who said it, or clear this.")
    if len(via) not in (1, len(said_by)):
        return _(
            "There are {count} ways here and {named} in “attributed to”. Write one way for all, "
            "or one for each in the same order, with | between.",
            count=len(via),
            named=len(said_by),
        )
    for said, way in zip(said_by, via if len(via) > 1 else via * len(said_by), strict=True):
        names = [one.name.casefold() for one in (said, *way)]
        if len(set(names)) < len(names):
            return _("Nobody has it from themselves. Name another.")
    return ""


# Cells


def _line(value: str, most: int) -> str:
    """Words in one line."""
    words = " ".join(value.split())
    if not says(words):
        raise _Wrong(_("There is nothing here but space. Write it out."))
    if len(words) > most:
        raise _Wrong(_("This is longer than {most:,} characters. Shorten it.", most=most))
    return words


def _statement(value: str, today: date) -> str:
    return _line(value, MOST_STATEMENT)


def _title(value: str, today: date) -> str:
    return _line(value, MOST_TITLE)


def _external_id(value: str, today: date) -> str:
    return _line(value, MOST_ID)


def _quote(value: str, today: date) -> str:
    quote = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not says(quote):
        raise _Wrong(_("There is nothing here but space. Paste the words of the article."))
    if len(quote) > MOST_QUOTE:
        raise _Wrong(
            _(
                "These are more words than one quote holds ({most:,} characters).",
                most=MOST_QUOTE,
            )
        )
    return quote


_ON_RECORD = re.compile(r"#\d{1,18}")


@lru_cache(ALIKE)
def _url(value: str, today: date) -> str:
    if _ON_RECORD.fullmatch(value):
        return f"#{int(value[1:])}"
    address = value.partition("#")[0]
    try:
        parts = urlsplit(address)
        host = host_name(parts.hostname or "")
        _port = parts.port  # raises ValueError for what is none
    except ValueError as error:
        raise _Wrong(_("This is no address. Copy it from the browser again.")) from error
    if parts.scheme not in {"http", "https"} or not host:
        raise _Wrong(_("Only addresses that begin with http:// or https:// can be kept."))
    if parts.username is not None or parts.password is not None:
        raise _Wrong(_("The address holds a user name or a password. Take it out."))
    if len(address.encode()) > MOST_URL or " " in address or not address.isprintable():
        raise _Wrong(_("This is no address that can be kept. Copy it from the browser again."))
    return address


_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_OTHER_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


@lru_cache(ALIKE)
def _day(value: str, today: date) -> date:
    found = _ISO.fullmatch(value)
    if not found:
        raise _Wrong(_as_iso(value))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise _Wrong(_("There is no such day. Look up which one it was.")) from error
    if day < FIRST_DAY:
        raise _Wrong(_("No article is as old as that. Check the year."))
    if day > today + timedelta(days=1):
        raise _Wrong(_("This day is still to come. Check the date, or leave it empty."))
    return day


def _as_iso(value: str) -> str:
    """What to write instead, with the days that may be meant."""
    meant = []
    if other := _OTHER_DAY.fullmatch(value):
        one, two, year = map(int, other.groups())
        for month, day in dict.fromkeys([(two, one), (one, two)]):
            try:
                meant.append(date(year, month, day).isoformat())
            except ValueError:
                continue
    if len(meant) > 1:
        return _(
            "This may be two days. Write {first} or {second}: year-month-day.",
            first=meant[0],
            second=meant[1],
        )
    example = meant[0] if meant else "2026-03-14"
    return _("Write the day as year-month-day: {example}.", example=example)


def _one_of(terms: Mapping[Any, Any], *, what: str) -> Callable[[str, date], str]:
    """A parser for a word of a vocabulary, by its value or by its label."""
    words = {_folded(str(value)): str(value) for value in terms}
    words |= {_folded(str(term.label)): str(value) for value, term in terms.items()}
    listed = ", ".join(str(value).replace("_", " ") for value in terms)

    def parse(value: str, today: date) -> str:
        if (found := words.get(_folded(value))) is None:
            raise _Wrong(_("This is no {what}. Write one of: {listed}.", what=what, listed=listed))
        return found

    return parse


def _folded(word: str) -> str:
    return " ".join(re.sub(r"[_-]", " ", word).casefold().split())


def _listed(value: str) -> list[str]:
    """The parts of a cell, each once."""
    parts = list(dict.fromkeys(part.strip() for part in value.split(";")))
    return _few([part for part in parts if part])


def _few(parts: list[Any]) -> list[Any]:
    if len(parts) > MOST_LISTED:
        raise _Wrong(
            _(
                "There are more than {most} here. Keep those that matter.",
                most=MOST_LISTED,
            )
        )
    return parts


@lru_cache(ALIKE)
def _topics(value: str, today: date) -> tuple[str, ...]:
    return tuple(_line(part, MOST_TOPIC) for part in _listed(value))


_KINDS = {_folded(kind.value): kind.value for kind in SOURCE_KINDS} | {
    _folded(str(term.label)): kind.value for kind, term in SOURCE_KINDS.items()
}
_IN_BRACKETS = re.compile(r"(.*\S)\s*\(\s*([^()]*?)\s*\)")
_NUMBER = re.compile(r"(?:(.+) )?#(\d{1,18})")


@lru_cache(ALIKE)
def named(value: str) -> Named:
    """A source as it is written: “a name”, “a name (person)”, “a name (#12)”, or “a name (anonymous
    #12)”, whose number counts only where it is the number of that name."""
    words = _line(value, MOST_NAME + 30)
    if bracketed := _IN_BRACKETS.fullmatch(words):
        number = _NUMBER.fullmatch(bracketed[2])
        written = (number[1] or "") if number else bracketed[2]
        kind = _KINDS.get(_folded(written), "")
        if kind or (number and not written):
            return Named(_line(bracketed[1], MOST_NAME), kind, int(number[2]) if number else 0)
    return Named(_line(words, MOST_NAME))


def name_and_kind(name: str, kind: str, number: int) -> str:
    """A source as `named` reads it. Those of whom several may have one name have their number too."""
    return f"{name} ({kind} #{number})" if kind in UNNAMED else f"{name} ({kind})"


def _outlet(value: str, today: date) -> Named:
    return named(value)


def _said_by(value: str, today: date) -> tuple[Named, ...]:
    return tuple(map(named, _few(chains.origins(value))))


def _via(value: str, today: date) -> tuple[tuple[Named, ...], ...]:
    if chains.ORIGINS in value:
        raise _Wrong(
            _(
                "Write each way by which the words came with | between, in the order of “attributed "
                "to”."
            )
        )
    ways = tuple(tuple(map(named, _few(way))) for way in _few(chains.ways(value)))
    return ways if any(ways) else ()


_AMOUNT = r"[-−]?\d(?:[\d, \u00a0\u202f]*\d)?(?:\.\d+)?"
_COMPARATORS = {_folded(label): value for value, label in COMPARATOR_LABELS.items()}
_FIGURE = re.compile(
    rf"(?:(?P<how>{'|'.join(map(re.escape, _COMPARATORS))})\s+)?(?P<money>[$£€¥])?"
    rf"(?P<value>{_AMOUNT})(?:\s+and\s+(?P<upper>{_AMOUNT}))?\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[-−]?(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?")
_MAGNITUDE = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|k|m|mn|bn|tn)\b", re.IGNORECASE
)
_MOST_AMOUNT = Decimal(10) ** 18
FIGURE_WORDS = _(
    "This is no figure. Write a number and what it counts: 12 hours, more than 5,000 "
    "officers, between 20 and 30 %."
)


def _figures(value: str, today: date) -> tuple[Counted, ...]:
    found = {one.key: one for one in map(_figure, _listed(value))}
    return tuple(found.values())


def _figure(value: str) -> Counted:
    found = _FIGURE.fullmatch(value)
    if not found:
        raise _Wrong(FIGURE_WORDS)
    how = _COMPARATORS.get(_folded(found["how"] or ""), Comparator.EXACT)
    upper = _amount(found["upper"]) if found["upper"] else None
    least = _amount(found["value"])
    if (how == Comparator.RANGE) != (upper is not None) or (upper is not None and upper <= least):
        raise _Wrong(_("A range is written so: between 20 and 30 hours, the lower number first."))
    unit = " ".join((found["unit"] or found["money"] or "").split())
    if found["money"] and found["unit"]:
        unit = f"{found['money']} {unit}"
    if _MAGNITUDE.match(found["unit"] or ""):
        raise _Wrong(_("Write the number in full: 3,000,000 and not 3 million."))
    if len(unit) > 60:
        raise _Wrong(_("What the figure counts is longer than 60 characters. Shorten it."))
    return Counted(str(how), least, upper, unit)


def _amount(written: str) -> Decimal:
    if not _GROUPED.fullmatch(written.strip()):
        raise _Wrong(FIGURE_WORDS)
    try:
        amount = Decimal(re.sub(r"[, \u00a0\u202f]", "", written).replace("−", "-"))
    except InvalidOperation as error:
        raise _Wrong(FIGURE_WORDS) from error
    if abs(amount) >= _MOST_AMOUNT or amount != round(amount, 6):
        raise _Wrong(_("A figure holds 18 digits before the point at most, and 6 behind it."))
    return amount


_PARSERS: dict[str, Callable[[str, date], Any]] = {
    "statement": _statement,
    "topics": _topics,
    "url": _url,
    "title": _title,
    "outlet": _outlet,
    "published_on": _day,
    "quote": _quote,
    "stance": _one_of(STANCES, what="stance"),
    "basis": _one_of(BASES, what="basis"),
    "said_by": _said_by,
    "via": _via,
    "figures": _figures,
    "external_id": _external_id,
}
_NEEDED = {
    "statement": _("Write what is claimed."),
    "url": _(
        "Write the address of the article; if it has none, its outlet, its title and its date."
    ),
    "quote": _("Paste the words of the article that make the claim."),
}
DEFAULT_STANCE = Stance.ASSERTS.value
UNNAMED = {SourceKind.ANONYMOUS.value, SourceKind.UNIDENTIFIED.value}
