"""What would become of claims if an article were retracted, a source ruled out, or two became one.

PURE: no Django. Nothing is written: the graphs are changed in memory and assessed again.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.origins import Appearance, Assessment, Graph, Mark, Source, assess
from claims.vocabulary import Verdict

MOST_CLAIMS = 500  # that are looked at for one page
Alteration = Callable[[Graph], Graph]


@dataclass(frozen=True)
class Change:
    """What a claim is, and what it would be."""

    claim: int
    before: Assessment
    after: Assessment


def without_article(article: int) -> Alteration:
    """As if the article were retracted."""
    return lambda graph: _retracted(graph, lambda found: found == article)


def without_source(source: int) -> Alteration:
    """As if all that the source publishes were retracted, and editors had ruled it out."""

    def altered(graph: Graph) -> Graph:
        own = {found.id for found in graph.articles.values() if found.publisher == source}
        marks = tuple(
            mark for mark in graph.marks if mark.source != source or mark.verdict == Verdict.SAME_AS
        )
        ruled_out = Mark(source, Verdict.NOT_INDEPENDENT)
        return replace(_retracted(graph, own.__contains__), marks=(*marks, ruled_out))

    return altered


def joined(
    kept: Graph,
    gone: Graph,
    dropped: Container[int] = (),
    overruled: Container[tuple[int, int | None]] = (),
) -> Graph:
    """The graph of `kept` with all that bears on `gone`.

    Appearances with the ids `dropped` are left out. Where both have a mark of one kind on one source,
    that of `kept` holds, but for those `overruled`.
    """
    marks = {_finding(mark): mark for mark in kept.marks}
    for mark in gone.marks:
        key = _finding(mark)
        marks[key] = mark if key in overruled else marks.get(key, mark)
    both = kept.appearances + gone.appearances
    return replace(
        kept,
        sources={**gone.sources, **kept.sources},
        articles={**gone.articles, **kept.articles},
        appearances=tuple(one for one in both if one.id not in dropped),
        marks=tuple(marks.values()),
        figures=tuple(dict.fromkeys(kept.figures + gone.figures)),
        beside=tuple(dict.fromkeys(kept.beside + gone.beside)),
        event_on=kept.event_on or gone.event_on,
        like_copies=tuple(dict.fromkeys(kept.like_copies + gone.like_copies)),
    )


def _finding(mark: Mark) -> tuple[int, int | None]:
    """What a claim has one mark of: whether a source speaks from its own knowledge, or is another."""
    return mark.source, mark.same_as


def as_one(gone: int, family: Sequence[Source]) -> Alteration:
    """As if the source `gone` were the first of `family`; the others are its owners."""
    kept = family[0].id

    def altered(graph: Graph) -> Graph:
        sources = {**graph.sources, **{source.id: source for source in family}}
        marks: dict[tuple[int, int | None], Mark] = {}
        for mark in sorted(graph.marks, key=lambda mark: gone in _finding(mark)):
            one = Mark(_one(mark.source), mark.verdict, mark.same_as and _one(mark.same_as))
            if one.source != one.same_as:
                marks.setdefault(_finding(one), one)
        return replace(
            graph,
            sources={
                key: replace(source, owner=source.owner and _one(source.owner))
                for key, source in sources.items()
                if key != gone
            },
            articles={
                key: replace(article, publisher=_one(article.publisher))
                for key, article in graph.articles.items()
            },
            appearances=tuple(_retold(one) for one in graph.appearances),
            marks=tuple(marks.values()),
        )

    def _retold(appearance: Appearance) -> Appearance:
        told = (replace(link, source=_one(link.source)) for link in appearance.attributions)
        return replace(appearance, attributions=tuple(told))

    def _one(source: int) -> int:
        return kept if source == gone else source

    return altered


def changes(graphs: Mapping[int, Graph], altered: Alteration) -> list[Change]:
    """The claims whose status or number of counted origins would not be what it is."""
    found = (
        Change(claim, assess(graph), assess(altered(graph))) for claim, graph in graphs.items()
    )
    return [change for change in found if _outcome(change.before) != _outcome(change.after)]


def _outcome(assessment: Assessment) -> tuple[str, int]:
    return assessment.status, assessment.counted


def _retracted(graph: Graph, which: Callable[[int], bool]) -> Graph:
    articles = {
        key: replace(article, retracted=True) if which(key) else article
        for key, article in graph.articles.items()
    }
    return replace(graph, articles=articles)
