"""The lists as tables: what each row of a list says, a column each, in the order of the list.

A row of `APPEARANCES` is what a row of a spreadsheet to import is, column by column, so that this record
and others can take it in: cells are written as `claims.importing` reads them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.access import Person, claims_for, may_read
from claims.comparing import found_of, pairs
from claims.importing.cells import name_and_kind
from claims.importing.chains import written
from claims.models import Appearance, Article, Attribution, Claim, Figure, Measure, Source
from claims.paging import BY_NAME, NEWEST, every
from claims.spreadsheets import Row, Value
from claims.urgency import Standing, explained
from claims.vocabulary import FLAGS, FlagCode

CHUNK = 1_000  # rows that are read at a time

# What only those read who read all of the record: the newsroom's own numbers, and where a claim is.
INSIDE = frozenset({"event_on", "external_id", "state"})

Columns = Mapping[str, Callable[[Any], Value]]


@dataclass(frozen=True)
class Table:
    """A list as it leaves: its columns, and how its rows are read.

    `rows` takes the valid filter and whoever asks. `columns` takes the site's address, with which the
    addresses of its pages begin.
    """

    columns: Callable[[str], Columns]
    rows: Callable[[Any, Person], Iterator[Any]]

    def header(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns(""))

    def told(self, found: Any, user: Person, site: str) -> Iterator[Row]:
        """The rows, a value a column."""
        hidden = frozenset() if may_read(user) else INSIDE
        columns = [_nothing if name in hidden else of for name, of in self.columns(site).items()]
        return ([tell(row) for tell in columns] for row in self.rows(found, user))


def _nothing(row: Any) -> Value:
    """What a column says to those who are not to know."""
    return None


def local(moment: datetime | None) -> datetime | None:
    """A moment in the newsroom's zone."""
    return timezone.localtime(moment).replace(microsecond=0) if moment else None


def _of_claim(site: str) -> Columns:
    return {
        "id": lambda claim: claim.pk,
        "address": lambda claim: site + claim.get_absolute_url(),
        "statement": lambda claim: claim.statement,
        "topics": lambda claim: sorted(topic.name for topic in claim.topics.all()),
        "status": lambda claim: claim.status,
        "why": lambda claim: claim.sentence,
        "counted_origins": lambda claim: claim.counted_origins,
        "origins": lambda claim: claim.asserting_families,
        "disputing_origins": lambda claim: claim.disputing_families,
        "articles": lambda claim: claim.article_count,
        "flags": lambda claim: claim.flag_codes,
        "flags_in_words": lambda claim: [str(label) for label in claim.flag_labels],
        "figure": lambda claim: claim.figure_label,
        "first_published": lambda claim: claim.first_published_on,
        "event_on": lambda claim: claim.event_on,
        "state": lambda claim: claim.state,
        "caveat": lambda claim: claim.caveat,
        "rating": lambda claim: claim.rating,
        "recorded_at": lambda claim: local(claim.created_at),
        "assessed_at": lambda claim: local(claim.assessed_at),
        "external_id": lambda claim: claim.external_id,
    }


def _claims(found: Any, user: Person) -> Iterator[Claim]:
    rows = found.qs.prefetch_related("topics").defer("search")
    for chunk in every(rows, found.order, CHUNK):
        yield from chunk


def _of_waiting(site: str) -> Columns:
    return {
        **_of_claim(site),
        "assigned_to": lambda claim: claim.assignee and claim.assignee.get_username(),
        "urgency": lambda claim: claim.urgency,
        "because": lambda claim: explained(
            Standing(claim.state, claim.status, claim.flag_codes, claim.article_count)
        ),
        "would_clear_it": lambda claim: [
            FLAGS[FlagCode(code)].clears for code in claim.flag_codes[:1]
        ],
        "waits_since": lambda claim: local(claim.waits_since),
    }


def _waiting(found: Any, user: Person) -> Iterator[Claim]:
    rows = found.qs.select_related("assignee").prefetch_related("topics").defer("search")
    for chunk in every(rows, found.order, CHUNK):
        yield from chunk


def _of_article(site: str) -> Columns:
    return {
        "id": lambda article: article.pk,
        "address": lambda article: site + article.get_absolute_url(),
        "title": lambda article: article.title,
        "opening_words": lambda article: article.opening_words,
        "publisher": lambda article: article.publisher.name,
        "publisher_kind": lambda article: article.publisher.kind,
        "published_on": lambda article: article.published_on,
        "url": lambda article: article.url,
        "byline": lambda article: article.byline,
        "language": lambda article: article.language,
        "claims": lambda article: article.claim_count,
        "retracted": lambda article: article.retracted,
        "recorded_at": lambda article: local(article.created_at),
        "external_id": lambda article: article.external_id,
    }


def _counted(user: Person) -> QuerySet | None:
    """The claims that numbers beside a row count, of those who do not read all; None: every one."""
    return None if may_read(user) else claims_for(user).values("pk")


def _articles(found: Any, user: Person) -> Iterator[Article]:
    for chunk in every(found.qs.for_list(_counted(user)), NEWEST, CHUNK):
        yield from chunk


