"""The same in words: nothing is folded, and of long lists the first are told and the rest counted.

PURE: no Django.
"""

from collections import defaultdict
from collections.abc import Iterable

from claims.drawing.facts import Facts
from claims.drawing.parts import Telling, Way
from claims.drawing.plot import origin_ref
from claims.drawing.shapes import (
    IN_WORDS,
    TELLING,
    FamilyWords,
    Listed,
    Onward,
    OriginWords,
    Ref,
    Words,
)
from claims.graph import Family, Origin
from claims.vocabulary import Stance

Named = dict[tuple[bool, int], list[tuple[int, tuple[int, ...]]]]


def words(facts: Facts) -> Words:
    counted = {family.key for family in facts.assessment.disputing}
    asserting = facts.assessment.asserting
    disputing = facts.evidence.families(Stance.DISPUTES)
    named = _named(facts)
    return Words(
        asserting=Listed.of(
            len(asserting),
            (_family(facts, kin, named, against=False) for kin in asserting),
            IN_WORDS,
        ),
        disputing=Listed.of(
            len(disputing),
            (
                _family(facts, kin, named, against=True, aside=kin.key not in counted)
                for kin in disputing
            ),
            IN_WORDS,
        ),
        onward=_onward(facts),
        circular=_refs(facts, (item.article.id for item in facts.tellings if item.circular)),
        retracted=_refs(
            facts, (item.article.id for item in facts.tellings if item.article.retracted)
        ),
        mentioning=_refs(facts, facts.mentioning),
    )


def _refs(facts: Facts, articles: Iterable[int]) -> Listed[Ref]:
    keys = list(articles)
    return Listed.of(len(keys), map(facts.article_ref, keys), IN_WORDS)


def _named(facts: Facts) -> Named:
    """For each origin, by stance, the articles that name it and through whom."""
    found: Named = defaultdict(list)
    for telling in facts.tellings:
        for way in sorted(telling.ways, key=lambda way: way.relays):
            if not way.word:
                found[way.against, way.target[1]].append((telling.article.id, way.relays))
    return found


def _family(
    facts: Facts, family: Family, named: Named, *, against: bool, aside: bool = False
) -> FamilyWords:
    origins = (_origin(facts, origin, named[against, origin.source]) for origin in family.origins)
    told = Listed.of(len(family.origins), origins, IN_WORDS)
    return FamilyWords(family.counts, facts.tie(family.origins), told, aside)


def _origin(facts: Facts, origin: Origin, by: list[tuple[int, tuple[int, ...]]]) -> OriginWords:
    articles = ((facts.article_ref(key), facts.chain_name(relays)) for key, relays in by)
    return OriginWords(origin_ref(origin), origin.counts, Listed.of(len(by), articles, TELLING))


def _onward(facts: Facts) -> Listed[Onward]:
    leading = [
        (telling, way)
        for telling in facts.tellings
        for way in sorted(telling.ways, key=lambda way: (way.word, way.target, way.relays))
        if way.word or way.target[0] == "article"
    ]
    return Listed.of(
        len(leading), (_leads(facts, telling, way) for telling, way in leading), IN_WORDS
    )


def _leads(facts: Facts, telling: Telling, way: Way) -> Onward:
    ref, (kind, key) = facts.article_ref(telling.article.id), way.target
    if kind == "article":
        return Onward(ref, way.word, facts.article_ref(key))
    through = f"passed on by {facts.chain_name(way.relays)}" if way.relays else ""
    return Onward(ref, way.word, Ref(facts.chain_name((key,)), through, f"/sources/{key}/"))
