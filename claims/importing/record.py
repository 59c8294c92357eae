"""What the record knows of the rows of a chunk: a handful of queries, however many rows.

Names and statements are compared whatever their capitals, by indexes that are made for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from claims.importing.cells import Counted
from claims.models import Appearance, Article, Attribution, ClaimTopic, Figure, Snapshot, Source

CLAIMS = """
    SELECT lower(statement), id, coalesce(merged_into_id, id) FROM claims_claim
    WHERE md5(lower(statement)) = ANY (ARRAY(SELECT md5(lower(said)) FROM unnest(%s::text[]) said))
    ORDER BY merged_into_id IS NOT NULL, id"""
SOURCES = """
    SELECT lower(named.name), source.id, source.name, source.kind
    FROM claims_source named JOIN claims_source source
        ON source.id = coalesce(named.merged_into_id, named.id)
    WHERE lower(named.name) = ANY (ARRAY(SELECT lower(said) FROM unnest(%s::text[]) said))
    ORDER BY source.id"""
# Of each article its latest full capture, or all of its excerpts where there is none.
CAPTURES = """
    SELECT id FROM (
        SELECT id, article_id, extent, row_number() OVER (
            PARTITION BY article_id, extent ORDER BY captured_at DESC, id DESC
        ) AS place, bool_or(extent = 'full') OVER (PARTITION BY article_id) AS has_full
        FROM claims_snapshot WHERE article_id = ANY (%s)
    ) capture
    WHERE (has_full AND extent = 'full' AND place = 1) OR NOT has_full
    ORDER BY article_id, id DESC"""
TEXTS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source on record."""

    id: int
    name: str
    kind: str


@dataclass(slots=True)
class KnownArticle:
    """An article on record."""

    id: int
    publisher: int
    publisher_name: str
    title: str
    published_on: date | None
    url: str


@dataclass(slots=True)
class KnownAppearance:
    """An appearance on record, with who said so: each origin followed by those who passed it on."""

    id: int
    claim: int
    statement: str
    article: int
    snapshot: int
    start: int
    end: int
    exact: str
    stance: str
    basis: str
    external_id: str
    chains: set[tuple[int, ...]] = field(default_factory=set)


@dataclass
class Known:
    """What is on record of one chunk."""

    claims: dict[str, int]
    sources: dict[str, list[KnownSource]]
    numbered: dict[tuple[int, str], KnownSource]  # by number and name; by number and ""
    hosts: dict[str, KnownSource]
    articles: dict[str, KnownArticle]  # by address, and by number: “#12”
    titled: dict[tuple[int, str], list[KnownArticle]]  # by publisher and title
    appearances: dict[tuple[int, int], list[KnownAppearance]]
    by_external_id: dict[str, KnownAppearance]
    topics: dict[int, set[str]]
    figures: dict[int, set[tuple[Any, ...]]]


def known(
    *,
    statements: Collection[str],
    names: Collection[str],
    numbers: Collection[int],
    hosts: Collection[str],
    urls: Collection[str],
    external_ids: Collection[str],
    article_numbers: Collection[int],
    titles: Collection[str],
) -> Known:
    """Look all of this up at once. `titles` are those of articles without an address, of the sources
    that are named."""
    claims = claims_that_say(statements)
    by_name, by_number = _sources(names), _numbered(numbers)
    publishers = {one.id for same in by_name.values() for one in same}
    publishers |= {one.id for one in by_number.values()}
    articles = _articles(urls) | _articles_numbered(article_numbers)
    titled = _titled(titles, publishers)
    ids = [one.id for same in (articles.values(), *titled.values()) for one in same]
    # Two queries, each by its own index: with OR between them PostgreSQL would read the whole table.
    here = Q(claim__among=set(claims.values()), snapshot__article__among=ids)
    found = {one.id: one for one in _appearances(here)} if claims and ids else {}
    if external_ids:
        found |= {one.id: one for one in _appearances(Q(external_id__among_words=external_ids))}
    by_place: dict[tuple[int, int], list[KnownAppearance]] = defaultdict(list)
    for one in found.values():
        by_place[one.claim, one.article].append(one)
    claimed = set(claims.values()) | {one.claim for one in found.values()}
    return Known(
        claims=claims,
        sources=by_name,
        numbered=by_number,
        hosts=_hosts(hosts),
        articles=articles,
        titled=titled,
        appearances=by_place,
        by_external_id={one.external_id: one for one in found.values() if one.external_id},
        topics=_topics(claimed),
        figures=_figures(claimed),
    )


def claims_that_say(statements: Collection[str]) -> dict[str, int]:
    """The claims that say exactly this, by their statement in lower case. Of several, the one that was
    recorded first; one that was merged leads to the one that took it in."""
    found: dict[str, int] = {}
    for words, _id, survivor in _rows(CLAIMS, [list(statements)]) if statements else []:
        found.setdefault(words, survivor)
    return found


def claim_that_says(statement: str) -> int | None:
    """The claim that a row of this statement would be of, if one is on record."""
    words = " ".join(statement.split())
    return next(iter(claims_that_say([words]).values()), None)


