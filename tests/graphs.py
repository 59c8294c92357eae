"""Graphs for tests: a `Record` to write them down in words, and strategies that generate them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from claims.figures import Comparator, Figure, FigureKind
from claims.origins import (
    Appearance,
    Article,
    Assessment,
    Attribution,
    Graph,
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
        self._change(article, retracted=True)

    def correct(self, article: int) -> None:
        self._change(article, corrected=True)

    def _change(self, article: int, **fields: object) -> None:
        changed = replace(self.graph.articles[article], **fields)
        self.graph = replace(self.graph, articles={**self.graph.articles, article: changed})

    @property
    def assessment(self) -> Assessment:
        return assess(self.graph)


def reasons(assessment: Assessment) -> dict[str, Reason]:
    """The reason of each asserting origin, by its name."""
    return {origin.name: origin.reason for family in assessment.asserting for origin in family.origins}


def names(assessment: Assessment) -> list[list[str]]:
    """The asserting families, each as the names of its origins."""
    return [[origin.name for origin in family.origins] for family in assessment.asserting]


# Graphs generated

# The same graphs in every run, on every machine. Raise the number to look further.
generated = settings(deadline=None, max_examples=120, derandomize=True)

NOT_LOADED = 9
"""An id of a source and of an article that other rows name and the graph lacks."""

DATES = [None, date(2025, 1, 1), date(2025, 6, 30)]


def _mostly(value: object, others: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.just(value), st.just(value), others)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph of up to six sources and six articles: rings of owners, of relays, of outlets that
    quote each other and of copies included."""
    source_ids = range(1, draw(st.integers(2, 6)) + 1)
    article_ids = range(1, draw(st.integers(1, 6)) + 1)
    sources = {number: draw(_sources(number, source_ids)) for number in source_ids}
    articles = {number: draw(_articles(number, source_ids, article_ids)) for number in article_ids}
    appearances = tuple(
        draw(appearances_in(number, st.sampled_from(article_ids), source_ids))
        for number in range(1, draw(st.integers(0, 7)) + 1)
    )
    return Graph(
        sources=sources,
        articles=articles,
        appearances=appearances,
        marks=tuple(draw(st.lists(_marks(source_ids), max_size=3))),
        figures=tuple(draw(_mostly([], st.lists(_figures(), max_size=3)))),
        event_on=draw(st.sampled_from(DATES)),
        decided_on=draw(st.sampled_from([None, None, "an earlier digest"])),
    )


@st.composite
def _sources(draw: st.DrawFn, number: int, ids: range) -> Source:
    outlets = [SourceKind.OUTLET] * 4
    kind = draw(st.sampled_from([*outlets, *SourceKind]))
    owner = draw(_mostly(None, st.sampled_from([*ids, NOT_LOADED])))
    return Source(number, f"Source {number}", kind, owner)


@st.composite
def _articles(draw: st.DrawFn, number: int, publishers: range, ids: range) -> Article:
    origins = st.frozensets(st.sampled_from([*ids, NOT_LOADED]), max_size=2)
    return Article(
        id=number,
        publisher=draw(st.sampled_from(publishers)),
        title=draw(st.sampled_from(["", f"Title {number}"])),
        published_on=draw(st.sampled_from(DATES)),
        derived_from=draw(_mostly(frozenset(), origins)),
        corrected=draw(_mostly(False, st.booleans())),
        retracted=draw(_mostly(False, st.booleans())),
    )


@st.composite
def appearances_in(
    draw: st.DrawFn, number: int, articles: st.SearchStrategy[int], sources: range
) -> Appearance:
    """An appearance in one of the articles, of any stance and basis."""
    ids = [10 * number + place for place in range(draw(st.integers(0, 3)))]
    return Appearance(
        id=number,
        article=draw(articles),
        stance=draw(st.sampled_from([Stance.ASSERTS] * 3 + list(Stance))),
        basis=draw(st.sampled_from([Basis.ATTRIBUTED] * 3 + list(Basis))),
        attributions=tuple(
            Attribution(
                id=identity,
                source=draw(st.sampled_from(sources)),
                via=draw(_mostly(None, st.sampled_from(ids))),
                self_interested=draw(_mostly(False, st.booleans())),
            )
            for identity in ids
        ),
        self_interested=draw(_mostly(False, st.booleans())),
        quote=draw(_mostly(QuoteState.IDENTICAL, st.sampled_from(list(QuoteState)))),
    )


@st.composite
def _marks(draw: st.DrawFn, ids: range) -> Mark:
    verdict = draw(st.sampled_from(list(Verdict)))
    other = draw(st.sampled_from([*ids, NOT_LOADED])) if verdict == Verdict.SAME_AS else None
    return Mark(draw(st.sampled_from(ids)), verdict, other)


@st.composite
def _figures(draw: st.DrawFn) -> Figure:
    return Figure(
        value=draw(st.sampled_from([Decimal(5), Decimal("5.0"), Decimal(900), Decimal("1E+4")])),
        unit=draw(st.sampled_from(["", "%"])),
        comparator=draw(st.sampled_from(list(Comparator))),
        kind=draw(st.sampled_from(list(FigureKind))),
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
    )
