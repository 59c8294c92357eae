"""Reads the record into the graphs that `claims.origins.assess` takes.

A batch of claims costs the same few queries as one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from claims import models, origins, what_if
from claims.comparing import beside
from claims.graph import LOST
from claims.models.among import array
from claims.models.article import called
from claims.models.written import ANY, Written, put_already
from claims.vocabulary import Basis, QuoteState, SourceKind, Stance, Verdict
from provenance.replicas import reading

Node = TypeVar("Node", origins.Article, origins.Source)
# The member of an enumeration by its value, looked up in a tenth of the time that the enumeration takes.
stance_of, basis_of = cache(Stance), cache(Basis)
quote_of, kind_of = cache(QuoteState), cache(SourceKind)

# Written out, because every page of a claim and every write asks them: to put the questions together takes
# Django longer than PostgreSQL to answer them.
APPEARANCES = """
    SELECT appearance.claim_id, appearance.id, snapshot.article_id, appearance.stance, appearance.basis,
        appearance.self_interested, appearance.quote
    FROM claims_appearance appearance JOIN claims_snapshot snapshot ON snapshot.id = appearance.snapshot_id
    WHERE appearance.claim_id = ANY (%s::bigint[])
    ORDER BY appearance.id"""
ATTRIBUTIONS = """
    SELECT attribution.id, attribution.appearance_id, attribution.source_id, attribution.via_id,
        attribution.self_interested
    FROM claims_attribution attribution
    WHERE attribution.appearance_id = ANY (
        ARRAY(SELECT id FROM claims_appearance WHERE claim_id = ANY (%s::bigint[]))
    )
    ORDER BY attribution.id"""
ARTICLES = """
    WITH RECURSIVE above (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT derivation.based_on_id
        FROM above JOIN claims_derivation derivation ON derivation.article_id = above.id
    )
    SELECT article.id, article.publisher_id, article.title, article.opening_words, article.published_on,
        ARRAY(SELECT based_on_id FROM claims_derivation WHERE article_id = article.id),
        ARRAY(SELECT kind FROM claims_correction WHERE article_id = article.id)
    FROM claims_article article WHERE article.id = ANY (ARRAY(SELECT id FROM above))"""
SOURCES = """
    WITH RECURSIVE above (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT source.owner_id FROM above JOIN claims_source source ON source.id = above.id
        WHERE source.owner_id IS NOT NULL
    )
    SELECT source.id, source.name, source.kind, source.owner_id
    FROM claims_source source
    WHERE source.id = ANY (ARRAY(SELECT id FROM above)) AND source.merged_into_id IS NULL"""
MARKS = """
    SELECT claim_id, source_id, verdict, same_as_id FROM claims_originmark
    WHERE claim_id = ANY (%s::bigint[]) ORDER BY id"""
# Of a published claim the latest decision in force: one that needs no second person, or that one agreed to.
DECIDED_ON = """
    SELECT DISTINCT ON (decision.claim_id) decision.claim_id, decision.digest
    FROM claims_decision decision JOIN claims_claim claim ON claim.id = decision.claim_id
    LEFT JOIN claims_signoff sign_off ON sign_off.decision_id = decision.id
    WHERE decision.claim_id = ANY (%s::bigint[])
        AND (claim.state <> 'published' OR NOT decision.needs_sign_off OR coalesce(sign_off.agrees, false))
    ORDER BY decision.claim_id, decision.id DESC"""
LIKE_COPIES = """
    SELECT article_id, original_id, why FROM claims_copyproposal
    WHERE state = 'open' AND article_id = ANY (%s::bigint[]) AND original_id = ANY (%s::bigint[])
    ORDER BY id"""

FIGURES = Written(lambda: models.Figure.objects.filter(claim__among=[ANY]).order_by("pk"))


def _asked(question: str, *keys: Iterable[int]) -> list[Any]:
    with reading().cursor() as cursor:
        cursor.execute(question, [array(each) for each in keys])
        return cursor.fetchall()


def graph_of(claim: models.Claim) -> origins.Graph:
    """The origin graph of one claim."""
    return graphs([claim])[claim.pk]


def graphs(claims: Iterable[models.Claim]) -> dict[int, origins.Graph]:
    """The origin graph of each claim, by the claim's id. Eight queries, however many claims;
    two more at most where they carry figures, one where quotes were lost. What a page has read with a
    claim (figures, marks, that it has no decisions) is not read again."""
    claims = list(claims)
    ids = [claim.pk for claim in claims]
    appearances = _appearances(ids)
    marks = _marks(claims)
    articles = _articles({one.article for made in appearances.values() for one in made})
    named = _named(chain(*appearances.values()), chain(*marks.values()), articles)
    sources = _sources(named)
    figures = _figures(claims)
    compared = beside(figure for found in figures.values() for figure in found)
    decided = _decided_on(claims)
    like_copies = _like_copies(articles)
    found = {}
    for claim in claims:
        key = claim.pk
        made_in = _part(articles, (one.article for one in appearances[key]), _originals)
        named = _named(appearances[key], marks[key], made_in)
        found[key] = origins.Graph(
            sources=_part(sources, named, _owner),
            articles=made_in,
            appearances=tuple(appearances[key]),
            marks=tuple(marks[key]),
            figures=tuple([figure.as_evidence() for figure in figures[key]]),
            beside=tuple(compared.get(key, ())),
            event_on=claim.event_on,
            decided_on=decided.get(key),
            like_copies=tuple(
                [one for one in like_copies if {one.article, one.original} <= made_in.keys()]
            ),
        )
    return found


def consequences(
    claims: Iterable[models.Claim], altered: what_if.Alteration
) -> list[tuple[models.Claim, what_if.Change]]:
    """Which of the claims would fare otherwise, each with what it is and what it would be."""
    by_key = {claim.pk: claim for claim in claims}
    return [
        (by_key[change.claim], change)
        for change in what_if.changes(graphs(by_key.values()), altered)
    ]


def family_of(source: models.Source) -> list[origins.Source]:
    """A source and all its owners, from itself upwards."""
    above = _sources({source.pk})
    found = [above[source.pk]]
    while (owner := found[-1].owner) is not None:
        found.append(above[owner])
    return found


def _part(
    known: Mapping[int, Node], keys: Iterable[int], above: Callable[[Node], Iterable[int]]
) -> dict[int, Node]:
    """Those with these ids, and all above them."""
    found: dict[int, Node] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = known[key]
            waiting += above(known[key])
    return found


def _originals(article: origins.Article) -> Iterable[int]:
    return article.derived_from


def _owner(source: origins.Source) -> Iterable[int]:
    return () if source.owner is None else (source.owner,)


def _named(
    appearances: Iterable[origins.Appearance],
    marks: Iterable[origins.Mark],
    articles: Mapping[int, origins.Article],
) -> set[int]:
    """The ids of all sources that are named."""
    found = {article.publisher for article in articles.values()}
    found.update([link.source for one in appearances for link in one.attributions])
    for mark in marks:
        found.add(mark.source)
        if mark.same_as is not None:
            found.add(mark.same_as)
    return found


def _appearances(ids: list[int]) -> dict[int, list[origins.Appearance]]:
    chains: dict[int, list[origins.Attribution]] = defaultdict(list)
    for key, appearance, source, via, interested in _asked(ATTRIBUTIONS, ids):
        chains[appearance].append(origins.Attribution(key, source, via, interested))
    found: dict[int, list[origins.Appearance]] = defaultdict(list)
    rows = _asked(APPEARANCES, ids)
    since = _lost_since([key for _claim, key, *_how, quote in rows if quote in LOST])
    for claim, key, article, stance, basis, interested, quote in rows:
        found[claim].append(
            origins.Appearance(
                id=key,
                article=article,
                stance=stance_of(stance),
                basis=basis_of(basis),
                attributions=tuple(chains[key]),
                self_interested=interested,
                quote=quote_of(quote),
                quote_since=since.get(key),
            )
        )
    return found


def _lost_since(lost: list[int]) -> dict[int, int]:
    """For each of these appearances whose quote is changed or gone: the capture that first found it as
    otherwise as the latest one does."""
    if not lost:
        return {}
    notes = models.Anchoring.objects.filter(appearance__in=lost)
    found: dict[int, tuple[tuple[object, ...], int]] = {}
    for appearance, snapshot, *how in notes.order_by(
        "snapshot__captured_at", "snapshot"
    ).values_list("appearance", "snapshot", "state", "differs"):
        if appearance not in found or found[appearance][0] != tuple(how):
            found[appearance] = tuple(how), snapshot
    return {appearance: snapshot for appearance, (_how, snapshot) in found.items()}


def _marks(claims: list[models.Claim]) -> dict[int, list[origins.Mark]]:
    found: dict[int, list[origins.Mark]] = defaultdict(list)
    unread = []
    for claim in claims:
        marks = put_already(claim, "marks")
        if marks is None:
            unread.append(claim.pk)
        for mark in marks or ():
            found[claim.pk].append(
                origins.Mark(mark.source_id, Verdict(mark.verdict), mark.same_as_id)
            )
    for key, source, verdict, same_as in _asked(MARKS, unread) if unread else ():
        found[key].append(origins.Mark(source, Verdict(verdict), same_as))
    return found


def _articles(ids: set[int]) -> dict[int, origins.Article]:
    """The articles and all that they derive from."""
    correction, retraction = models.Correction.Kind.CORRECTION, models.Correction.Kind.RETRACTION
    return {
        key: origins.Article(
            id=key,
            publisher=publisher,
            title=called(key, title, opening_words),
            published_on=published_on,
            derived_from=frozenset(derived_from),
            corrections=corrections.count(correction),
            retracted=retraction in corrections,
        )
        for key, publisher, title, opening_words, published_on, derived_from, corrections in _asked(
            ARTICLES, sorted(ids)
        )
    }


def _like_copies(articles: Mapping[int, origins.Article]) -> tuple[origins.LikeCopy, ...]:
    """The articles of which nobody has said yet whether one is a copy of another of them."""
    if len(articles) < 2:
        return ()
    return tuple(
        origins.LikeCopy(article, original, either=why == models.CopyProposal.Why.UNKNOWN)
        for article, original, why in _asked(LIKE_COPIES, articles, articles)
    )


def _sources(ids: set[int]) -> dict[int, origins.Source]:
    """The sources and all their owners."""
    return {
        key: origins.Source(key, name, kind_of(kind), owner)
        for key, name, kind, owner in _asked(SOURCES, sorted(ids))
    }


def _figures(claims: list[models.Claim]) -> dict[int, list[models.Figure]]:
    """The figures of each claim."""
    found: dict[int, list[models.Figure]] = defaultdict(list)
    unread = []
    for claim in claims:
        figures = put_already(claim, "figures")
        if figures is None:
            unread.append(claim.pk)
        else:
            found[claim.pk] = sorted(figures, key=lambda figure: figure.pk)
    for figure in FIGURES.about(unread):
        found[figure.claim_id].append(figure)
    return found


def _decided_on(claims: list[models.Claim]) -> dict[int, str]:
    """The digest of each claim's latest decision; of a published claim's, the latest in force."""
    ids = [claim.pk for claim in claims if put_already(claim, "decisions") != []]
    return dict(_asked(DECIDED_ON, ids)) if ids else {}
