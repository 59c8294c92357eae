"""The same in words, with nothing folded.

PURE: no Django.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from claims.drawing.facts import Facts
from claims.drawing.plot import origin_ref
from claims.drawing.shapes import FamilyWords, Onward, OriginWords, Ref, Words
from claims.graph import Family
from claims.vocabulary import Stance

Named = dict[tuple[bool, int], list[tuple[Ref, str]]]


def words(facts: Facts) -> Words:
    against = {family.key for family in facts.assessment.disputing}
    named, refs = _named(facts), facts.article_refs
    return Words(
        asserting=tuple(
            _family_words(facts, kin, named, False) for kin in facts.assessment.asserting
        ),
        disputing=tuple(
            replace(_family_words(facts, kin, named, True), aside=kin.key not in against)
            for kin in facts.evidence.families(Stance.DISPUTES)
        ),
        onward=tuple(_onward(facts)),
        circular=tuple(refs[item.article.id] for item in facts.tellings if item.circular),
        retracted=tuple(refs[item.article.id] for item in facts.tellings if item.article.retracted),
        mentioning=tuple(refs[article] for article in facts.mentioning),
    )


def _named(facts: Facts) -> Named:
    """For each origin, by stance, the articles that name it and through whom."""
    found: Named = defaultdict(list)
    for telling in facts.tellings:
        ref = facts.article_refs[telling.article.id]
        for way in sorted(telling.ways, key=lambda way: way.relays):
            if not way.word:
                found[way.against, way.target[1]].append((ref, facts.chain_name(way.relays)))
    return found


def _family_words(facts: Facts, family: Family, named: Named, against: bool) -> FamilyWords:
    origins = tuple(
        OriginWords(origin_ref(origin), origin.counts, tuple(named[against, origin.source]))
        for origin in family.origins
    )
    return FamilyWords(family.counts, facts.tie(family.origins), origins)


def _onward(facts: Facts) -> Iterator[Onward]:
    for telling in facts.tellings:
        ref = facts.article_refs[telling.article.id]
        for way in sorted(telling.ways, key=lambda way: (way.word, way.target, way.relays)):
            kind, key = way.target
            if kind == "article":
                yield Onward(ref, way.word, facts.article_refs[key])
            elif way.word:
                through = f"passed on by {facts.chain_name(way.relays)}" if way.relays else ""
                yield Onward(
                    ref, way.word, Ref(facts.chain_name((key,)), through, f"/sources/{key}/")
                )
