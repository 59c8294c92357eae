"""What the rows of a spreadsheet would record, chunk by chunk, beside what is on record.

    chunk of rows ─► understood ─► looked up by set ─► quotes placed ─► decided, one after another

What is understood of a row depends on nothing but the row: somebody else does that for the next chunk while
this one is recorded (`ahead`; claims/actions/importing_beside.py).

A row is known again by its external id, else by its statement, article and quote. Nothing on record is
written over without the row saying so, and the planner writes nothing at all: it says what `actions` are to
write (`Planned`), or why a row is refused.

What earlier rows of the file said stays known (`Seen`), so that two rows cannot say two things of one
quote or of one article. Of each row that is some hundred bytes; no text is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeVar

from claims.importing.cells import (
    DEFAULT_STANCE,
    Counted,
    Named,
    Problem,
    Row,
    understood,
)
from claims.importing.columns import field_of, name_of
from claims.importing.placing import Found, NotThere, Place, places
from claims.importing.record import Known, KnownAppearance, KnownArticle, KnownSource, known
from claims.models import Figure
from claims.quotes import OtherFigure, other_figure
from claims.spreadsheets.reading import Read
from claims.spreadsheets.sent import Sent
from claims.spreadsheets.words import Words as _
from claims.typed import host_name
from claims.vocabulary import MOST_TOPICS, SOURCE_KINDS, Basis, SourceKind, Stance

T = TypeVar("T")

CHUNK = 2_000  # rows that are looked up, and written, at a time
NAMESAKES_SHOWN = 5
_ARTICLE = ("outlet", "title", "published_on")  # what tells an article that has no address


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"  # a new claim, with its quote
    LINKED = "linked"  # a new quote of a claim on record, or of an earlier row
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is put on record with the row that names it first."""

    name: str
    kind: str
    host: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By which two are one."""
        return (self.name.lower(), self.kind)


# A source: its id on record, or what is to be put there.
Reference = int | NewSource
Chain = tuple[Reference, ...]  # an origin, and those who passed its words on


@dataclass(slots=True)
class Planned:
    """What a good row would write. `claim` and `article` are ids, or None for new ones, which are made
    once for all rows of one statement, and of one `Row.article`."""

    row: Row
    outcome: Outcome
    told: list[list[str]] = field(default_factory=list)
    claim: int | None = None
    article: int | None = None
    publisher: Reference | None = None  # of a new article
    place: Place | None = None  # None: in a new excerpt
    basis: str = ""
    appearance: int | None = None
    was: KnownAppearance | None = None
    fields: dict[str, Any] = field(default_factory=dict)  # of the appearance, if it changes
    chains: tuple[Chain, ...] = ()
    topics: tuple[str, ...] = ()
    figures: tuple[Counted, ...] = ()
    fills: dict[str, Any] = field(default_factory=dict)  # what was empty of the article on record
    warned: bool = False  # something in it may be wrong; it is recorded as it is

    @property
    def recorded(self) -> int:
        """The id of its appearance, which is on record by now."""
        assert self.appearance is not None
        return self.appearance

    @property
    def sources(self) -> set[Reference]:
        """All sources that it names."""
        named = {one for chain in self.chains for one in chain}
        return named | ({self.publisher} if self.publisher is not None else set())


@dataclass(slots=True)
class Refused:
    """A row that cannot be recorded, and why."""

    problems: list[Problem]
    outcome: Outcome = Outcome.REFUSED
    warned: bool = False

    @property
    def told(self) -> list[list[str]]:
        """The problems as they are kept."""
        return [problem.as_told() for problem in self.problems]


Decided = tuple[Read, Planned | Refused]


class _No(Exception):
    """The row is refused."""

    def __init__(self, field: str, value: str, words: str) -> None:
        super().__init__(words)
        self.problem = Problem(name_of(field) if field else "", value, words)


@dataclass
class Seen:
    """What earlier rows of the file said."""

    rows: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    words: dict[bytes, int] = field(default_factory=dict)
    ids: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    articles: dict[bytes, tuple[int, str, date | None]] = field(default_factory=dict)
    # What earlier rows put on record: of all of them in a check, of those of one chunk in a run.
    claims: set[bytes] = field(default_factory=set)
    sources: dict[str, list[NewSource]] = field(default_factory=dict)
    topics: dict[int | bytes, tuple[str, ...]] = field(default_factory=dict)  # that claims got


def chunks(rows: Iterable[Read], size: int = CHUNK) -> Iterator[list[Read]]:
    """The rows, so many at a time."""
    coming = iter(rows)
    while chunk := list(islice(coming, size)):
        yield chunk


def ahead(ask: Callable[[], Future[T | None]]) -> Generator[T, None, None]:
    """What is asked for, up to None, each asked for before the one before it is in use. To be closed: then
    what was asked for last is done with too."""
    waiting = ask()
    try:
        while (one := waiting.result()) is not None:
            waiting = ask()
            yield one
    finally:
        waiting.cancel() or wait([waiting])


@dataclass(frozen=True, slots=True)
class Understood(Sent):
    """A row as it stands, and as it is meant or what is wrong with it. `key` is by what it is known again in
    its file, `says` stands for all that it says; `claim` and `article` are what its claim and its article are
    remembered by. `external_id` and `quoted`, which stands for the quote with its claim and article, are
    there of a row too that is wrong elsewhere."""

    read: Read
    row: Row | None
    problems: list[Problem]
    key: bytes = b""
    says: bytes = b""
    claim: bytes = b""
    article: bytes = b""
    external_id: str = ""
    quoted: bytes = b""


def understanding(chunk: Sequence[Read], today: date) -> list[Understood]:
    """The rows of a chunk, understood without looking at the record."""
    found = []
    for read in chunk:
        row, problems = understood(read, today)
        shared = _identified(read)
        if row is None:
            found.append(Understood(read, None, problems, b"", b"", b"", b"", *shared))
        else:
            remembered = _digest(row.statement.lower()), _digest(row.article)
            found.append(
                Understood(read, row, problems, _key(row), _says(row), *remembered, *shared)
            )
    return found


def _identified(read: Read) -> tuple[str, bytes]:
    """The external id of a row, and what stands for its quote, by its cells alone; empty without an id."""
    said = {field_of(name): _plain(value) for name, value in read.cells.items()}
    if not (external_id := said.get("external_id", "")):
        return "", b""
    url = said.get("url", "")
    article = [url.partition("#")[0] or url] if url else [said.get(name, "") for name in _ARTICLE]
    quote = said.get("quote", "").removesuffix(".")
    return external_id, _digest(said.get("statement", "").lower(), quote, *article)


class Planner:
    """Plans the chunks of one file in their order. `writes` says whether each is recorded before the next
    is planned; in a check none is, and the planner remembers what would be there. `doubtful` are the rows
    in which the check found something to look at again: of the others it is not asked once more.

    `shared_ids` are the external ids that stand for several quotes in the file, each with the numbers of the
    first two rows: no row that has one is recorded. A check finds them as it goes along."""

    def __init__(
        self,
        *,
        writes: bool,
        doubtful: Container[int] = (),
        shared_ids: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self.writes, self.doubtful = writes, doubtful
        self.shared_ids = dict(shared_ids or {})
        self.seen = Seen()

    def plan(
        self, chunk: Sequence[Understood], hold: Callable[[set[str]], None] = lambda urls: None
    ) -> list[Decided]:
        """What each row of the chunk would write. `hold` is told of their articles, by address, before
        the record is looked at."""
        good = [one.row for one in chunk if one.row]
        hold({row.address for row in good})
        record = _looked_up(good)
        placed = _placed(good, record)
        if self.writes:
            self.seen.claims, self.seen.sources, self.seen.topics = set(), {}, {}
        decided: list[Decided] = []
        for one in chunk:
            shared = self._shared(one)
            if one.row is None or shared:
                decided.append((one.read, Refused([*one.problems, *shared])))
                continue
            try:
                plan = _Deciding(one, one.row, record, placed, self.seen).decided()
                if not self.writes or one.read.number in self.doubtful:
                    _warn(plan)
                decided.append((one.read, plan))
            except _No as no:
                decided.append((one.read, Refused([no.problem])))
        return decided

    def _shared(self, one: Understood) -> list[Problem]:
        """That another row of the file has the external id of this one, for another quote."""
        if not one.external_id:
            return []
        number = one.read.number
        first, quoted = self.seen.ids.setdefault(_digest(one.external_id), (number, one.quoted))
        if quoted != one.quoted:
            self.shared_ids.setdefault(one.external_id, [first, number])
        if one.external_id not in self.shared_ids:
            return []
        other = next(row for row in self.shared_ids[one.external_id] if row != number)
        words = _(
            "Row {number:,} of this file has the same id for another quote. Give each an id of its own.",
            number=other,
        )
        return [Problem(name_of("external_id"), one.external_id, words)]

    def pass_over(self, chunk: Sequence[Understood]) -> None:
        """Rows that were recorded before the run was broken off: what they said stays known."""
        for one in chunk:
            if one.row:
                self.seen.rows.setdefault(one.key, (one.row.number, one.says))


def _looked_up(rows: list[Row]) -> Known:
    named = [row.outlet for row in rows if row.outlet]
    named += [one for row in rows for chain in row.chains for one in chain]
    without = {host_name(row.address) for row in rows if row.address and not row.outlet}
    return known(
        statements={row.statement for row in rows},
        names={one.name for one in named if one.kind or not one.number} | without,
        numbers={one.number for one in named if one.number},
        hosts=without,
        urls={row.address for row in rows if row.address},
        external_ids={row.external_id for row in rows if row.external_id},
        article_numbers={row.article_number for row in rows if row.article_number},
        titles={row.title for row in rows if not row.url},
    )


def _placed(rows: list[Row], record: Known) -> dict[tuple[int, str], Found]:
    """Where the quotes stand of rows whose article was captured and which are not on record as they are."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        for article in _meant(row, record):
            if not _same_words(row, record, article.id):
                wanted[article.id].add(row.quote)
    found: dict[tuple[int, str], Found] = {}
    for key, quote, place in places(wanted) if wanted else ():
        found[key, quote] = place
    return found


