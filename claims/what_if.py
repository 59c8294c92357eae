"""What would become of claims if an article were retracted, or a source ruled out.

PURE: no Django. Nothing is written: the graphs are changed in memory and assessed again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from claims.origins import Assessment, Graph, Mark, assess
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