def _of_source(site: str) -> Columns:
    return {
        "id": lambda source: source.pk,
        "address": lambda source: site + source.get_absolute_url(),
        "name": lambda source: source.name,
        "kind": lambda source: source.kind,
        "belongs_to": lambda source: source.owner and source.owner.name,
        "belongs_to_id": lambda source: source.owner_id,
        "host": lambda source: source.host,
        "description": lambda source: source.description,
        "articles": lambda source: source.article_count,
        "named": lambda source: source.attribution_count,
        "external_id": lambda source: source.external_id,
    }


def _sources(found: Any, user: Person) -> Iterator[Source]:
    for chunk in every(found.qs.for_list(_counted(user)), BY_NAME, CHUNK):
        yield from chunk


@dataclass(frozen=True)
class Measured:
    """A figure under its measure, and in how many pairs of figures it is at odds, as far as they are
    seen: those that nothing explains, and those that an editor explained."""

    figure: Figure
    measure: Measure
    open: int
    explained: int


def _of_figure(site: str) -> Columns:
    return {
        "measure_id": lambda row: row.measure.pk,
        "measure_address": lambda row: site + row.measure.get_absolute_url(),
        "measure": lambda row: row.measure.name,
        "figure_id": lambda row: row.figure.pk,
        "figure": lambda row: row.figure.label,
        "comparator": lambda row: row.figure.comparator,
        "value": lambda row: row.figure.value.normalize(),
        "upper": lambda row: row.figure.upper and row.figure.upper.normalize(),
        "unit": lambda row: row.figure.unit,
        "period": lambda row: row.figure.period,
        "population": lambda row: row.figure.population,
        "kind": lambda row: row.figure.kind,
        "conflicts": lambda row: row.open,
        "differences_explained": lambda row: row.explained,
        "claim_id": lambda row: row.figure.claim_id,
        "claim_address": lambda row: site + row.figure.claim.get_absolute_url(),
        "statement": lambda row: row.figure.claim.statement,
    }


def figures_seen_by(user: Person) -> QuerySet[Figure]:
    """The figures of the claims that this person may see."""
    return Figure.objects.filter(claim__in=claims_for(user).values("pk"))


def _figures(found: Any, user: Person) -> Iterator[Measured]:
    seen = figures_seen_by(user)
    measures = found.qs.filter(Exists(seen.filter(measure=OuterRef("pk"))))
    for chunk in every(measures, BY_NAME, CHUNK // 10):
        rows = seen.filter(measure__in=chunk).select_related("claim").defer("claim__search")
        of: dict[int | None, list[Figure]] = defaultdict(list)
        for figure in rows.order_by("value", "pk"):
            of[figure.measure_id].append(figure)
        comparisons = found_of(figure.pk for members in of.values() for figure in members)
        for measure in chunk:
            odd = pairs(of[measure.pk], comparisons)
            for figure in of[measure.pk]:
                own = [pair.open for pair in odd if figure.pk in (pair.one.pk, pair.other.pk)]
                yield Measured(figure, measure, sum(own), len(own) - sum(own))


def _of_appearance(site: str) -> Columns:
    return {
        "statement": lambda row: row.claim.statement,
        "topics": lambda row: sorted(topic.name for topic in row.claim.topics.all()),
        "article_url": lambda row: row.snapshot.article.url,
        "title": lambda row: row.snapshot.article.title,
        "outlet": lambda row: _named(row.snapshot.article.publisher),
        "date": lambda row: row.snapshot.article.published_on,
        "quote": lambda row: row.exact,
        "stance": lambda row: row.stance,
        "basis": lambda row: row.basis,
        "attributed_to": lambda row: _said(row)[0],
        "via": lambda row: _said(row)[1],
        "figures": lambda row: [figure.label for figure in row.claim.figures.all()],
        "external_id": lambda row: row.external_id,
    }


def _named(source: Source) -> str:
    return name_and_kind(source.name, source.kind, source.pk)


def chains(row: Appearance) -> list[list[Attribution]]:
    """The chains of an appearance, each from its end, the origin, to the one whom the article names."""
    known = {one.pk: one for one in row.attributions.all()}
    passed_on = {one.via_id for one in known.values()}
    found = []
    for one in known.values():
        if one.pk not in passed_on:
            chain = [one]
            while chain[-1].via_id is not None:
                chain.append(known[chain[-1].via_id])
            found.append(chain)
    return found


def _said(row: Appearance) -> tuple[list[str], str]:
    """Who said so, and how the words came from them."""
    found = [[_named(one.source) for one in chain] for chain in chains(row)]
    return written(found) if found else ([], "")


def _appearances(found: Any, user: Person) -> Iterator[Appearance]:
    claims = found.qs.prefetch_related("topics", "figures").defer("search")
    for chunk in every(claims, found.order, CHUNK // 2):
        of: dict[int, list[Appearance]] = defaultdict(list)
        for row in Appearance.objects.with_evidence().filter(claim__in=chunk).order_by("pk"):
            of[row.claim_id].append(row)
        for claim in chunk:
            for row in of[claim.pk]:
                row.claim = claim
                yield row


CLAIMS = Table(_of_claim, _claims)
REVIEW = Table(_of_waiting, _waiting)
ARTICLES = Table(_of_article, _articles)
SOURCES = Table(_of_source, _sources)
FIGURES = Table(_of_figure, _figures)
APPEARANCES = Table(_of_appearance, _appearances)