def _meant(row: Row, record: Known) -> list[KnownArticle]:
    """The articles on record that a row may mean: by address or number at most one; else those of its
    outlet's name, its title and its date, and of these rather the ones that have no address."""
    if row.url:
        article = record.articles.get(row.url)
        return [article] if article else []
    found = [one for one in _titled(row, record) if one.published_on == row.published_on]
    return [one for one in found if not one.url] or found


def _titled(row: Row, record: Known) -> list[KnownArticle]:
    """The articles on record of the outlet and the title of a row."""
    assert row.outlet
    outlets = {one.id for one in _known_as(row.outlet, record)}
    return [one for key in sorted(outlets) for one in record.titled.get((key, row.title), ())]


def _known_as(named: Named, record: Known) -> list[KnownSource]:
    """The sources on record that a cell may name: the one of its number, if that has its name; else those
    of its name."""
    numbered = record.numbered.get((named.number, named.name.lower()))
    if numbered and named.kind in ("", numbered.kind):
        return [numbered]
    if named.number and not named.kind:
        return []
    return record.sources.get(named.name.lower(), [])


def _same_words(row: Row, record: Known, article: int) -> KnownAppearance | None:
    """What says the same words for the same claim in the same article."""
    claim = record.claims.get(row.statement.lower())
    words = _unstopped(row.quote)
    for one in record.appearances.get((claim, article), ()) if claim else ():
        if _unstopped(one.exact) == words:
            return one
    return None


