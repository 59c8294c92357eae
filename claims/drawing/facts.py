"""What there is to draw, gathered from the graph and its assessment.

PURE: no Django.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from claims.drawing.lettering import clean
from claims.drawing.parts import SPEAKING, Hub, Kin, Telling, Voice, Way
from claims.drawing.shapes import COPIED, QUOTES, Ref
from claims.graph import Appearance, Article, Assessment, Evidence, Graph, Origin, ends
from claims.vocabulary import SourceKind, Stance


class Facts:
    """What there is to draw, before any of it is folded. Nothing is counted here."""

    def __init__(self, graph: Graph, assessment: Assessment) -> None:
        """Take the graph with its assessment; each part is worked out when it is first asked for."""
        self.graph = graph
        self.assessment = assessment
        self.evidence = Evidence(graph)

    def article_ref(self, key: int) -> Ref:
        """An article, as a list names it."""
        article = self.graph.articles[key]
        publisher = self.graph.sources[article.publisher]
        unknown = publisher.kind == SourceKind.UNIDENTIFIED
        return Ref(
            clean(article.title or f"article {article.id}"),
            "publisher not recorded" if unknown else clean(publisher.name),
            f"/articles/{article.id}/",
        )

    def chain_name(self, chain: tuple[int, ...]) -> str:
        """Those who pass words on, the one nearest to the article first."""
        return ", then ".join(clean(self.graph.sources[source].name) for source in chain)

    @cached_property
    def mentioning(self) -> list[int]:
        """The articles that only mention it, by id."""
        speaking = {telling.article.id for telling in self.tellings}
        return sorted({appearance.article for appearance in self.graph.appearances} - speaking)

    # Articles and their ways

    @cached_property
    def tellings(self) -> list[Telling]:
        """The articles that take a stance, by id."""
        said: dict[int, list[Appearance]] = defaultdict(list)
        for appearance in sorted(self.graph.appearances, key=lambda item: item.id):
            if appearance.stance in SPEAKING:
                said[appearance.article].append(appearance)
        return [self._telling(self.graph.articles[key], said[key]) for key in sorted(said)]

    def _telling(self, article: Article, said: list[Appearance]) -> Telling:
        stances = {appearance.stance for appearance in said}
        return Telling(
            article,
            tuple(stance for stance in SPEAKING if stance in stances),
            tuple(
                sorted({way for item in said if not article.retracted for way in self._ways(item)})
            ),
            any(appearance.id in self._circular for appearance in said),
            tuple(_hubs(article, stances)),
        )

    @cached_property
    def _circular(self) -> set[int]:
        """The appearances that reach no origin; those that dispute by the same rule."""
        disputing = tuple(
            replace(item, stance=Stance.ASSERTS)
            for item in self.graph.appearances
            if item.stance == Stance.DISPUTES
        )
        turned = Evidence(replace(self.graph, appearances=disputing))
        return {item.id for item in (*self.evidence.circular, *turned.circular)}

    def _ways(self, appearance: Appearance) -> Iterator[Way]:
        against = appearance.stance == Stance.DISPUTES
        for article in self._copied(appearance):
            yield Way(against, COPIED, (), ("article", article))
        chains = _chains(appearance)
        for step in self.evidence.all_steps[appearance.id]:
            if step.article is None:
                word, hub = (QUOTES, "outlet") if step.onward else ("", "origin")
                for relays in {()} if step.own_words else chains[step.source]:
                    yield Way(against, word, relays, (hub, step.source))

    def _copied(self, appearance: Appearance) -> list[int]:
        """The nearest of the articles that it derives from, among those that take its stance."""
        found: list[int] = []
        seen, waiting = {appearance.article}, [appearance.article]
        while waiting:
            known = self.graph.articles.get(waiting.pop())
            for article in sorted((known.derived_from if known else frozenset()) - seen):
                speaks = (appearance.stance, article) in self.evidence.speaking_articles
                (found if speaks else waiting).append(article)
                seen.add(article)
        return found

    @cached_property
    def hubs_used(self) -> set[Hub]:
        """The outlets and articles that other articles lead on to, with the stance."""
        return {
            (way.against, way.target) for item in self.tellings for way in item.ways if way.word
        }

    # Origins

    @cached_property
    def families(self) -> list[Kin]:
        """The origins of both stances by family: those that assert it first, what counts first."""
        found: dict[int, dict[int, Voice]] = defaultdict(dict)
        disputing = self.evidence.families(Stance.DISPUTES)
        for stance, families in zip(SPEAKING, (self.assessment.asserting, disputing), strict=True):
            for family in families:
                kin = found[self.evidence.family_of[family.key]]
                for origin in family.origins:
                    known = kin.get(origin.source, Voice(origin, ()))
                    kin[origin.source] = Voice(known.origin, (*known.stances, stance))
        return [
            sorted(kin.values(), key=lambda voice: (voice.stances, not voice.origin.counts))
            for kin in found.values()
        ]

    def _owner(self, origins: Sequence[Origin]) -> str:
        """The name of the owner above all the family, if it has one."""
        tops = {self._top(origin.source) for origin in origins}
        top = tops.pop()
        owned = any(origin.source != top for origin in origins)
        return clean(self.graph.sources[top].name) if owned and not tops else ""

    def _top(self, source: int) -> int:
        seen: set[int] = set()
        while source not in seen:
            seen.add(source)
            owner = self.graph.sources[source].owner
            source = source if owner is None or owner not in self.graph.sources else owner
        return source

    def tie(self, origins: Sequence[Origin]) -> str:
        """What makes it a family, if there is anything to say: more than one origin, or an owner."""
        owner = self._owner(origins)
        if len(origins) > 1:
            return f"one family: {owner}" if owner else "one family"
        return f"family of {owner}" if owner else ""


def _chains(appearance: Appearance) -> dict[int, set[tuple[int, ...]]]:
    """For each source that ends a chain, those through whom the article has it, nearest first."""
    by_id = {attribution.id: attribution for attribution in appearance.attributions}
    chains: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for end in ends(appearance):
        seen, via = {end.id: end}, end.via
        while via in by_id and via not in seen:
            seen[via] = by_id[via]
            via = by_id[via].via
        chains[end.source].add(tuple(item.source for item in reversed(seen.values()))[:-1])
    return chains


def _hubs(article: Article, stances: Iterable[Stance]) -> Iterator[Hub]:
    """Under what others are followed into this article: itself or its outlet, with the stance."""
    for stance in stances if not article.retracted else ():
        yield stance == Stance.DISPUTES, ("outlet", article.publisher)
        yield stance == Stance.DISPUTES, ("article", article.id)
