"""The origin graph of one claim: what goes into an assessment, what comes out, and what leads where.

PURE: plain dataclasses; no Django, no database.

The graph is drawn from the claim towards its origins:

    claim ── appearance ── attribution ── … ── origin          "a former officer, says X"
                  │             └── outlet ── its own appearance ── …   followed further
                  ├── the article's publisher                  own reporting, unattributed words
                  └── the article it derives from ── …         a copy is followed to what it copies

An origin is a source at the end of a chain. Origins with a tie between them (one owner, one article
copied from the other, an editor's mark) are a family, and a family counts once.

PROV's `wasAttributedTo` and `hadPrimarySource` are the model for a chain, `wasDerivedFrom` for a copy.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from claims.figures import Beside, Figure
from claims.vocabulary import (
    COUNTING,
    Basis,
    FlagCode,
    QuoteState,
    Reason,
    SourceKind,
    Stance,
    Status,
    Verdict,
)

# Named here once: to look a member of an enumeration up takes Python longer than all else that is done with
# it, and an assessment would do so a hundred times.
ATTRIBUTED, OWN_REPORTING, OUTLET = Basis.ATTRIBUTED, Basis.OWN_REPORTING, SourceKind.OUTLET
NOT_SERIOUS = frozenset({Basis.ILLUSTRATIVE})
INDEPENDENT, NOT_INDEPENDENT = Verdict.INDEPENDENT, Verdict.NOT_INDEPENDENT
UNKNOWN_KINDS = frozenset({SourceKind.ANONYMOUS, SourceKind.UNIDENTIFIED})
STANCES = tuple(Stance)
LIVE_STANCES = ASSERTS, DISPUTES = (Stance.ASSERTS, Stance.DISPUTES)
LOST = (QuoteState.CHANGED, QuoteState.GONE)
FINAL = frozenset({Reason.RULED_OUT, Reason.ILLUSTRATIVE})  # what no editor's mark would make count

Value = TypeVar("Value")


class once(Generic[Value]):
    """`functools.cached_property` as it is from Python 3.12 on. Before, it takes a lock, which costs more
    than most of what is worked out here."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        """Keep how it is worked out."""
        self.work, self.name = work, work.__name__

    def __get__(self, one: Any, of: type | None = None) -> Value:
        """Work it out, and leave it where it is found from now on."""
        found = one.__dict__[self.name] = self.work(one)
        return found


# What goes in


@dataclass(frozen=True)
class Source:
    """Somebody or something that a statement can be traced to. `owner` is the id of a source."""

    id: int
    name: str
    kind: SourceKind
    owner: int | None = None


@dataclass(frozen=True)
class Article:
    """A published piece. `derived_from` holds the ids of the articles that it copies or rewrites,
    `corrections` is how many are on record."""

    id: int
    publisher: int
    title: str = ""
    published_on: date | None = None
    derived_from: frozenset[int] = frozenset()
    corrections: int = 0
    retracted: bool = False


@dataclass(frozen=True)
class Attribution:
    """Who the article says said so; `via` is the id of the attribution that relayed it."""

    id: int
    source: int
    via: int | None = None
    self_interested: bool = False


@dataclass(frozen=True)
class Appearance:
    """The claim in one article, with its stance and on whose word.

    `quote_since` is the id of the capture in which the quote was first found as otherwise as it is now.
    """

    id: int
    article: int
    stance: Stance
    basis: Basis
    attributions: tuple[Attribution, ...] = ()
    self_interested: bool = False
    quote: QuoteState = QuoteState.IDENTICAL
    quote_since: int | None = None


@dataclass(frozen=True)
class Mark:
    """An editor's finding on a source, for this claim. `same_as` is set for that verdict alone."""

    source: int
    verdict: Verdict
    same_as: int | None = None


@dataclass(frozen=True)
class LikeCopy:
    """An article looks copied from another, and nobody has said yet whether it is; `either` if which of
    them would be the original is not known. Both are ids of articles."""

    article: int
    original: int
    either: bool = False