def _plain(words: str) -> str:
    return " ".join(words.split())


def _unstopped(words: str) -> str:
    return _plain(words).removesuffix(".")


def _in_words(row: Row) -> Callable[[str], str]:
    """What is compared of its quotes: without an external id, one with the full stop of its sentence and
    one without it are the same."""
    return _plain if row.external_id else _unstopped


def _digest(*parts: object) -> bytes:
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=16).digest()


def _key(row: Row) -> bytes:
    """By what a row is known again in its file."""
    if row.external_id:
        return _digest("id", row.external_id)
    return _digest(row.statement.lower(), row.article, _unstopped(row.quote))


def _says(row: Row) -> bytes:
    """All that a row says."""
    return _digest(
        row.statement, row.article, _in_words(row)(row.quote), row.title, row.outlet, row.published_on,
        row.stance, row.basis, row.said_by, row.via, row.topics, row.figures,
    )  # fmt: skip


def _warn(plan: Planned) -> None:
    """Say where a new claim states another figure than the words quoted or the row's own figures. A form
    asks whoever fills it in whether that is meant so; here somebody looks before the rows are recorded."""
    row = plan.row
    if plan.claim is not None or plan.outcome == Outcome.UNCHANGED:
        return
    quote = row.quote if (row.stance or DEFAULT_STANCE) == Stance.ASSERTS else ""
    recorded = [
        Figure(comparator=one.comparator, value=one.value, upper=one.upper, unit=one.unit)
        for one in row.figures
    ]
    found = other_figure(row.statement, quote, [one.as_evidence() for one in recorded])
    if found:
        plan.warned = True
        words = (
            _("Look again: the claim says {claim}, the words quoted say {other}.", **_both(found))
            if found.quoted
            else _("Look again: the claim says {claim}, this cell says {other}.", **_both(found))
        )
        column = name_of("quote" if found.quoted else "figures")
        plan.told.insert(0, [column, found.other, words])


