"""The shape of the made-up record: who says what where. Numbers alone, the same in every process.

A million claims take about 150 MB: everything is an array, and texts are made where they are written.
Ids begin at 1, and an array's place 0 stands for id 1.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy

from bench import words
from claims.vocabulary import Basis, SourceKind, Stance, State

SEED = 20_260
NEARBY = 2_000  # claims; the appearances of one claim stand in articles of about the same time
MANY = 1_000  # appearances of the claims that everybody repeats
QUOTES = 50  # of the longest articles
STANCES = (Stance.ASSERTS, Stance.DISPUTES, Stance.MENTIONS)
BASES = (Basis.ATTRIBUTED, Basis.OWN_REPORTING, Basis.UNATTRIBUTED, Basis.ILLUSTRATIVE)
SPEAKERS = (
    SourceKind.PERSON,
    SourceKind.ORGANISATION,
    SourceKind.DOCUMENT,
    SourceKind.DATASET,
    SourceKind.ANONYMOUS,
    SourceKind.UNIDENTIFIED,
)
STATES = (State.DRAFT, State.IN_REVIEW, State.PUBLISHED, State.WITHHELD)
IN_FIGURES = 0.4  # the share of claims that carry their number as a figure
ALIKE = 4  # figures of one measure
CHAINS = (0.8, 0.11, 0.04, 0.02, 0.015, 0.015)  # the shares of chains of one to six


def chance(*stage: int) -> numpy.random.Generator:
    """Random numbers for one stage, the same in each run."""
    return numpy.random.default_rng([SEED, *stage])


def skewed(own: numpy.random.Generator, among: int, number: int, flat: float) -> numpy.ndarray:
    """Places in a list of which the first are drawn most, the less so the larger `flat`."""
    weights = 1 / (numpy.arange(among) + flat)
    return own.choice(among, number, p=weights / weights.sum())


def adjusted(own: numpy.random.Generator, counts: numpy.ndarray, total: int, least: int) -> None:
    """Change counts here and there by one until they sum up to the total, none below `least`."""
    while gap := total - int(counts.sum()):
        step = 1 if gap > 0 else -1
        able = numpy.flatnonzero((counts + step >= least) & (counts < 20) & (counts > 0))
        counts[own.choice(able, min(abs(gap), len(able)), replace=False)] += step


@dataclass(frozen=True)
class Shape:
    """A record of `size` claims, three times as many appearances, a third as many articles."""

    size: int

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return max(2, self.size // 3)

    @property
    def sources(self) -> int:
        """How many sources: 50,000 for a million claims."""
        return max(500, self.size // 20)

    @property
    def outlets(self) -> int:
        """The sources 1 to this publish."""
        return max(20, self.sources * 6 // 100)

    @property
    def users(self) -> int:
        """How many people work on it."""
        return 40

    # Sources

    @cached_property
    def kinds(self) -> numpy.ndarray:
        """Of each source but the outlets: the place of its kind in SPEAKERS."""
        kinds = chance(1).choice(
            6, self.sources - self.outlets, p=(0.5, 0.26, 0.07, 0.03, 0.1, 0.04)
        )
        kinds[:5] = (1, 3, 0, 1, 2)  # those who say most have a name
        return kinds

    @cached_property
    def owners(self) -> numpy.ndarray:
        """Of each source the id of its owner, 0 for none. An owner is an organisation of a lower number,
        or for an outlet any, so that there is no ring."""
        own = chance(2)
        bodies = numpy.flatnonzero(self.kinds == 1) + self.outlets + 1
        owners = bodies[skewed(own, len(bodies), self.sources, 8)]
        owned = own.random(self.sources) < 0.25
        ids = numpy.arange(1, self.sources + 1)
        return numpy.where(owned & ((owners < ids) | (ids <= self.outlets)), owners, 0)

    # Articles, and which claims they make

    @cached_property
    def publishers(self) -> numpy.ndarray:
        """Of each article the id of its publisher: the first outlets have 5% of them each."""
        return skewed(chance(3), self.outlets, self.articles, 3).astype(numpy.int32) + 1

    @cached_property
    def per_claim(self) -> numpy.ndarray:
        """How many appearances each claim has: three in the mean, a few a thousand, some none."""
        own = chance(4)
        counts = own.choice(
            (0, 1, 2, 3, 4, 5, 7, 10, 15),
            self.size,
            p=(0.02, 0.34, 0.22, 0.15, 0.1, 0.07, 0.05, 0.035, 0.015),
        )
        counts[self.repeated - 1] = min(MANY, max(5, self.size // 10))
        adjusted(own, counts, 3 * self.size, 1)
        return counts.astype(numpy.int32)

    @cached_property
    def repeated(self) -> numpy.ndarray:
        """The ids of the claims that everybody repeats: one in 20,000."""
        number = max(1, self.size // 20_000)
        return (numpy.arange(number) * (self.size // number) + self.size // (2 * number)) + 1

    @cached_property
    def per_article(self) -> numpy.ndarray:
        """How many quotes each article has: nine in the mean, and in one of 500 fifty."""
        own = chance(5)
        counts = numpy.maximum(1, own.poisson(8.9, self.articles))
        counts[self.long - 1] = min(QUOTES, max(2, self.size // 4))
        adjusted(own, counts, 3 * self.size, 1)
        return counts.astype(numpy.int32)

    @cached_property
    def long(self) -> numpy.ndarray:
        """The ids of the articles with the most quotes."""
        return numpy.arange(self.articles // 2 + 1, self.articles + 1, 500)

    @cached_property
    def first_quote(self) -> numpy.ndarray:
        """Of each article the place of its first appearance; one more at the end."""
        return numpy.concatenate(([0], numpy.cumsum(self.per_article)))

    @cached_property
    def claims(self) -> numpy.ndarray:
        """Of each appearance the id of its claim, in the order of the articles."""
        own = chance(6)
        claims = numpy.repeat(numpy.arange(1, self.size + 1, dtype=numpy.int32), self.per_claim)
        near = claims + own.normal(0, NEARBY, len(claims))
        everywhere = numpy.isin(claims, self.repeated)
        near[everywhere] = own.random(int(everywhere.sum())) * self.size
        return claims[numpy.argsort(near)]

    @cached_property
    def in_article(self) -> numpy.ndarray:
        """Of each appearance the id of its article."""
        return numpy.repeat(numpy.arange(1, self.articles + 1, dtype=numpy.int32), self.per_article)

    @cached_property
    def first_two(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Of each claim the places of its first two appearances; -1 where there is none."""
        order = numpy.argsort(self.claims, kind="stable").astype(numpy.int32)
        starts = numpy.concatenate(([0], numpy.cumsum(self.per_claim)[:-1]))
        padded = numpy.append(order, [-1, -1])
        first = numpy.where(self.per_claim > 0, padded[starts], -1)
        return first, numpy.where(self.per_claim > 1, padded[starts + 1], -1)

    # Appearances

    @cached_property
    def stances(self) -> numpy.ndarray:
        """Of each appearance the place of its stance in STANCES."""
        return chance(7).choice(3, 3 * self.size, p=(0.9, 0.04, 0.06)).astype(numpy.int8)

    @cached_property
    def bases(self) -> numpy.ndarray:
        """Of each appearance the place of its basis in BASES."""
        return chance(8).choice(4, 3 * self.size, p=(0.64, 0.14, 0.21, 0.01)).astype(numpy.int8)

    @cached_property
    def chains(self) -> numpy.ndarray:
        """Of each appearance how many links its attribution has: none to six."""
        lengths = chance(9).choice((1, 2, 3, 4, 5, 6), 3 * self.size, p=CHAINS)
        return numpy.where(self.bases == 0, lengths, 0).astype(numpy.int8)

    @cached_property
    def first_link(self) -> numpy.ndarray:
        """Of each appearance how many attributions stand before its own; one more at the end."""
        return numpy.concatenate(([0], numpy.cumsum(self.chains, dtype=numpy.int64)))

    @cached_property
    def ends(self) -> numpy.ndarray:
        """Of each appearance the id of the source at the end of its chain.

        Mostly somebody who speaks, the first of them for one appearance in a hundred; in one of ten an
        outlet. Some repeat the outlet that had the claim first, and in one claim of 200 the first two
        articles quote each other.
        """
        own = chance(10)
        number = 3 * self.size
        ends = skewed(own, self.sources - self.outlets, number, 12) + self.outlets + 1
        kind = own.random(number)
        ends = numpy.where(kind < 0.06, skewed(own, self.outlets, number, 3) + 1, ends)
        first, second = self.first_two
        by = self.publishers[self.in_article - 1]
        had_it = by[first[self.claims - 1]]
        ends = numpy.where((kind > 0.94) & (had_it != by), had_it, ends)
        for one, other in ((first, second), (second, first)):
            ring = (numpy.arange(self.size) % 200 == 7) & (other >= 0)
            ends[one[ring]] = by[other[ring]]
        return ends.astype(numpy.int32)

    # Claims

    @cached_property
    def parts(self) -> dict[str, numpy.ndarray]:
        """The parts of each claim's statement."""
        return words.draw(chance(11), self.size)

    @cached_property
    def states(self) -> numpy.ndarray:
        """Of each claim the place of its state in STATES."""
        return chance(12).choice(4, self.size, p=(0.8, 0.02, 0.15, 0.03)).astype(numpy.int8)

    @cached_property
    def figured(self) -> numpy.ndarray:
        """Of each claim whether its number is recorded as a figure."""
        return chance(13).random(self.size) < IN_FIGURES

    @cached_property
    def measures(self) -> numpy.ndarray:
        """Of each claim the id of the measure that its figure is of, 0 for none: one figure of fifty
        stands with three others of its unit."""
        inside = self.figured & (chance(14).random(self.size) < 0.02)
        things = self.parts["thing"]
        order = numpy.flatnonzero(inside)[numpy.argsort(things[inside], kind="stable")]
        within = numpy.arange(len(order)) - numpy.searchsorted(things[order], things[order])
        found = numpy.zeros(self.size, dtype=numpy.int32)
        found[order] = numpy.cumsum(within % ALIKE == 0)
        return found

    def statement(self, claim: int) -> str:
        """The statement of the claim with this id."""
        return words.statement(self.parts, claim - 1)
