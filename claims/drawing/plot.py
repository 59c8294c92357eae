"""What is drawn of the facts within some limits: the many are folded into few.

PURE: no Django.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from claims.drawing.facts import Facts
from claims.drawing.lettering import clean
from claims.drawing.order import in_order
from claims.drawing.parts import (
    ARTICLES_ALIKE,
    SPEAKING,
    Block,
    Box,
    Goal,
    Hub,
    Kin,
    Limits,
    Link,
    Plan,
    Target,
    Telling,
    Via,
    Voice,
    Way,
    anchor,
    first,
)
from claims.drawing.shapes import COPIED, QUOTES, Fold, Listed, Ref
from claims.graph import Origin
from claims.sentences import counted, origin_name, reason_label
from claims.vocabulary import SOURCE_KINDS, STANCES, Stance


class Plot:
    """What is drawn within some limits: boxes, and the links between them."""

    def __init__(self, facts: Facts, statement: str, limits: Limits) -> None:
        """Each part is worked out when it is first asked for."""
        self.facts = facts
        self.statement = statement
        self.limits = limits

    @cached_property
    def origins(self) -> list[Block]:
        """The last column: families, folded if they are large or many."""
        blocks: list[Block] = []
        for stance in SPEAKING:
            families = [kin for kin in self.facts.families if kin[0].stances[0] == stance]
            families.sort(key=_weight)
            shown, rest = _families_shown(families, self.limits.origins[stance], self.limits.kin)
            blocks += [self._family(kin) for kin in shown]
            if rest:
                box = _more_origins(f"more-{stance}", rest, "more origin" if shown else "origin")
                blocks.append(Block(box.key, (box,)))
        return blocks

    def _family(self, kin: Kin) -> Block:
        shown, rest = first(kin, self.limits.kin)
        key = f"family-{min(voice.origin.source for voice in kin)}"
        boxes = [_origin_box(voice) for voice in shown]
        if rest:
            alone = [[voice] for voice in rest]
            boxes.append(_more_origins(f"more-of-{key}", alone, "more origin"))
        return Block(key, tuple(boxes), self.facts.tie([voice.origin for voice in kin]))

    @cached_property
    def origin_box(self) -> dict[int, str]:
        """The box of each origin."""
        return _covering(self.origins)

    # Relays

    @cached_property
    def _vias(self) -> dict[str, list[tuple[int, ...]]]:
        """For each box of origins, who passes its words on: the chains that most articles use first."""
        told: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
        for telling in self.facts.tellings:
            for way in telling.ways:
                if way.relays and not way.word:
                    told[self.origin_box[way.target[1]]][way.relays] += 1
        return {
            box: sorted(chains, key=lambda chain: (-chains[chain], chain))
            for box, chains in told.items()
        }

    @cached_property
    def _relayed(self) -> dict[Via, Box]:
        """The box of each chain of relays. A box leads to one box of origins, so that it can be seen
        whose words went through it."""
        many = sum(map(len, self._vias.values())) > self.limits.relays
        found: dict[Via, Box] = {}
        for target in self._vias:
            shown, rest = first(self._vias[target], 1 if many else self.limits.kin)
            found |= {(chain, target): self._relay(chain, target) for chain in shown}
            if rest:
                found |= dict.fromkeys(
                    ((chain, target) for chain in rest), self._relays(rest, target)
                )
        return found

    def _relay(self, chain: tuple[int, ...], target: str) -> Box:
        href = f"/sources/{chain[0]}/" if len(chain) == 1 else ""
        key = f"relay-{'-'.join(map(str, chain))}-{target}"
        return Box(key, "relay", self.facts.chain_name(chain), href=href)

    def _relays(self, chains: list[tuple[int, ...]], target: str) -> Box:
        refs = (Ref(self.facts.chain_name(chain), "", "") for chain in chains)
        members = Listed.of(len(chains), refs)
        return Box(
            f"relays-{target}", "relay", f"{len(chains):,} sources that pass it on", members=members
        )

    # Articles, folded

    @cached_property
    def articles(self) -> list[Block]:
        """The second column. Articles alike in all that is drawn of them fold into one box."""
        alike: dict[object, list[Telling]] = defaultdict(list)
        for telling in self.facts.tellings:
            alike[self._likeness(telling)].append(telling)
        groups: list[list[Telling]] = []
        for tellings in alike.values():
            many = len(tellings) > ARTICLES_ALIKE
            groups += [tellings] if many else [[telling] for telling in tellings]
        return [Block(box.key, (box,)) for box in self._article_boxes(groups)]

    def _likeness(self, telling: Telling) -> object:
        ends = frozenset((way.against, way.word, self._goal(way)) for way in telling.ways)
        led_to = frozenset(hub for hub in telling.hubs if hub in self.facts.hubs_used)
        return telling.stances, ends, led_to, telling.article.retracted, telling.circular

    def _article_boxes(self, groups: list[list[Telling]]) -> list[Box]:
        """The largest groups and what others rest on are shown; beyond that, one box a stance."""
        groups.sort(
            key=lambda group: (not self._led_to(group[0]), -len(group), group[0].article.id)
        )
        shown, rest = first(groups, self.limits.articles)
        others: dict[object, list[Telling]] = defaultdict(list)
        for telling in (telling for group in rest for telling in group):
            others[telling.stances, telling.article.retracted].append(telling)
        return [
            *(self._article_box(group) for group in shown),
            *(self._article_box(group, "more article") for group in others.values()),
        ]

    def _article_box(self, group: list[Telling], noun: str = "article") -> Box:
        telling = group[0]
        looks = ("retracted",) if telling.article.retracted else ()
        circular = all(telling.circular for telling in group)
        notes = ("circular: leads back to itself",) if circular else ()
        covers = tuple(telling.article.id for telling in group)
        if len(group) > 1:
            name = f"{counted(len(group), noun)} {_rests(group)}".strip()
            key = f"articles-{covers[0]}"
            members = Listed.of(len(covers), map(self.facts.article_ref, covers))
            return Box(key, "article", name, notes, looks=looks, covers=covers, members=members)
        ref = self.facts.article_ref(covers[0])
        notes = (ref.detail, *looks, *notes)
        return Box(f"article-{covers[0]}", "article", ref.name, notes, ref.href, looks, covers)

    def _led_to(self, telling: Telling) -> bool:
        return any(hub in self.facts.hubs_used for hub in telling.hubs)

    def _goal(self, way: Way) -> Goal:
        """The box that a way leads to first; an outlet or an article stays what it is."""
        if way.word:
            return way.target
        target = self.origin_box[way.target[1]]
        return self._relayed[way.relays, target].key if way.relays else target

    # All together

    @cached_property
    def links(self) -> list[Link]:
        """What leads where, once each."""
        found = set(self._article_links())
        onward = {box.key: target for (_, target), box in self._relayed.items()}
        found |= {
            Link(link.target, onward[link.target], "rests on", link.against)
            for link in found
            if link.target in onward
        }
        return sorted(found, key=lambda link: (link.against, link))

    def _article_links(self) -> Iterator[Link]:
        box_of = _covering(self.articles)
        speaking: dict[Hub, set[str]] = defaultdict(set)
        for telling in self.facts.tellings:
            for hub in telling.hubs:
                speaking[hub].add(box_of[telling.article.id])
        for telling in self.facts.tellings:
            box = box_of[telling.article.id]
            for stance in telling.stances:
                yield Link("claim", box, stance.value, stance == Stance.DISPUTES)
            for way in telling.ways:
                goal = self._goal(way)
                if isinstance(goal, str):
                    yield Link(box, goal, "rests on", way.against)
                    continue
                for other in speaking[way.against, goal] - {box}:
                    yield Link(box, other, way.word, way.against)

    @cached_property
    def plan(self) -> Plan:
        """The columns in order, with all that belongs to them."""
        claim = Block("claim", (Box("claim", "claim", self.statement),))
        boxes = {box.key: box for box in self._relayed.values()}
        relays = [Block(key, (box,)) for key, box in boxes.items()]
        articles, relays, origins = in_order(self.articles, relays, self.origins, self.links)
        stances = {stance for telling in self.facts.tellings for stance in telling.stances}
        columns = ((claim,), tuple(articles), tuple(relays), tuple(origins))
        drawn = [box for blocks in columns for block in blocks for box in block.boxes]
        folds = tuple(Fold(anchor(box.key), box.name, box.members) for box in drawn if box.members)
        captions = (
            "the claim",
            MADE_IN.get(frozenset(stances), ""),
            "which had it from",
            "which rest on",
        )
        return Plan(columns, tuple(self.links), captions, folds)


MADE_IN = {
    frozenset({Stance.ASSERTS}): "is made in",
    frozenset({Stance.DISPUTES}): "is disputed in",
    frozenset(SPEAKING): "is made or disputed in",
}


def _covering(blocks: Iterable[Block]) -> dict[int, str]:
    return {covered: box.key for block in blocks for box in block.boxes for covered in box.covers}


def _families_shown(families: list[Kin], most: int, kin_most: int) -> tuple[list[Kin], list[Kin]]:
    """The families that fit among `most` boxes, and the rest."""
    sizes = [min(len(kin), kin_most) for kin in families]
    if sum(sizes) <= most:
        return families, []
    number = sum(total < most for total in accumulate(sizes))
    return families[:number], families[number:]


def _weight(kin: Kin) -> tuple[int, bool]:
    """What most articles name comes first, then what counts."""
    named = {article for voice in kin for article in voice.origin.articles}
    return -len(named), not any(voice.origin.counts for voice in kin)


def _more_origins(key: str, families: list[Kin], noun: str) -> Box:
    """One box for the origins of several families, of which some may count."""
    voices = [voice for kin in families for voice in kin]
    counting = sum(any(voice.origin.counts for voice in kin) for kin in families)
    apart = (
        ""
        if len(families) == len(voices)
        else f" in {counted(len(families), 'family', 'families')}"
    )
    which = " of the families" if apart else " of which"
    name = f"{counted(len(voices), noun)}{apart}, {counting or 'none'}{which} {_count(counting)}"
    looks = (("counts",) if counting else ("open",)) + _against(voices)
    covers = tuple(voice.origin.source for voice in voices)
    members = Listed.of(len(voices), (origin_ref(voice.origin) for voice in voices))
    return Box(key, "origin", name, looks=looks, covers=covers, members=members)


def _count(number: int) -> str:
    return "counts" if number == 1 else "count"


def _against(voices: Iterable[Voice]) -> tuple[str, ...]:
    return () if any(Stance.ASSERTS in voice.stances for voice in voices) else ("against",)


def _origin_box(voice: Voice) -> Box:
    ref, against = origin_ref(voice.origin), Stance.DISPUTES in voice.stances
    notes = (ref.detail, *((_verbs(voice.stances),) if against else ()))
    looks = ("counts" if voice.origin.counts else "open", *_against([voice]))
    source = voice.origin.source
    return Box(f"origin-{source}", "origin", ref.name, notes, ref.href, looks, (source,))


def _verbs(stances: Iterable[Stance]) -> str:
    return " and ".join(STANCES[stance].label for stance in stances) + " the claim"


def origin_ref(origin: Origin) -> Ref:
    """An origin, as a list names it: what it is, and whether it counts and why."""
    label = reason_label(origin)
    kind = "" if origin.own_words else f"{SOURCE_KINDS[origin.kind].label} · "
    return Ref(clean(origin_name(origin)), f"{kind}{label}", f"/sources/{origin.source}/")


def _rests(group: list[Telling]) -> str:
    """What articles rest on, for the name of the box that they are folded into."""
    if group[0].article.retracted:
        return "since retracted"
    targets: dict[str, set[Target]] = defaultdict(set)
    for way in (way for telling in group for way in telling.ways):
        targets[way.word].add(way.target)
    nouns = {
        "": ("resting on", "origin"),
        COPIED: (COPIED, "article"),
        QUOTES: ("quoting", "outlet"),
    }
    return ", ".join(
        f"{verb} {'one ' + noun if len(targets[word]) == 1 else counted(len(targets[word]), noun)}"
        for word, (verb, noun) in nouns.items()
        if targets[word]
    )
