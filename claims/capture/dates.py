"""The days on which a page says that it was published and changed.

A day counts only where the page declares it: in JSON-LD, in its meta elements, in marked-up properties,
in the one `time` or the one labelled line outside lists and asides, or whole in its address. Nothing is
taken from the text, and nothing is filled in: a month alone, two different days with equal claim, or
03/04/2024, which is March to some and April to others, give no day.

PURE.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from claims.capture.finding import elements

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dcterms.date",
    "dc.date",
    "date",
)
MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)

BESIDE = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::blockquote"
PROSE = "ancestor-or-self::p[string-length(.) > 120]"
META = XPath(".//meta[@content][@property or @name or @itemprop]")
TIMES = XPath(f".//time[@datetime][not({BESIDE} or {PROSE})]")
PROPERTIES = XPath(".//*[@itemprop='datePublished' or @itemprop='dateModified']")
LABELS = ("date", "Date", "publish", "posted", "byline", "timestamp")
LABELLED = XPath(
    ".//*[self::p or self::div or self::span or self::small or self::li or self::abbr or self::time]"
    f"[{' or '.join(f'contains(@class, {label!r})' for label in LABELS)}]"
    f"[string-length(.) < 120][not({BESIDE} or {PROSE})]"
)
LABEL = re.compile("(?<![A-Za-z])(date|pubdate|publish|posted|byline|timestamp)|[a-z]Date")
OF_ELSE = re.compile(
    "updat|modif|chang|edit|correct|event|born|birth|died|death|start|until|expir|deadline",
    re.IGNORECASE,
)

WEB_BEGAN = 1990  # in addresses; what the page itself declares may be older
FIRST_DAY = date(1970, 1, 1)  # what is shown for a time that was never set

MONTHS = (
    "jan ene gen",
    "feb fév fev",
    "mar mär mrt",
    "apr abr avr",
    "may mai mag mei maj",
    "jun juin giu",
    "jul juil lug",
    "aug aoû aou ago",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec dez dic déc",
)
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}

YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.]?)([01]\d)\2([0-3]\d)(?!\d)")
DAY_DOTS = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
SLASHES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)"
)
MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)


def declared(
    tree: HtmlElement, described: list[dict[str, Any]], url: str
) -> tuple[date | None, date | None]:
    """The days of publication and of the last change; `described` are the page's articles in JSON-LD."""
    said = _meta(tree)
    published = _first(
        lambda: _agreed(thing.get("datePublished") for thing in described),
        lambda: _of_first(said, PUBLISHED),
        lambda: _agreed(_properties(tree, "datePublished")),
        lambda: _agreed(_times(tree)),
        lambda: _agreed(_labelled(tree)),
        lambda: _in_address(url),
    )
    modified = _first(
        lambda: _agreed(thing.get("dateModified") for thing in described),
        lambda: _of_first(said, MODIFIED),
        lambda: _agreed(_properties(tree, "dateModified")),
    )
    return published, modified


def day(text: object) -> date | None:
    """The whole date that stands in a few words; None if there is none, or if it can be read two ways."""
    words = text if isinstance(text, str) else ""
    for form, read in FORMS:
        if found := form.search(words[:200]):
            return _possible(*read(*found.groups()))
    return None


def _first(*ways: Callable[[], date | None]) -> date | None:
    return next((found for way in ways if (found := way())), None)


def _agreed(texts: Iterable[object]) -> date | None:
    """The day that all who name one agree on."""
    days = {found for text in texts if (found := day(text))}
    return days.pop() if len(days) == 1 else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What each meta element says, by its name; the first of several counts."""
    said: dict[str, str] = {}
    for element in elements(META, tree):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        said.setdefault(name.lower(), element.get("content"))
    return said


def _of_first(said: dict[str, str], names: tuple[str, ...]) -> date | None:
    """The day in the first of the named meta elements that gives one."""
    return next((found for name in names if (found := day(said.get(name)))), None)


def _properties(tree: HtmlElement, name: str) -> Iterator[str]:
    """What elements marked with a property of schema.org say."""
    for element in elements(PROPERTIES, tree):
        if element.get("itemprop") == name:
            yield element.get("datetime") or element.get("content") or element.text_content()


def _times(tree: HtmlElement) -> list[str]:
    """The `time` elements that tell of nothing else; those marked as publication before all others."""
    times = [time for time in elements(TIMES, tree) if not _of_else(time)]
    marked = [
        time for time in times if "pubdate" in time.attrib or "publish" in time.get("class", "")
    ]
    return [time.get("datetime") for time in marked or times]


def _labelled(tree: HtmlElement) -> Iterator[str]:
    """Short lines whose class says that they hold a date, or who wrote the article and when."""
    for element in elements(LABELLED, tree):
        if LABEL.search(element.get("class")) and not _of_else(element):
            yield element.text_content()


def _of_else(element: HtmlElement) -> bool:
    """Whether an element, or the words in it, tell of a change, an event or a life."""
    says = f"{element.get('class')} {element.get('itemprop')} {element.text_content()[:120]}"
    return OF_ELSE.search(says) is not None


def _in_address(url: str) -> date | None:
    found = IN_ADDRESS.search(urlsplit(url).path)
    if not found or int(found[1]) < WEB_BEGAN:
        return None
    month = int(found[2]) if found[2].isdigit() else MONTH.get(found[2].lower(), 0)
    return _possible(int(found[1]), month, int(found[3]))


def _possible(year: int, month: int, number: int) -> date | None:
    """The date, if there is such a day and it is not later than it can be anywhere on earth now."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found if found != FIRST_DAY and found <= date.today() + timedelta(days=1) else None


Numbers = tuple[int, int, int]


def _year_first(year: str, _between: str, month: str, number: str) -> Numbers:
    return int(year), int(month), int(number)


def _day_first(number: str, month: str, year: str) -> Numbers:
    return int(year), int(month), int(number)


def _slashes(first: str, second: str, year: str) -> Numbers:
    """Day first or month first, if only one of them is possible or both are the same."""
    one, other = int(first), int(second)
    if max(one, other) <= 12 and one != other:
        return 0, 0, 0
    return int(year), min(one, other), max(one, other)


def _day_month(number: str, name: str, year: str) -> Numbers:
    return int(year), _month(name), int(number)


def _month_day(name: str, number: str, year: str) -> Numbers:
    return int(year), _month(name), int(number)


def _month(name: str) -> int:
    """A month by the first letters of its name in English or a neighbouring language; 0 if it is none."""
    return MONTH.get(name[:4].lower()) or MONTH.get(name[:3].lower(), 0)


FORMS: tuple[tuple[re.Pattern[str], Callable[..., Numbers]], ...] = (
    (YEAR_FIRST, _year_first),
    (DAY_MONTH, _day_month),
    (MONTH_DAY, _month_day),
    (DAY_DOTS, _day_first),
    (SLASHES, _slashes),
)
