"""The columns of a spreadsheet of quotes. PURE: no Django."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from claims.spreadsheets.reading import UNREAD
from claims.spreadsheets.words import Words as _
from claims.vocabulary import SOURCE_KINDS


@dataclass(frozen=True)
class Column:
    """A column: its name, the field of `cells.Row` that it fills, what it holds, and an example."""

    name: str
    field: str
    holds: str
    example: str
    needed: bool = False


COLUMNS = (
    Column(
        "statement",
        "statement",
        _(
            "The claim, in neutral words and a full sentence. One on record that says exactly "
            "this is used."
        ),
        "The harbour bridge was closed for 12 hours.",
        needed=True,
    ),
    Column(
        "topics",
        "topics",
        _("What the claim is filed under, with ; between."),
        "transport; harbour",
    ),
    Column(
        "article URL",
        "url",
        _(
            "The address of the article. It tells which article is meant. Of an article that has "
            "none, outlet, title and date do; or the number of one on record: #12."
        ),
        "https://www.example.org/bridge-closed",
    ),
    Column(
        "title",
        "title",
        _("As published. Empty: the opening words stand in its place."),
        "Bridge shut",
    ),
    Column(
        "outlet",
        "outlet",
        _(
            "Who published the article. Empty: the source on record that has the web host of the "
            "address."
        ),
        "The Example",
    ),
    Column("date", "published_on", _("The day of publication, as year-month-day."), "2026-03-14"),
    Column(
        "quote",
        "quote",
        _("The exact words of the article that make the claim."),
        "the bridge stayed shut for 12 hours, the harbour master said",
        needed=True,
    ),
    Column("stance", "stance", _("asserts, disputes or mentions. Empty: asserts."), "asserts"),
    Column(
        "basis",
        "basis",
        _(
            "attributed, own reporting, unattributed or illustrative. May be empty where "
            "“attributed to” is filled in."
        ),
        "attributed",
    ),
    Column(
        "attributed to",
        "said_by",
        _(
            "Who the article says said so, with ; between several. One that is not on record "
            "needs its kind behind it in brackets: {kinds}.",
            kinds=", ".join(kind.value for kind in SOURCE_KINDS),
        ),
        "the harbour master (person)",
    ),
    Column(
        "via",
        "via",
        _(
            "Who had it from them, if the article had it from somebody else. Where they came by "
            "several ways: a way for each, in the same order, with | between."
        ),
        "",
    ),
    Column("figures", "figures", _("Figures of the claim, with ; between."), "12 hours"),
    Column(
        "external id",
        "external_id",
        _(
            "Your own number or name for this row. Rows that have one may be corrected by "
            "importing them again."
        ),
        "harbour-1",
    ),
)
# They come along with rows that were refused, and are not read.
REASONS = "reasons"
PASSED_OVER = {REASONS, UNREAD}
# That a list of claims has which was taken away from here (claims/publish/tables.py).
OF_CLAIMS = {"statement", "status", "counted_origins"}

_BY_KEY = {re.sub(r"\W|_", "", column.name).lower(): column for column in COLUMNS}
_NEAR = 55  # per cent of a name that is proposed in place of another


class WrongColumns(Exception):
    """The header cannot be read. `reasons` name each column, with what to do."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep the reasons."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons

    def __reduce__(self) -> tuple[type["WrongColumns"], tuple[list[str]]]:
        """So that another process can raise it here."""
        return WrongColumns, (self.reasons,)


@lru_cache(maxsize=1_000)  # asked of each cell of each row
def field_of(name: str) -> str:
    """The field that a column of this name fills, whatever its capitals, spaces and hyphens; empty if
    there is none. What refused rows come back with fills none and is allowed."""
    column = _BY_KEY.get(_key(name))
    return column.field if column else ""


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def is_passed_over(name: str) -> bool:
    """Whether the column is one that refused rows come back with."""
    return _key(name) in PASSED_OVER


def checked(header: Iterable[str]) -> dict[str, str]:
    """The field of each column of a header, by the name that it has there. Raises WrongColumns."""
    names = list(header)
    if set(names) >= OF_CLAIMS:
        raise WrongColumns([_claims_without_quotes()])
    reasons = wrong_names(names)
    twice = Counter(field_of(name) for name in names if field_of(name))
    reasons += [
        _(
            "The column “{name}” is there {count} times. Delete all but one.",
            name=_named(field),
            count=count,
        )
        for field, count in twice.items()
        if count > 1
    ]
    reasons += [
        _(
            "The column “{name}” is missing. Add it to the first row; capitals, spaces and hyphens in "
            "the name do not matter.",
            name=column.name,
        )
        for column in COLUMNS
        if column.needed and column.field not in twice
    ]
    if not {"url", "outlet"} & set(twice):
        reasons.append(_no_article())
    if reasons:
        raise WrongColumns(reasons)
    return {name: field_of(name) for name in names if field_of(name)}


def _no_article() -> str:
    return _(
        "No column says which article a quote is from. Add “article URL”; or, for articles without an "
        "address, “outlet”, “title” and “date”, which together do."
    )


def _claims_without_quotes() -> str:
    return _(
        "This is a list of claims, which holds no quotes. To take claims elsewhere, open that list and "
        "download “Every quote of these claims” below it: that file can be imported."
    )


def wrong_names(names: Iterable[str]) -> list[str]:
    """What to do about each name that is no column's."""
    return [
        _proposed(place, name)
        for place, name in enumerate(names, start=1)
        if not field_of(name) and not is_passed_over(name)
    ]


def _proposed(place: int, name: str) -> str:
    if not name:
        return _("Column {place} has no name. Name it, or delete it.", place=place)
    near = process.extractOne(
        _key(name), list(_BY_KEY), scorer=fuzz.ratio, score_cutoff=_NEAR
    ) or process.extractOne(_key(name), list(_BY_KEY), scorer=fuzz.partial_ratio, score_cutoff=90)
    if near:
        return _(
            "“{name}” is no column. Did you mean “{near}”? Rename it, or delete it.",
            name=name,
            near=_BY_KEY[near[0]].name,
        )
    return _("“{name}” is no column. Delete it, or see which columns there are.", name=name)


def _named(field: str) -> str:
    return next(column.name for column in COLUMNS if column.field == field)


def name_of(field: str) -> str:
    """The name of the column that fills a field."""
    return _named(field)