def _both(found: OtherFigure) -> dict[str, str]:
    return {"claim": found.claim, "other": found.other}


class _Deciding:
    """One row beside the record."""

    def __init__(
        self,
        understood: Understood,
        row: Row,
        record: Known,
        placed: dict[tuple[int, str], Found],
        seen: Seen,
    ) -> None:
        self.row = row
        self.key, self.says = understood.key, understood.says
        self.statement = row.statement.lower()
        self.of_claim, self.of_article = understood.claim, understood.article
        self.record = record
        self.placed = placed
        self.seen = seen

    def decided(self) -> Planned:
        """What it would write. Raises _No."""
        row = self.row
        before = self.seen.rows.get(self.key)
        if before and before[0] == row.number:  # it is planned once more
            before = None
        if before and before[1] != self.says:
            raise _No(
                "external_id" if row.external_id else "",
                row.external_id,
                _(
                    "Row {number:,} of this file is about the same and says something else. Keep one of "
                    "the two.",
                    number=before[0],
                ),
            )
        article = self._article()
        plan = Planned(row, Outcome.NEW, article=article.id if article else None)
        if not before:
            where = article.id if article else row.article
            self._refuse_double(_digest(self.statement, where, _unstopped(row.quote)))
        self._fit_article(plan, article)
        plan.chains = self._chains()
        was = self._on_record(plan, article)
        if was:
            self._change(plan, was)
        else:
            self._make(plan, article)
        self._fit_topics(plan)
        if before:
            plan.outcome = Outcome.UNCHANGED
            plan.told.append(
                ["", "", _("Row {number:,} of this file says the same.", number=before[0])]
            )
        self._note(plan)
        return plan

    def _refuse_double(self, words: bytes) -> None:
        """Refuse what another row of the file records too, under another id."""
        number = self.seen.words.setdefault(words, self.row.number)
        if number != self.row.number:
            raise _No(
                "quote",
                self.row.quote,
                _(
                    "Row {number:,} of this file records the same words for the same claim. Keep one of "
                    "the two.",
                    number=number,
                ),
            )

    # Its article

    def _article(self) -> KnownArticle | None:
        """The article on record that the row means; None if there is none yet."""
        row = self.row
        found = _meant(row, self.record)
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " or ".join(f"#{one.id}" for one in found[:NAMESAKES_SHOWN])
            raise _No(
                "url",
                row.url,
                _(
                    "{count} articles on record have this outlet, title and date. Write here which is "
                    "meant: {numbers}.",
                    count=len(found),
                    numbers=numbers,
                ),
            )
        if row.article_number:
            raise _No(
                "url",
                row.url,
                _(
                    "No article on record has the number {article_number}.",
                    article_number=row.article_number,
                ),
            )
        if not row.url:
            self._refuse_other_date()
        return None

    def _refuse_other_date(self) -> None:
        """Refuse what may be the article that is on record, or in an earlier row, without its date, or
        with one where the row has none."""
        row = self.row
        assert row.outlet
        for one in _titled(row, self.record):
            if None in (one.published_on, row.published_on):
                raise _No(
                    "published_on",
                    str(row.published_on or ""),
                    _(
                        "Of this outlet and title an article is on record {dated}. Write the date as it is on"
                        " record, or #{id} as the article URL; for another article, write its address or its "
                        "date.",
                        dated=_dated(one.published_on),
                        id=one.id,
                    ),
                )
        key = _digest("undated", row.outlet.name.lower(), row.title)
        number, _outlet, day = self.seen.articles.setdefault(
            key, (row.number, "", row.published_on)
        )
        if day != row.published_on and None in (day, row.published_on):
            raise _No(
                "published_on",
                str(row.published_on or ""),
                _(
                    "Row {number:,} of this file gives an article of this outlet and title {dated}. Write"
                    " the same in both rows, or the address of each.",
                    number=number,
                    dated=_dated(day),
                ),
            )

    def _fit_article(self, plan: Planned, article: KnownArticle | None) -> None:
        """See whether what the row says of its article agrees with the record, and with earlier rows."""
        row = self.row
        self._fit_earlier_rows()
        if article is None:
            plan.publisher = self._publisher()
            return
        if row.outlet:
            outlet = self._source(row.outlet, "outlet", SourceKind.OUTLET)
            if outlet != article.publisher:
                raise _No(
                    "outlet",
                    row.outlet.name,
                    _(
                        "The publisher of this article is on record as “{publisher_name}”. Write that, or "
                        "clear the cell; if the record is wrong, put it right on the article's page.",
                        publisher_name=article.publisher_name,
                    ),
                )
        if row.published_on and article.published_on not in (None, row.published_on):
            raise _No(
                "published_on",
                row.published_on.isoformat(),
                _(
                    "The article is on record as published on {published_on}. Write that, or clear the "
                    "cell; if the record is wrong, put it right on the article's page.",
                    published_on=article.published_on,
                ),
            )
        if row.published_on and article.published_on is None:
            plan.fills["published_on"] = row.published_on
        if row.title and not article.title:
            plan.fills["title"] = row.title
        elif row.title and row.title != article.title:
            words = _("The article stays on record as “{title}”.", title=article.title)
            plan.told.append([name_of("title"), row.title, words])

    def _fit_earlier_rows(self) -> None:
        row = self.row
        number, outlet, day = self.seen.articles.get(self.of_article, (0, "", None))
        said = row.outlet.name.lower() if row.outlet else ""
        if said and outlet and said != outlet:
            raise _No(
                "outlet",
                said,
                _(
                    "Row {number:,} of this file gives this article another outlet. Write one of the two "
                    "in both rows.",
                    number=number,
                ),
            )
        if row.published_on and day and row.published_on != day:
            raise _No(
                "published_on",
                row.published_on.isoformat(),
                _(
                    "Row {number:,} of this file gives this article another date. Write one of the two in"
                    " both rows.",
                    number=number,
                ),
            )

    def _publisher(self) -> Reference:
        """Of a new article: the outlet that the row names, else the source that has the host."""
        row = self.row
        if row.outlet:
            return self._source(row.outlet, "outlet", SourceKind.OUTLET)
        host = host_name(row.address)
        if known_host := self.record.hosts.get(host):
            return known_host.id
        named = [one for one in self.record.sources.get(host, ()) if one.kind == "outlet"]
        return named[0].id if named else NewSource(host, SourceKind.OUTLET, host)

    # Sources

    def _chains(self) -> tuple[Chain, ...]:
        """Who said so, as sources; without what is the rest of a longer chain."""
        found: dict[Chain, None] = {}
        for said, *way in self.row.chains:
            steps = [self._source(one, "via") for one in way]
            found[self._source(said, "said_by"), *steps] = None
        return tuple(
            chain
            for chain in found
            if not any(len(one) > len(chain) and one[-len(chain) :] == chain for one in found)
        )

    def _source(self, named: Named, field: str, otherwise: str = "") -> Reference:
        """The source that a cell names: on record, of an earlier row, or a new one of the kind that the
        cell says (`otherwise`, if it says none)."""
        on_record = _known_as(named, self.record)
        if named.number and not named.kind and not on_record:
            raise _No(field, named.name, self._no_such_number(named))
        earlier = (
            [] if named.number and on_record else self.seen.sources.get(named.name.lower(), [])
        )
        candidates: list[KnownSource | NewSource] = [*on_record, *earlier]
        same = [one for one in candidates if not named.kind or one.kind == named.kind]
        if len(same) == 1:
            one = same[0]
            return one.id if isinstance(one, KnownSource) else one
        if candidates:
            raise _No(field, named.name, _namesakes(candidates))
        kind = named.kind or otherwise
        if not kind:
            raise _No(
                field,
                named.name,
                _(
                    "No source on record has this name. Write what it is behind it, in brackets: one of "
                    "{kinds}.",
                    kinds=", ".join(one.value for one in SOURCE_KINDS),
                ),
            )
        return NewSource(named.name, kind)

    def _no_such_number(self, named: Named) -> str:
        """What is wrong with a number: there is none, or it belongs to another name, as in a file from
        another record."""
        found = self.record.numbered.get((named.number, ""))
        if found is None:
            return _("No source on record has the number {number}.", number=named.number)
        return _(
            "On record, number {number} is “{name}”. Write that name, or the kind in place of the"
            " number.",
            number=named.number,
            name=found.name,
        )

    # What is on record of it

    def _on_record(self, plan: Planned, article: KnownArticle | None) -> KnownAppearance | None:
        """The appearance that the row is about, if that is on record."""
        row = self.row
        plan.claim = self.record.claims.get(self.statement)
        if row.external_id and (known := self.record.by_external_id.get(row.external_id)):
            return self._of_that_id(plan, known, article)
        if article is None or plan.claim is None:
            return None
        found = _same_words(row, self.record, article.id) or self._same_place(plan.claim, article)
        if found and row.external_id and found.external_id:
            raise _No(
                "external_id",
                row.external_id,
                _(
                    "These words are on record for this claim, under the id {external_id}.",
                    external_id=found.external_id,
                ),
            )
        return found

    def _of_that_id(
        self, plan: Planned, known: KnownAppearance, article: KnownArticle | None
    ) -> KnownAppearance:
        """The appearance with the row's external id, which must be of the same claim and article."""
        row = self.row
        if plan.claim != known.claim and _plain(known.statement).lower() != self.statement:
            raise _No(
                "statement",
                row.statement,
                _(
                    "On record, {external_id} is a quote for another claim: “{statement}”. Edit that "
                    "claim, or move the quote, on the claim's page; or give the row another id.",
                    external_id=row.external_id,
                    statement=known.statement,
                ),
            )
        if article is None or article.id != known.article:
            raise _No(
                "url",
                row.url,
                _(
                    "On record, {external_id} is a quote of another article. Give this row another id, or"
                    " put the address right.",
                    external_id=row.external_id,
                ),
            )
        plan.claim = known.claim
        return known

    def _same_place(self, claim: int, article: KnownArticle) -> KnownAppearance | None:
        place = self.placed.get((article.id, self.row.quote))
        if isinstance(place, Place):
            for one in self.record.appearances.get((claim, article.id), ()):
                if (one.snapshot, one.start, one.end) == (place.snapshot, place.start, place.end):
                    return one
        return None

    def _change(self, plan: Planned, was: KnownAppearance) -> None:
        """What of it differs from the record."""
        row = self.row
        plan.appearance, plan.was, plan.claim = was.id, was, was.claim
        words = _in_words(self.row)
        if words(row.quote) != words(was.exact):
            self._requote(plan, was)
        self._restate(plan, "stance", was.stance, row.stance)
        basis = row.basis or (Basis.ATTRIBUTED.value if row.said_by else "")
        if basis and basis != Basis.ATTRIBUTED and was.chains and not row.said_by:
            raise _No(
                "basis",
                row.basis,
                _(
                    "Somebody is on record as having said so. Take that out on the quote's page first, or"
                    " write “attributed”."
                ),
            )
        self._restate(plan, "basis", was.basis, basis)
        if row.external_id and not was.external_id:
            plan.fields["external_id"] = row.external_id
            plan.told.append(
                [
                    name_of("external_id"),
                    row.external_id,
                    _("The quote is known by this from now on."),
                ]
            )
        self._reattribute(plan, was)
        self._add(plan, was.claim)
        changed = plan.fields or plan.chains or plan.topics or plan.figures or plan.fills
        plan.outcome = Outcome.CHANGED if changed else Outcome.UNCHANGED

    def _requote(self, plan: Planned, was: KnownAppearance) -> None:
        place = self.placed.get((was.article, self.row.quote))
        if isinstance(place, NotThere):
            raise _No("quote", self.row.quote, place.words)
        if place is None:
            raise _No(
                "quote",
                self.row.quote,
                _(
                    "The quote is on record in other words, and these do not stand in what was captured "
                    "of the article. Capture the article, or write the words on record: “{words}”",
                    words=was.exact[:300],
                ),
            )
        if (place.snapshot, place.start, place.end) != (was.snapshot, was.start, was.end):
            plan.place = place
            plan.fields["quote"] = place
            on_record = _("On record: {was}", was=was.exact[:300])
            plan.told.append([name_of("quote"), place.exact, on_record])

    def _restate(self, plan: Planned, name: str, was: str, now: str) -> None:
        if now and now != was:
            plan.fields[name] = now
            plan.told.append(
                [name_of(name), now, _("On record: {was}.", was=was.replace("_", " "))]
            )

    def _reattribute(self, plan: Planned, was: KnownAppearance) -> None:
        """Keep the chains if they are as on record, or the row says nothing of them."""
        if not plan.chains or set(plan.chains) == was.chains:
            plan.chains = ()
            return
        names = "; ".join(one.name for one in self.row.said_by)
        plan.told.append(
            [name_of("said_by"), names, _("Replaces who is on record as having said so.")]
        )

    def _add(self, plan: Planned, claim: int) -> None:
        """Topics and figures that the claim on record has not."""
        row = self.row
        has = {name.lower() for name in self.record.topics.get(claim, ())}
        plan.topics = tuple(name for name in row.topics if name.lower() not in has)
        counted = self.record.figures.get(claim, set())
        plan.figures = tuple(one for one in row.figures if one.key not in counted)
        if plan.topics:
            plan.told.append(
                [name_of("topics"), "; ".join(plan.topics), _("Is added to the claim.")]
            )
        if plan.figures:
            plan.told.append([name_of("figures"), "", _("Is added to the claim.")])

    def _make(self, plan: Planned, article: KnownArticle | None) -> None:
        """A new appearance: of a new claim, or of one that is there."""
        row = self.row
        plan.basis = row.basis or (Basis.ATTRIBUTED.value if row.said_by else "")
        if not plan.basis:
            raise _No("basis", "", _("Write on whose word the article says it, or who said so."))
        if article:
            place = self.placed.get((article.id, row.quote))
            if isinstance(place, NotThere):
                raise _No("quote", row.quote, place.words)
            if place:
                self._refuse_double(_digest(self.statement, place.snapshot, place.start, place.end))
            plan.place = place
        earlier = self.of_claim in self.seen.claims
        plan.outcome = Outcome.LINKED if plan.claim or earlier else Outcome.NEW
        if plan.claim:
            self._add(plan, plan.claim)
        else:
            plan.topics, plan.figures = row.topics, row.figures
        if article:
            plan.told.append([name_of("url"), row.url, _("The article is on record.")])
        elif not row.address and not row.title:
            self._refuse_nameless(plan)

    def _fit_topics(self, plan: Planned) -> None:
        """Refuse topics beyond those that a claim can have, beside those of earlier rows."""
        has = self.record.topics.get(plan.claim, set()) if plan.claim else set()
        got = (*self.seen.topics.get(plan.claim or self.of_claim, ()), *plan.topics)
        new = {name.lower() for name in got} - {name.lower() for name in has}
        if plan.topics and len(has) + len(new) > MOST_TOPICS:
            raise _No(
                "topics",
                "; ".join(plan.topics),
                _(
                    "With these the claim would be filed under {number} topics, and {most} are the most. "
                    "Keep those that matter.",
                    number=len(has) + len(new),
                    most=MOST_TOPICS,
                ),
            )

    def _refuse_nameless(self, plan: Planned) -> None:
        """An article with neither address nor title can be told from others only if its publisher is
        unidentified: there is one such source for each article."""
        assert self.row.outlet
        outlet = plan.publisher
        [kind] = (
            [outlet.kind]
            if isinstance(outlet, NewSource)
            else [one.kind for one in _known_as(self.row.outlet, self.record) if one.id == outlet]
        )
        if kind != SourceKind.UNIDENTIFIED:
            raise _No("title", "", _("Write the title of the article, or its address."))

    def _note(self, plan: Planned) -> None:
        """Let later rows of the file know of this one."""
        row, seen = self.row, self.seen
        seen.rows.setdefault(self.key, (row.number, self.says))
        number, outlet, day = seen.articles.get(self.of_article, (row.number, "", None))
        said = row.outlet.name.lower() if row.outlet else ""
        seen.articles[self.of_article] = (number, outlet or said, day or row.published_on)
        if plan.claim is None:
            seen.claims.add(self.of_claim)
        if plan.topics:
            about = plan.claim or self.of_claim
            seen.topics[about] = tuple(dict.fromkeys((*seen.topics.get(about, ()), *plan.topics)))
        for one in plan.sources:
            if isinstance(one, NewSource):
                held = seen.sources.setdefault(one.name.lower(), [])
                if one not in held:
                    held.append(one)

    @property
    def stance(self) -> str:
        """What the row says, or the default."""
        return self.row.stance or DEFAULT_STANCE


def _dated(day: date | None) -> str:
    return _("with the date {day}", day=day) if day else _("without a date")


def _namesakes(candidates: Sequence[KnownSource | NewSource]) -> str:
    """That a name may be several sources, or is one of another kind."""
    shown = [
        f"{one.name} (#{one.id})" if isinstance(one, KnownSource) else f"{one.name} ({one.kind})"
        for one in candidates[:NAMESAKES_SHOWN]
    ]
    kinds = ", ".join(sorted({one.kind for one in candidates}))
    return _(
        "This name is on record already, as: {kinds}. Write which is meant: {names}; or add "
        "to the name what tells them apart.",
        kinds=kinds,
        names=", ".join(shown),
    )