@dataclass(frozen=True)
class Graph:
    """All that bears on one claim. Sources hold the owners, articles what they derive from, upwards.

    `beside` sets its figures beside the others of their measures, and beside those that are proposed.
    `decided_on` is the digest of the assessment that the latest decision was made on.
    """

    sources: Mapping[int, Source] = field(default_factory=dict)
    articles: Mapping[int, Article] = field(default_factory=dict)
    appearances: tuple[Appearance, ...] = ()
    marks: tuple[Mark, ...] = ()
    figures: tuple[Figure, ...] = ()
    beside: tuple[Beside, ...] = ()
    event_on: date | None = None
    decided_on: str | None = None
    like_copies: tuple[LikeCopy, ...] = ()


# What comes out


@dataclass(frozen=True)
class Origin:
    """A source at the end of a chain, whether it counts, and why. `articles` name it themselves."""

    source: int
    name: str
    kind: SourceKind
    reason: Reason
    articles: tuple[int, ...]
    own_words: bool

    @property
    def counts(self) -> bool:
        """Whether it may stand behind the claim as it is."""
        return self.reason in COUNTING


@dataclass(frozen=True)
class Family:
    """Origins with a tie between them. They count once, if any of them counts."""

    origins: tuple[Origin, ...]

    @once
    def counts(self) -> bool:
        """Whether it is one of the families that corroborate."""
        return any(origin.reason in COUNTING for origin in self.origins)

    @once
    def may_count(self) -> bool:
        """Whether it counts, or would if an editor confirmed it."""
        return any(origin.reason not in FINAL for origin in self.origins)

    @once
    def key(self) -> int:
        """Its lowest source id: the same for the same origins."""
        return min([origin.source for origin in self.origins])


@dataclass(frozen=True)
class Flag:
    """One reason why the claim needs a person, in words, and what would clear it."""

    code: FlagCode
    explanation: str
    clears: str


@dataclass(frozen=True)
class Corrected:
    """An article that asserts or disputes the claim, and how many corrections it carries."""

    article: int
    title: str
    number: int


@dataclass(frozen=True)
class LostQuote:
    """A quote that says something else in a later capture, or is gone; `since` is the capture in which
    it was first found so."""

    appearance: int
    title: str
    state: QuoteState
    since: int | None


