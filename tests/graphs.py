"""Graphs for tests: a `Record` to write them down in words, and strategies that generate them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from claims.figures import Comparator, Figure, FigureKind
from claims.origins import (
    Appearance,
    Article,
    Assessment,
    Attribution,
    Graph,
    LikeCopy,
    Mark,
    Source,
    assess,
)
from claims.vocabulary import Basis, QuoteState, Reason, SourceKind, Stance, Verdict

# Graphs written down


class Record:
    """What is on record about one claim, written down one article at a time.

    `asserts`, `disputes` and `mentions` each add an article and return its id. What follows the
    publisher are the sources on whose word it says so; a tuple of them is a chain, nearest first:
    `record.asserts(times, (tribune, officer))` reads "the officer told the Tribune, says the Times".
    """

    def __init__(self) -> None:
        self.graph = Graph(sources={}, articles={})

    def outlet(self, name: str, owner: int | None = None) -> int:
        return self.source(SourceKind.OUTLET, name, owner)

    def person(self, name: str, owner: int | None = None) -> int:
        return self.source(SourceKind.PERSON, name, owner)

    def organisation(self, name: str, owner: int | None = None) -> int:
        return self.source(SourceKind.ORGANISATION, name, owner)

    def document(self, name: str, owner: int | None = None) -> int:
        return self.source(SourceKind.DOCUMENT, name, owner)

    def anonymous(self, name: str) -> int:
        return self.source(SourceKind.ANONYMOUS, name)

    def unidentified(self, name: str = "Not recorded") -> int:
        return self.source(SourceKind.UNIDENTIFIED, name)

    def source(self, kind: SourceKind, name: str, owner: int | None = None) -> int:
        number = len(self.graph.sources) + 1
        sources = {**self.graph.sources, number: Source(number, name, kind, owner)}
        self.graph = replace(self.graph, sources=sources)
        return number

    def article(self, publisher: int, title: str = "", **fields: object) -> int:
        """An article that does not touch on the claim by itself."""
        number = len(self.graph.articles) + 1
        article = Article(number, publisher, title or f"Article {number}", **fields)
        self.graph = replace(self.graph, articles={**self.graph.articles, number: article})
        return number

    def asserts(self, publisher: int, *said_by: int | tuple[int, ...], **how: object) -> int:
        return self._says(Stance.ASSERTS, publisher, said_by, **how)

    def disputes(self, publisher: int, *said_by: int | tuple[int, ...], **how: object) -> int:
        return self._says(Stance.DISPUTES, publisher, said_by, **how)

    def mentions(self, publisher: int, *said_by: int | tuple[int, ...], **how: object) -> int:
        return self._says(Stance.MENTIONS, publisher, said_by, **how)

    def reports(self, publisher: int, **how: object) -> int:
        """An article that asserts the claim as its outlet's own reporting."""
        return self._says(Stance.ASSERTS, publisher, (), basis=Basis.OWN_REPORTING, **how)

    def illustrates(self, publisher: int, **how: object) -> int:
        """An article that gives the claim as an illustration."""
        return self._says(Stance.ASSERTS, publisher, (), basis=Basis.ILLUSTRATIVE, **how)

    def _says(
        self,
        stance: Stance,
        publisher: int,
        said_by: tuple[int | tuple[int, ...], ...],
        *,
        basis: Basis | None = None,
        self_interested: bool = False,
        quote: QuoteState = QuoteState.IDENTICAL,
        copy_of: Sequence[int] = (),
        title: str = "",
        **fields: object,
    ) -> int:
        number = self.article(publisher, title, derived_from=frozenset(copy_of), **fields)
        attributions: list[Attribution] = []
        for chain in said_by:
            via = None
            for source in chain if isinstance(chain, tuple) else (chain,):
                identity = 1000 * number + len(attributions)
                attributions.append(Attribution(identity, source, via, self_interested))
                via = identity
        appearance = Appearance(
            id=len(self.graph.appearances) + 1,
            article=number,
            stance=stance,
            basis=basis or (Basis.ATTRIBUTED if said_by else Basis.UNATTRIBUTED),
            attributions=tuple(attributions),
            self_interested=self_interested and not said_by,
            quote=quote,
        )
        self.graph = replace(self.graph, appearances=(*self.graph.appearances, appearance))
        return number

    def confirm(self, source: int) -> None:
        self.mark(Mark(source, Verdict.INDEPENDENT))

    def rule_out(self, source: int) -> None:
        self.mark(Mark(source, Verdict.NOT_INDEPENDENT))

    def same(self, source: int, other: int) -> None:
        self.mark(Mark(source, Verdict.SAME_AS, same_as=other))

    def looks_copied(self, article: int, original: int, either: bool = False) -> None:
        like = LikeCopy(article, original, either)
        self.graph = replace(self.graph, like_copies=(*self.graph.like_copies, like))

    def mark(self, mark: Mark) -> None:
        self.graph = replace(self.graph, marks=(*self.graph.marks, mark))

    def figures(self, *figures: Figure) -> None:
        self.graph = replace(self.graph, figures=figures)

    def happened(self, event_on: date) -> None:
        self.graph = replace(self.graph, event_on=event_on)

    def decided(self) -> None:
        """A decision is made on what the record says now."""
        self.graph = replace(self.graph, decided_on=assess(self.graph).digest)

    def retract(self, article: int) -> None:
        self.change(article, retracted=True)

    def correct(self, article: int) -> None:
        self.change(article, corrections=self.graph.articles[article].corrections + 1)

    def change(self, article: int, **fields: object) -> None:
        changed = replace(self.graph.articles[article], **fields)
        self.graph = replace(self.graph, articles={**self.graph.articles, article: changed})

    @property
    def assessment(self) -> Assessment:
        return assess(self.graph)


