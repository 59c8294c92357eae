"""How long `assess` takes on claims of many appearances, in graphs of several shapes.

Run from the root: `.venv/bin/python -m bench.assess [appearances …]`. Every shape must stay linear:
ten times the appearances, about ten times the seconds.
"""

import random
import sys
import time
from collections.abc import Callable

from claims.origins import Appearance, Article, Attribution, Graph, Source, assess
from claims.vocabulary import Basis, SourceKind, Stance

SIZES = (100, 1_000, 10_000, 100_000)
OUTLETS = 1_000


def one_anonymous_source(size: int) -> Graph:
    """Every article repeats one unnamed person."""
    return Graph(
        sources=_sources(OUTLETS, SourceKind.OUTLET) | {-1: _source(-1, SourceKind.ANONYMOUS)},
        articles={n: Article(n, n % OUTLETS) for n in range(size)},
        appearances=tuple(_appearance(n, (-1,)) for n in range(size)),
    )


def random_attributions(size: int) -> Graph:
    """Articles of 1,000 outlets, each on the word of two outlets drawn at random: many of them are
    captured, and followed; half as many again are not."""
    draw = random.Random(7)
    known = OUTLETS + OUTLETS // 2
    return Graph(
        sources=_sources(known, SourceKind.OUTLET),
        articles={n: Article(n, draw.randrange(OUTLETS)) for n in range(size)},
        appearances=tuple(
            _appearance(n, (draw.randrange(known), draw.randrange(known))) for n in range(size)
        ),
    )


def outlets_in_a_chain(size: int) -> Graph:
    """Each outlet quotes the next, and the last a person."""
    people = {size: _source(size, SourceKind.PERSON)}
    return Graph(
        sources=_sources(size, SourceKind.OUTLET) | people,
        articles={n: Article(n, n) for n in range(size)},
        appearances=tuple(_appearance(n, (n + 1,)) for n in range(size)),
    )


def outlets_in_a_ring(size: int) -> Graph:
    """Each outlet quotes the next, and the last the first: no origin."""
    return Graph(
        sources=_sources(size, SourceKind.OUTLET),
        articles={n: Article(n, n) for n in range(size)},
        appearances=tuple(_appearance(n, ((n + 1) % size,)) for n in range(size)),
    )


def one_long_chain_of_attributions(size: int) -> Graph:
    """One article, in which each source had it from the next."""
    chain = tuple(Attribution(n, n, via=n - 1 if n else None) for n in range(size))
    appearance = Appearance(0, 0, Stance.ASSERTS, Basis.ATTRIBUTED, chain)
    sources = _sources(size, SourceKind.PERSON)
    return Graph(sources, {0: Article(0, 0)}, (appearance,))


def copies_in_a_chain(size: int) -> Graph:
    """Each article is a rewrite of the one before, down to one outlet's own reporting."""
    return Graph(
        sources=_sources(size, SourceKind.OUTLET),
        articles={n: Article(n, n, derived_from=frozenset({n - 1} - {-1})) for n in range(size)},
        appearances=tuple(
            Appearance(n, n, Stance.ASSERTS, Basis.OWN_REPORTING) for n in range(size)
        ),
    )


def copies_of_a_digest(size: int) -> Graph:
    """Half of the articles are originals; a digest that lacks the claim copies all of them; the
    other half copy the digest."""
    digest = size
    originals = frozenset(range(size // 2))
    articles = {n: Article(n, n) for n in originals}
    articles[digest] = Article(digest, 0, derived_from=originals)
    for n in range(size // 2, size):
        articles[n] = Article(n, n, derived_from=frozenset({digest}))
    return Graph(
        sources=_sources(size, SourceKind.OUTLET),
        articles=articles,
        appearances=tuple(
            Appearance(n, n, Stance.ASSERTS, Basis.OWN_REPORTING) for n in range(size)
        ),
    )


def all_distinct(size: int) -> Graph:
    """Every article has a named person of its own."""
    people = {size + n: _source(size + n, SourceKind.PERSON) for n in range(size)}
    return Graph(
        sources=_sources(size, SourceKind.OUTLET) | people,
        articles={n: Article(n, n) for n in range(size)},
        appearances=tuple(_appearance(n, (size + n,)) for n in range(size)),
    )


def one_owner_above_another(size: int) -> Graph:
    """Outlets that each report themselves, each owned by the next."""
    return Graph(
        sources={
            n: Source(n, f"Source {n}", SourceKind.OUTLET, owner=n + 1 if n + 1 < size else None)
            for n in range(size)
        },
        articles={n: Article(n, n) for n in range(size)},
        appearances=tuple(
            Appearance(n, n, Stance.ASSERTS, Basis.OWN_REPORTING) for n in range(size)
        ),
    )


SHAPES: tuple[Callable[[int], Graph], ...] = (
    one_anonymous_source,
    random_attributions,
    outlets_in_a_chain,
    outlets_in_a_ring,
    one_long_chain_of_attributions,
    copies_in_a_chain,
    copies_of_a_digest,
    all_distinct,
    one_owner_above_another,
)


def _source(number: int, kind: SourceKind) -> Source:
    return Source(number, f"Source {number}", kind)


def _sources(number: int, kind: SourceKind) -> dict[int, Source]:
    return {n: _source(n, kind) for n in range(number)}


def _appearance(number: int, sources: tuple[int, ...]) -> Appearance:
    attributions = tuple(
        Attribution(number * len(sources) + place, source) for place, source in enumerate(sources)
    )
    return Appearance(number, number, Stance.ASSERTS, Basis.ATTRIBUTED, attributions)


def seconds(graph: Graph) -> float:
    """How long one assessment takes."""
    start = time.perf_counter()
    assess(graph)
    return time.perf_counter() - start


def main() -> None:
    """Print seconds by shape and number of appearances (or links, where the shape is one chain)."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    width = max(len(shape.__name__) for shape in SHAPES)
    print("seconds".ljust(width), *(f"{size:>9,}" for size in sizes))
    for shape in SHAPES:
        cells = (f"{seconds(shape(size)):>9.4f}" for size in sizes)
        print(shape.__name__.replace("_", " ").ljust(width), *cells, flush=True)


if __name__ == "__main__":
    main()