@dataclass(frozen=True)
class Assessment:
    """What the origin graph says of a claim.

    `articles` are those that assert it and have not been retracted. `digest` is the same for as long
    as status, families, what counts, flags, corrections and lost quotes are: a decision keeps it to
    know when it is stale.
    """

    status: Status
    sentence: str
    asserting: tuple[Family, ...]
    disputing: tuple[Family, ...]
    articles: tuple[int, ...]
    flags: tuple[Flag, ...]
    digest: str
    corrections: tuple[Corrected, ...] = ()
    lost_quotes: tuple[LostQuote, ...] = ()

    @property
    def counted(self) -> int:
        """How many families that assert the claim count."""
        return sum(family.counts for family in self.asserting)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The origins that assert the claim, family by family."""
        return tuple(origin for family in self.asserting for origin in family.origins)

    @property
    def codes(self) -> tuple[FlagCode, ...]:
        """The codes of the flags, in the order of the vocabulary."""
        return tuple(flag.code for flag in self.flags)


# How one comes from the other


class Step(NamedTuple):
    """One step from an appearance: to a source that ends the chain, or to appearances (`onward`)."""

    source: int
    own_words: bool = False
    self_interested: bool = False
    basis: Basis = ATTRIBUTED
    onward: bool = False
    article: int | None = None
    copied: bool = False


Hub = tuple[str, int]
"""What appearances are followed through: an outlet, or an article that is copied."""


def ends(appearance: Appearance) -> tuple[Attribution, ...]:
    """The attributions that nobody else relays: where its chains end. None, if they go in a ring."""
    relays = {attribution.via for attribution in appearance.attributions}
    return tuple([item for item in appearance.attributions if item.id not in relays])


class Evidence:
    """The graph, indexed once. Everything here follows from the graph alone and never changes."""

    def __init__(self, graph: Graph) -> None:
        """Index `graph`; each part is worked out when it is first asked for."""
        self.graph = graph

    @once
    def live(self) -> dict[Stance, list[Appearance]]:
        """The appearances of articles that stand, by stance, in the order of their ids."""
        found: dict[Stance, list[Appearance]] = {stance: [] for stance in STANCES}
        for appearance in sorted(self.graph.appearances, key=attrgetter("id")):
            if not self.article(appearance).retracted:
                found[appearance.stance].append(appearance)
        return found

    def article(self, appearance: Appearance) -> Article:
        """The article that an appearance is in."""
        return self.graph.articles[appearance.article]

    @once
    def speaking(self) -> tuple[Appearance, ...]:
        """The live appearances that assert or dispute."""
        return (*self.live[ASSERTS], *self.live[DISPUTES])

    def corrections(self) -> tuple[Corrected, ...]:
        """The corrections of the articles that assert or dispute it, in the order of their ids."""
        articles = [self.article(item) for item in self.speaking]
        found = {article.id: article for article in articles if article.corrections}
        return tuple(
            Corrected(key, article.title, article.corrections)
            for key, article in sorted(found.items())
        )

    @once
    def lost(self) -> list[Appearance]:
        """The live appearances whose quotes are changed or gone, those that assert first."""
        return [item for item in self.speaking if item.quote in LOST]

    def lost_quotes(self) -> tuple[LostQuote, ...]:
        """The quotes that are changed or gone, in the order of their ids."""
        return tuple(
            LostQuote(item.id, self.article(item).title, item.quote, item.quote_since)
            for item in sorted(self.lost, key=attrgetter("id"))
        )

    @once
    def verdicts(self) -> dict[Verdict, set[int]]:
        """The sources that editors found independent, and those they did not."""
        found: dict[Verdict, set[int]] = defaultdict(set)
        for mark in self.graph.marks:
            found[mark.verdict].add(mark.source)
        return found

    @once
    def speaking_outlets(self) -> set[tuple[Stance, int]]:
        """The outlets whose own captured articles take each stance."""
        published = ((item.stance, self.article(item).publisher) for item in self.speaking)
        return {
            (stance, source)
            for stance, source in published
            if self.graph.sources[source].kind == OUTLET
        }

    @once
    def speaking_articles(self) -> set[tuple[Stance, int]]:
        """The articles that take each stance."""
        return {(item.stance, item.article) for item in self.speaking}

    @once
    def derived(self) -> dict[int, list[int]]:
        """The articles that derive directly from each article."""
        found: dict[int, list[int]] = defaultdict(list)
        for article in self.graph.articles.values():
            for original in article.derived_from:
                found[original].append(article.id)
        return found

    @once
    def retracted_articles(self) -> set[tuple[Stance, int]]:
        """The articles that took each stance and have been retracted."""
        return {
            (appearance.stance, appearance.article)
            for appearance in self.graph.appearances
            if appearance.stance in LIVE_STANCES and self.article(appearance).retracted
        }

    @once
    def copies(self) -> set[tuple[Stance, int]]:
        """The articles that derive, directly or through others, from one that takes each stance, or
        took it before it was retracted."""
        if not self.derived:
            return set()
        return self._copies_of(self.speaking_articles | self.retracted_articles)

    @once
    def live_copies(self) -> set[tuple[Stance, int]]:
        """Of the copies, those that derive from an article which still takes the stance."""
        return self._copies_of(self.speaking_articles)

    def _copies_of(self, originals: set[tuple[Stance, int]]) -> set[tuple[Stance, int]]:
        found: set[tuple[Stance, int]] = set()
        waiting = deque(originals)
        while waiting:
            stance, original = waiting.popleft()
            fresh = {(stance, copy) for copy in self.derived.get(original, ())} - found
            found |= fresh
            waiting.extend(fresh)
        return found

    def steps(self, appearance: Appearance) -> tuple[Step, ...]:
        """Where one appearance leads: the origins that it names, and what it is followed into.

        A copy leads to what it copies. When all of that has been retracted it leads to what it names,
        noted as copied: a retraction must not turn a copy into an origin.
        """
        named = tuple(self._followed(appearance))
        if (appearance.stance, appearance.article) not in self.copies:
            return named
        article = self.article(appearance)
        onward = tuple(
            Step(article.publisher, own_words=True, onward=True, article=original)
            for original in sorted(article.derived_from)
            if (appearance.stance, original) in self.speaking_articles
            or (appearance.stance, original) in self.live_copies
        )
        if not onward:
            return tuple(step._replace(copied=True) for step in named)
        confirmed = self.verdicts[INDEPENDENT]
        kept = (step for step in named if step.source in confirmed and not step.onward)
        return (*kept, *onward)

    def _followed(self, appearance: Appearance) -> Iterator[Step]:
        for step in self.all_told[appearance.id]:
            followed = (
                not step.own_words and (appearance.stance, step.source) in self.speaking_outlets
            )
            if not followed or step.source in self.verdicts[INDEPENDENT]:
                yield step
            if followed:
                yield Step(step.source, onward=True)

    def told(self, appearance: Appearance) -> tuple[Step, ...]:
        """On whose word an appearance says it, before anything is followed."""
        if _in_own_words(appearance):
            unattributed = appearance.basis == ATTRIBUTED
            return (
                Step(
                    self.article(appearance).publisher,
                    own_words=True,
                    self_interested=appearance.self_interested,
                    basis=Basis.UNATTRIBUTED if unattributed else appearance.basis,
                ),
            )
        return tuple(
            [Step(end.source, self_interested=end.self_interested) for end in ends(appearance)]
        )

    @once
    def all_told(self) -> dict[int, tuple[Step, ...]]:
        """On whose word each appearance says it, by the appearance's id."""
        return {appearance.id: self.told(appearance) for appearance in self.graph.appearances}

    @once
    def tellings(self) -> dict[tuple[Stance, int], list[Step]]:
        """Every time that a source is given as saying so: in copies, on the way to others, and in
        articles since retracted too, because a retraction must not clear anybody."""
        found: dict[tuple[Stance, int], list[Step]] = defaultdict(list)
        for appearance in self.graph.appearances:
            for step in self.all_told[appearance.id]:
                found[appearance.stance, step.source].append(step)
        return found

    @once
    def all_steps(self) -> dict[int, tuple[Step, ...]]:
        """The steps of every live appearance that asserts or disputes, by the appearance's id."""
        return {appearance.id: self.steps(appearance) for appearance in self.speaking}

    @once
    def family_of(self) -> dict[int, int]:
        """For each source, the lowest id among the sources that it has a tie with."""
        ties = DisjointSets(self.graph.sources)
        for source in self.graph.sources.values():
            if source.owner is not None:
                ties.join(source.id, source.owner)
        for mark in self.graph.marks:
            if mark.verdict == Verdict.SAME_AS and mark.same_as is not None:
                ties.join(mark.source, mark.same_as)
        for one, other in self._shared_words():
            ties.join(one, other)
        return {source: ties.find(source) for source in self.graph.sources}

    def _shared_words(self) -> Iterator[tuple[int, int]]:
        """Pairs of publishers whose own words come from one article: a copy and what it copies, or
        two copies of an article that need not make the claim itself."""
        own = {item.article for item in self.speaking if _in_own_words(item)}
        if not self.derived:
            return
        words = DisjointSets(own)
        waiting, seen = list(own), set(own)
        while waiting:
            article = waiting.pop()
            known = self.graph.articles.get(article)
            for original in known.derived_from if known else ():
                words.join(article, original)
                if original not in seen:
                    seen.add(original)
                    waiting.append(original)
        first: dict[int, int] = {}
        for article in own:
            publisher = self.graph.articles[article].publisher
            yield first.setdefault(words.find(article), publisher), publisher

    def families(self, stance: Stance) -> tuple[Family, ...]:
        """The families of origins that take a stance, each with what counts and why."""
        if not self.live[stance]:
            return ()
        told: dict[int, list[tuple[Step, int]]] = defaultdict(list)
        for appearance in self.live[stance]:
            for step in self.all_steps[appearance.id]:
                if not step.onward:
                    told[step.source].append((step, appearance.article))
        grouped: dict[int, list[Origin]] = defaultdict(list)
        for source in sorted(told):
            grouped[self.family_of[source]].append(self._origin(stance, source, told[source]))
        families = (Family(tuple(origins)) for origins in grouped.values())
        return tuple(sorted(families, key=lambda family: (not family.counts, family.key)))

    def _origin(self, stance: Stance, source: int, told: list[tuple[Step, int]]) -> Origin:
        known = self.graph.sources[source]
        return Origin(
            source=source,
            name=known.name,
            kind=known.kind,
            reason=self._reason(stance, known, [step for step, _ in told]),
            articles=tuple(sorted({article for _, article in told})),
            own_words=all(step.own_words for step, _ in told),
        )

    def _reason(self, stance: Stance, source: Source, steps: list[Step]) -> Reason:
        """Why a source counts, or does not, by the `steps` that name it as an origin.

        The weakest telling decides, because a word repeated without the remark is the same word:
        self-interest said once holds, and what a source says in its own words decides over what
        others attribute to it.
        """
        first_hand = [step for step in steps if not step.copied]
        tellings = self.tellings[stance, source.id]
        own = {step.basis for step in tellings if step.own_words}
        serious = (own or {step.basis for step in steps}) - NOT_SERIOUS
        if source.id in self.verdicts[NOT_INDEPENDENT]:
            return Reason.RULED_OUT
        if not serious:
            return Reason.ILLUSTRATIVE
        if source.id in self.verdicts[INDEPENDENT]:
            return Reason.CONFIRMED
        if not first_hand:
            return Reason.COPIED
        if any(step.self_interested for step in tellings):
            return Reason.SELF_INTERESTED
        if source.kind in UNKNOWN_KINDS:
            return Reason.UNATTRIBUTED if serious == {Basis.UNATTRIBUTED} else Reason.UNKNOWN
        if any(step.basis == OWN_REPORTING for step in first_hand):
            return Reason.OWN_REPORTING
        quoted = any(not step.own_words for step in first_hand)
        if quoted and source.kind == OUTLET:
            return Reason.NOT_CAPTURED
        return Reason.UNATTRIBUTED if own else Reason.NAMED

    @once
    def circular(self) -> tuple[Appearance, ...]:
        """The asserting appearances whose chains reach no origin."""
        reached = self._reaching_an_origin(ASSERTS)
        return tuple([item for item in self.live[ASSERTS] if item.id not in reached])

    @once
    def leading(self) -> frozenset[int]:
        """The asserting articles that reach an origin."""
        lost = {item.id for item in self.circular}
        return frozenset([item.article for item in self.live[ASSERTS] if item.id not in lost])

    def _reaching_an_origin(self, stance: Stance) -> set[int]:
        """The ids of the appearances from which an origin can be reached: backwards from those that
        name one, through outlets and copied articles. Linear in the size of the graph."""
        live, steps = self.live[stance], self.all_steps
        reached = {item.id for item in live if not all(step.onward for step in steps[item.id])}
        if len(reached) == len(live):
            return reached
        by_id = {appearance.id: appearance for appearance in live}
        led_by: dict[Hub, list[int]] = defaultdict(list)
        for appearance in live:
            for step in steps[appearance.id]:
                if step.onward:
                    led_by[_hub(step)].append(appearance.id)
        passed: set[Hub] = set()
        waiting = deque(hub for found in reached for hub in self._hubs(by_id[found]))
        while waiting:
            hub = waiting.popleft()
            if hub in passed:
                continue
            passed.add(hub)
            fresh = [earlier for earlier in led_by[hub] if earlier not in reached]
            reached.update(fresh)
            waiting.extend(hub for found in fresh for hub in self._hubs(by_id[found]))
            if hub[0] == "article":
                waiting.extend(("article", copy) for copy in self.derived.get(hub[1], ()))
        return reached

    def _hubs(self, appearance: Appearance) -> tuple[Hub, Hub]:
        article = self.article(appearance)
        return ("outlet", article.publisher), ("article", article.id)


def _hub(step: Step) -> Hub:
    return ("outlet", step.source) if step.article is None else ("article", step.article)


def _in_own_words(appearance: Appearance) -> bool:
    return appearance.basis != ATTRIBUTED or not appearance.attributions


class DisjointSets:
    """Sets that only ever join (union-find with path halving; Tarjan 1975).

    The name of a set is its lowest member, so it does not depend on the order of the joins.
    """

    def __init__(self, members: Iterable[int]) -> None:
        """Every member starts in a set of its own."""
        self.above = {member: member for member in members}

    def find(self, member: int) -> int:
        """The name of the member's set. A stranger starts in a set of its own."""
        above = self.above
        next_above = above.setdefault(member, member)
        while next_above != member:
            above[member] = member = above[next_above]
            next_above = above[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Make the sets of both one set."""
        low, high = sorted((self.find(one), self.find(other)))
        self.above[high] = low