def reasons(assessment: Assessment) -> dict[str, Reason]:
    """The reason of each asserting origin, by its name."""
    return {
        origin.name: origin.reason for family in assessment.asserting for origin in family.origins
    }


def names(assessment: Assessment) -> list[list[str]]:
    """The asserting families, each as the names of its origins."""
    return [[origin.name for origin in family.origins] for family in assessment.asserting]


# Graphs generated

# The same graphs in every run, on every machine. Raise the number to look further.
generated = settings(deadline=None, max_examples=120, derandomize=True)

NOT_LOADED = 9
"""An id of a source and of an article that other rows name and the graph lacks."""

T = TypeVar("T")
DATES = [None, date(2025, 1, 1), date(2025, 6, 30)]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph of up to six sources and six articles: rings of owners, of relays, of outlets that
    quote each other and of copies included."""
    source_ids = range(1, _one_of(draw, *range(2, 7)) + 1)
    article_ids = range(1, _one_of(draw, *range(1, 7)) + 1)
    sources = {number: _source(draw, number, source_ids) for number in source_ids}
    articles = {number: _article(draw, number, source_ids, article_ids) for number in article_ids}
    appearances = tuple(
        draw(appearances_in(number, article_ids, source_ids))
        for number in range(1, _one_of(draw, *range(8)) + 1)
    )
    return Graph(
        sources=sources,
        articles=articles,
        appearances=appearances,
        marks=tuple(_mark(draw, source_ids) for _ in range(_one_of(draw, 0, 0, 1, 1, 2, 3))),
        figures=tuple(_figure(draw) for _ in range(_one_of(draw, 0, 0, 0, 1, 2, 3))),
        event_on=_one_of(draw, *DATES),
        decided_on=_one_of(draw, None, None, "an earlier digest"),
    )


def _one_of(draw: st.DrawFn, *values: T) -> T:
    """One of the values; a value given several times comes up more often."""
    return draw(_sampled(*values))


@lru_cache(typed=True)
def _sampled(*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)  # building it costs more than drawing from it


def _mostly(draw: st.DrawFn, value: T, *others: T) -> T:
    return _one_of(draw, *[value] * 2 * len(others), *others)


def _source(draw: st.DrawFn, number: int, ids: range) -> Source:
    kind = _one_of(draw, *[SourceKind.OUTLET] * 4, *SourceKind)
    return Source(number, f"Source {number}", kind, _mostly(draw, None, *ids, NOT_LOADED))


def _article(draw: st.DrawFn, number: int, publishers: range, ids: range) -> Article:
    original, another = (_mostly(draw, None, *ids, NOT_LOADED) for _ in range(2))
    return Article(
        id=number,
        publisher=_one_of(draw, *publishers),
        title=_one_of(draw, "", f"Title {number}"),
        published_on=_one_of(draw, *DATES),
        derived_from=frozenset({original, another} - {None}),
        corrections=_mostly(draw, 0, 1, 2),
        retracted=_mostly(draw, False, True),
    )


@st.composite
def appearances_in(
    draw: st.DrawFn, number: int, articles: Sequence[int], sources: Sequence[int]
) -> Appearance:
    """An appearance in one of the articles, of any stance and basis."""
    ids = [10 * number + place for place in range(_one_of(draw, 0, 1, 1, 2, 2, 3))]
    return Appearance(
        id=number,
        article=_one_of(draw, *articles),
        stance=_one_of(draw, *[Stance.ASSERTS] * 3, *Stance),
        basis=_one_of(draw, *[Basis.ATTRIBUTED] * 3, *Basis),
        attributions=tuple(
            Attribution(
                id=identity,
                source=_one_of(draw, *sources),
                via=_mostly(draw, None, *ids),
                self_interested=_mostly(draw, False, True),
            )
            for identity in ids
        ),
        self_interested=_mostly(draw, False, True),
        quote=_mostly(draw, QuoteState.IDENTICAL, *QuoteState),
        quote_since=_mostly(draw, None, 1, 2),
    )


def _mark(draw: st.DrawFn, ids: range) -> Mark:
    verdict = _one_of(draw, *Verdict)
    other = _one_of(draw, *ids, NOT_LOADED) if verdict == Verdict.SAME_AS else None
    return Mark(_one_of(draw, *ids), verdict, other)


def _figure(draw: st.DrawFn) -> Figure:
    comparator = _one_of(draw, *Comparator)
    return Figure(
        value=_one_of(draw, Decimal(5), Decimal("5.0"), Decimal(900), Decimal("1E+4")),
        unit=_one_of(draw, "", "%"),
        comparator=comparator,
        upper=Decimal(20_000) if comparator == Comparator.RANGE else None,
        kind=_one_of(draw, *FigureKind),
    )


@st.composite
def shuffled(draw: st.DrawFn, graph: Graph) -> Graph:
    """The same graph, with everything in it written down in another order."""
    appearances = [
        replace(item, attributions=tuple(draw(st.permutations(item.attributions))))
        for item in graph.appearances
    ]
    return replace(
        graph,
        sources=dict(draw(st.permutations(list(graph.sources.items())))),
        articles=dict(draw(st.permutations(list(graph.articles.items())))),
        appearances=tuple(draw(st.permutations(appearances))),
        marks=tuple(draw(st.permutations(graph.marks))),
        figures=tuple(draw(st.permutations(graph.figures))),
        like_copies=tuple(draw(st.permutations(graph.like_copies))),
    )


@st.composite
def with_like_copies(draw: st.DrawFn) -> Graph:
    """Any graph, with up to three pairs of articles of which one looks copied."""
    graph = draw(graphs())
    ids = (*graph.articles, NOT_LOADED)
    pairs = st.builds(LikeCopy, st.sampled_from(ids), st.sampled_from(ids), st.booleans())
    return replace(graph, like_copies=tuple(draw(st.lists(pairs, max_size=3))))