def _sources(names: Collection[str]) -> dict[str, list[KnownSource]]:
    found: dict[str, list[KnownSource]] = defaultdict(list)
    for words, *source in _rows(SOURCES, [list(names)]) if names else []:
        one = KnownSource(*source)
        if one not in found[words]:
            found[words].append(one)
    return found


def _numbered(numbers: Collection[int]) -> dict[tuple[int, str], KnownSource]:
    if not numbers:
        return {}
    rows = Source.with_merged.filter(pk__in=numbers).select_related("merged_into")
    return {
        (row.pk, name): _source(row.survivor)
        for row in rows
        for name in ("", row.name.lower(), row.survivor.name.lower())
    }


def _hosts(hosts: Collection[str]) -> dict[str, KnownSource]:
    if not hosts:
        return {}
    rows = Source.with_merged.filter(host__among_words=hosts).select_related("merged_into")
    return {row.host: _source(row.survivor) for row in rows}


def _source(row: Source) -> KnownSource:
    return KnownSource(row.pk, row.name, row.kind)


_ARTICLE = ("pk", "publisher", "publisher__name", "title", "published_on", "url")


def _articles(urls: Collection[str]) -> dict[str, KnownArticle]:
    if not urls:
        return {}
    rows: Iterable[Any] = Article.objects.filter(url__among_words=urls).values_list(*_ARTICLE)
    return {row[-1]: KnownArticle(*row) for row in rows}


def _articles_numbered(numbers: Collection[int]) -> dict[str, KnownArticle]:
    if not numbers:
        return {}
    rows: Iterable[Any] = Article.objects.filter(pk__in=numbers).values_list(*_ARTICLE)
    return {f"#{row[0]}": KnownArticle(*row) for row in rows}


def _titled(
    titles: Collection[str], publishers: Collection[int]
) -> dict[tuple[int, str], list[KnownArticle]]:
    found: dict[tuple[int, str], list[KnownArticle]] = defaultdict(list)
    if titles and publishers:
        same = Article.objects.filter(publisher__in=publishers, title__in=titles).order_by("pk")
        rows: Iterable[Any] = same.values_list(*_ARTICLE)
        for one in (KnownArticle(*row) for row in rows):
            found[one.publisher, one.title].append(one)
    return found


def _appearances(which: Q) -> list[KnownAppearance]:
    rows = Appearance.objects.filter(which).order_by("pk")
    found = [
        KnownAppearance(*row)
        for row in rows.values_list(
            "pk",
            "claim",
            "claim__statement",
            "snapshot__article",
            "snapshot",
            "start",
            "end",
            "exact",
            "stance",
            "basis",
            "external_id",
        )
    ]
    _add_chains({one.id: one for one in found})
    return found


def _add_chains(appearances: dict[int, KnownAppearance]) -> None:
    """Who said so, of each appearance that is attributed."""
    attributed = [one.id for one in appearances.values() if one.basis == "attributed"]
    if not attributed:
        return
    links = {
        key: (appearance, source, via)
        for key, appearance, source, via in Attribution.objects.filter(
            appearance__among=attributed
        ).values_list("pk", "appearance", "source", "via")
    }
    relays = {via for _appearance, _source_id, via in links.values() if via}
    for key, (appearance, _source_id, _via) in links.items():
        if key not in relays:
            appearances[appearance].chains.add(_chain(links, key))


def _chain(links: dict[int, tuple[int, int, int | None]], end: int) -> tuple[int, ...]:
    """The sources of a chain from its end, the origin, to the one whom the article names."""
    chain, at = [], end
    while at:
        _appearance, source, via = links[at]
        chain.append(source)
        at = via or 0
    return tuple(chain)


def _topics(claims: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    if claims:
        rows = ClaimTopic.objects.filter(claim__among=claims).values_list("claim", "topic__name")
        for claim, name in rows:
            found[claim].add(name)
    return found


def _figures(claims: Collection[int]) -> dict[int, set[tuple[Any, ...]]]:
    found: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    if claims:
        rows: Iterable[Any] = Figure.objects.filter(claim__among=claims).values_list(
            "claim", "comparator", "value", "upper", "unit"
        )
        for claim, *figure in rows:
            found[claim].add(Counted(*figure).key)
    return found


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured text in which quotes are looked for."""

    id: int
    article: int
    full: bool
    text: str


def captures(articles: Iterable[int]) -> Iterator[list[Capture]]:
    """For each of the articles that was captured: its latest full text, or its excerpts, the latest
    first. A few texts are in memory at a time."""
    ids = [row[0] for row in _rows(CAPTURES, [sorted(articles)])]
    held: list[Capture] = []
    for at in range(0, len(ids), TEXTS_AT_ONCE):
        rows = Snapshot.objects.filter(pk__in=ids[at : at + TEXTS_AT_ONCE])
        for row in rows.order_by("article", "-pk").only("article", "extent", "text"):
            one = Capture(row.pk, row.article_id, row.extent == Snapshot.Extent.FULL, row.text)
            if held and held[0].article != one.article:
                yield held
                held = []
            held.append(one)
    if held:
        yield held


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
