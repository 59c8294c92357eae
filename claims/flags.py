"""The flags of an assessment: each reason why a claim needs a person, with what would clear it.

PURE: no Django. One function a flag; each returns its explanation, or an empty text.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from claims.figures import (
    COMPARATOR_LABELS,
    Beside,
    Comparator,
    Figure,
    FigureKind,
    conflict,
    conflicts,
)
from claims.graph import UNKNOWN_KINDS, Appearance, Evidence, Family, Flag, LikeCopy, Origin, once
from claims.sentences import (
    family_name,
    family_names,
    listed,
    none_counts,
    rest,
    told,
    why_not,
)
from claims.vocabulary import (
    EXPLAINING,
    FLAGS,
    STATUSES,
    Basis,
    Finding,
    FlagCode,
    QuoteState,
    Reason,
    Stance,
    Status,
)

ILLUSTRATIVE = Basis.ILLUSTRATIVE
SETTLED = frozenset({Status.CORROBORATED, Status.UNSUPPORTED})
ASSERTED = frozenset(Status) - {Status.UNSUPPORTED}
OPEN = frozenset(Status) - SETTLED
# The statuses beside which a flag can stand, where those are not all: what the rules below ask for.
BESIDE = {
    FlagCode.SINGLE_ORIGIN: OPEN,
    FlagCode.REPEATED_ORIGIN: OPEN,
    FlagCode.CIRCULAR: ASSERTED,
    FlagCode.UNCONFIRMED_INDEPENDENCE: OPEN,
    FlagCode.ORIGIN_NOT_CAPTURED: OPEN,
    FlagCode.ANONYMOUS_ONLY: OPEN,
    FlagCode.SELF_INTERESTED_ONLY: OPEN,
    FlagCode.SOURCE_CORRECTED: ASSERTED,
    FlagCode.PREDATES_EVENT: ASSERTED,
}
MOST_TOLD = 3  # of the articles that look copied


@dataclass(frozen=True)
class Case:
    """What the flags are raised on."""

    evidence: Evidence
    status: Status
    families: tuple[Family, ...]
    articles: tuple[int, ...]
    like_copies: tuple[LikeCopy, ...] = ()
    if_copied: tuple[Status, int] | None = None

    @once
    def live(self) -> list[Appearance]:
        """The appearances that assert the claim."""
        return self.evidence.live[Stance.ASSERTS]

    @once
    def open(self) -> bool:
        """Whether more or better origins would still change the status."""
        return self.status not in SETTLED

    @property
    def names(self) -> str:
        """The asserting families, by name."""
        return family_names(self.families)

    @once
    def counted(self) -> int:
        """How many asserting families count."""
        return sum([family.counts for family in self.families])

    @once
    def may_count(self) -> int:
        """How many count, or would if an editor confirmed them."""
        return sum([family.may_count for family in self.families])

    @once
    def origins(self) -> list[Origin]:
        """The asserting origins, family by family."""
        return [origin for family in self.families for origin in family.origins]

    def sources(self, reason: Reason) -> list[str]:
        """The names of the asserting origins that have this reason."""
        return [origin.name for origin in self.origins if origin.reason == reason]

    def titles(self, appearances: list[Appearance]) -> str:
        """The articles of these appearances, by title."""
        return listed([self.title(key) for key in sorted({item.article for item in appearances})])

    def title(self, article: int) -> str:
        """What an article is called."""
        return self.evidence.graph.articles[article].title or f"article {article}"


def single_origin(case: Case) -> str:
    """One origin in one article, or several of which only one could ever count."""
    if not case.open or not case.families or case.may_count > 1 or _repeated(case):
        return ""
    if len(case.families) > 1:
        able = [family for family in case.families if family.may_count]
        if not able:
            return f"No origin of this claim can count: {case.names}."
        unable = family_names(family for family in case.families if not family.may_count)
        return f"Only {family_names(able)} can count as an origin of this claim, not {unable}."
    reason = why_not(case.families[0])
    standing = f", {reason}." if reason else ". It counts, but two are needed."
    return f"Only one origin stands behind this claim: {family_name(case.families[0])}{standing}"


def repeated_origin(case: Case) -> str:
    """Several articles, one origin."""
    if not case.open or not _repeated(case):
        return ""
    leading = len(case.evidence.leading)
    rests = rest(len(case.articles), leading)
    return f"{rests} {family_name(case.families[0])}: {told(leading)}."


def _repeated(case: Case) -> bool:
    return len(case.families) == 1 and len(case.evidence.leading) > 1


def circular(case: Case) -> str:
    """A chain that comes back to itself."""
    lost = list(case.evidence.circular)
    if not lost:
        return ""
    return f"The attributions in {case.titles(lost)} lead back to themselves and reach no origin."


def unconfirmed_independence(case: Case) -> str:
    """Enough origins are named; too few count."""
    if not case.open or case.counted > 1 or case.may_count < 2:
        return ""
    number = len(case.families)
    so_far = "only the first counts" if case.counted else none_counts(number)
    return f"{number:,} origins stand behind this claim ({case.names}), but so far {so_far}."


def origin_not_captured(case: Case) -> str:
    """An outlet is the end of a chain, and its article is not on record."""
    outlets = case.sources(Reason.NOT_CAPTURED)
    if not case.open or not outlets:
        return ""
    if len(outlets) > 1:
        return (
            f"{listed(outlets)} are quoted at second hand: no articles of their own that make the "
            "claim stand on record, and they may themselves repeat somebody."
        )
    return (
        f"{outlets[0]} is quoted at second hand: no article of its own that makes the claim "
        "stands on record, and it may itself repeat somebody."
    )


def anonymous_only(case: Case) -> str:
    """Nobody who is quoted as saying so is named."""
    if not case.open or not case.origins:
        return ""
    if any(one.kind not in UNKNOWN_KINDS or one.counts or one.own_words for one in case.origins):
        return ""
    return f"Everybody who says so is unnamed: {case.names}."


def self_interested_only(case: Case) -> str:
    """Only parties that speak about themselves say so."""
    if not case.open or not case.origins:
        return ""
    if any(origin.reason != Reason.SELF_INTERESTED for origin in case.origins):
        return ""
    return f"Everybody who says so speaks about themselves: {case.names}."


def illustrative_figure(case: Case) -> str:
    """An asserting appearance, or a figure of the claim, is illustrative."""
    made_up = [item for item in case.live if item.basis == ILLUSTRATIVE]
    if made_up:
        return f"Given as an illustration, not as a measurement, in {case.titles(made_up)}."
    if any(figure.kind == FigureKind.ILLUSTRATIVE for figure in case.evidence.graph.figures):
        return "A figure of this claim is recorded as illustrative."
    return ""


def conflicting_figures(case: Case) -> str:
    """Figures of one measure cannot all be right: those of the claim, or one of it and another."""
    graph = case.evidence.graph
    if len(graph.figures) < 2 and not graph.beside:
        return ""
    found = (_own_conflicts(case), *_conflicts_beside(case))
    return " ".join(text for text in found if text)


def _own_conflicts(case: Case) -> str:
    explained = {
        frozenset((one.own, one.other))
        for one in case.evidence.graph.beside
        if one.within and one.finding in EXPLAINING
    }
    at_odds: dict[tuple[str, str, str], set[Figure]] = defaultdict(set)
    for pair in conflicts(case.evidence.graph.figures):
        if frozenset(pair) not in explained:
            at_odds[pair[0].measure].update(pair)
    values = [_values(figures) for _, figures in sorted(at_odds.items())]
    if not values:
        return ""
    both = "both" if len(values) == 1 and len(values[0]) == 2 else "all"
    units = [min(figure.unit for figure in figures) for _, figures in sorted(at_odds.items())]
    texts = [_in_unit(alike, unit) for alike, unit in zip(values, units, strict=True)]
    return f"These figures cannot {both} be right: {'; '.join(texts)}."


def _conflicts_beside(case: Case) -> Iterator[str]:
    """A sentence for each measure, then one for what is only proposed. The other claims' figures are
    not told here: whoever reads this claim need not be allowed to read those."""
    measures: dict[str, list[Beside]] = defaultdict(list)
    for one in case.evidence.graph.beside:
        if one.open and not (one.within and conflict(one.own, one.other)):
            measures[one.measure].append(one)
    for name in sorted(measures, key=lambda name: (not name, name)):
        open_pairs = measures[name]
        own = sorted({one.own for one in open_pairs}, key=lambda figure: figure.unit)
        mine = "; ".join(
            _in_unit(_values(set(alike)), unit)
            for unit, alike in groupby(own, key=lambda figure: figure.unit)
        )
        if name:
            yield (
                f"Of the measure “{name}”, other figures on record cannot be right together with "
                f"{mine}: {'; '.join(_why_open(open_pairs))}.{_directions(open_pairs)}"
            )
        else:
            yield (
                f"A proposal, confirmed by nobody: {mine} and a figure of another claim may be of one "
                f"measure, and cannot both be right.{_directions(open_pairs)}"
            )


def _directions(pairs: list[Beside]) -> str:
    """That a rise stands beside a fall, if one does."""
    return " One is a rise, another a fall." if any(one.opposite for one in pairs) else ""


def _why_open(pairs: list[Beside]) -> list[str]:
    """Why the pairs are not explained, each reason once."""
    told = {
        None: "nobody has said why they differ",
        Finding.CONTRADICTORY: "an editor found them truly contradictory",
        Finding.UNRECORDED: "an editor looked, and the reason is unrecorded",
    }
    found = {one.finding for one in pairs}
    return [text for finding, text in told.items() if finding in found]


def _in_unit(values: list[str], unit: str) -> str:
    """ "807 and 870%", "5,000 officers"."""
    return listed(values) + (unit if unit in {"", "%"} else f" {unit}")


def _values(figures: set[Figure]) -> list[str]:
    """ "807", "more than 5,000": each once, the smallest first."""
    ordered = sorted(figures, key=lambda figure: (figure.value, figure.comparator))
    return list(
        dict.fromkeys(
            f"{'' if figure.comparator == Comparator.EXACT else COMPARATOR_LABELS[figure.comparator] + ' '}"
            f"{figure.shown_value}"
            for figure in ordered
        )
    )


def quote_changed(case: Case) -> str:
    """A later capture says something else where the quote stood."""
    return _quotes(case, QuoteState.CHANGED, "The quote says something else in")


def quote_gone(case: Case) -> str:
    """A later capture lacks a quote."""
    return _quotes(case, QuoteState.GONE, "The quote is gone from")


def _quotes(case: Case, state: QuoteState, what: str) -> str:
    found = [appearance for appearance in case.evidence.lost if appearance.quote == state]
    return f"{what} the latest capture of {case.titles(found)}." if found else ""


def source_corrected(case: Case) -> str:
    """An article that makes the claim carries a correction."""
    found = [item for item in case.live if case.evidence.article(item).corrections]
    return f"A correction is on record for {case.titles(found)}." if found else ""


def source_retracted(case: Case) -> str:
    """An article that took a stance has been retracted."""
    found = [
        item
        for item in case.evidence.graph.appearances
        if case.evidence.article(item).retracted and item.stance != Stance.MENTIONS
    ]
    return f"Retracted, and no longer counted: {case.titles(found)}." if found else ""


def predates_event(case: Case) -> str:
    """An article is older than what the claim tells of."""
    event = case.evidence.graph.event_on
    if event is None:
        return ""
    dated = [(item, case.evidence.article(item).published_on) for item in case.live]
    early = [item for item, published in dated if published is not None and published < event]
    if not early:
        return ""
    when = f"{event.day} {event:%B %Y}"
    return f"Published before {when}, the date of the event: {case.titles(early)}."


def possible_copy(case: Case) -> str:
    """An article looks copied from another, and it would change what counts if it were."""
    if not case.like_copies:
        return ""
    pairs = [
        f"{case.title(one.article)} looks copied from {case.title(one.original)}"
        if not one.either
        else f"{case.title(one.article)} or {case.title(one.original)} looks copied from the other"
        for one in case.like_copies[:MOST_TOLD]
    ]
    more = len(case.like_copies) - len(pairs)
    told_of = "; ".join([*pairs, *([f"{more} more articles look copied"] if more else [])])
    return f"{told_of}. Nobody has said yet whether that is so.{_if_copied(case)}"


def _if_copied(case: Case) -> str:
    """ " If it is, 1 origin counts instead of 2, and the claim is uncorroborated." """
    if case.if_copied is None:
        return ""
    status, counted = case.if_copied
    changes = []
    if counted != case.counted:
        origins = "1 origin counts" if counted == 1 else f"{counted or 'no'} origins count"
        changes.append(f"{origins} instead of {case.counted}")
    if status != case.status:
        changes.append(f"the claim is {STATUSES[status].label.lower()}")
    return f" If it is, {', and '.join(changes)}." if changes else ""


RULES: dict[FlagCode, Callable[[Case], str]] = {
    FlagCode.SINGLE_ORIGIN: single_origin,
    FlagCode.REPEATED_ORIGIN: repeated_origin,
    FlagCode.CIRCULAR: circular,
    FlagCode.UNCONFIRMED_INDEPENDENCE: unconfirmed_independence,
    FlagCode.ORIGIN_NOT_CAPTURED: origin_not_captured,
    FlagCode.ANONYMOUS_ONLY: anonymous_only,
    FlagCode.SELF_INTERESTED_ONLY: self_interested_only,
    FlagCode.ILLUSTRATIVE_FIGURE: illustrative_figure,
    FlagCode.CONFLICTING_FIGURES: conflicting_figures,
    FlagCode.QUOTE_CHANGED: quote_changed,
    FlagCode.QUOTE_GONE: quote_gone,
    FlagCode.SOURCE_CORRECTED: source_corrected,
    FlagCode.SOURCE_RETRACTED: source_retracted,
    FlagCode.PREDATES_EVENT: predates_event,
    FlagCode.POSSIBLE_COPY: possible_copy,
}


def raised(case: Case) -> tuple[Flag, ...]:
    """The flags that the case raises, in the order of the vocabulary."""
    explained = [(code, rule(case)) for code, rule in RULES.items()]
    return tuple([Flag(code, text, FLAGS[code].clears) for code, text in explained if text])


def can_be(statuses: Collection[str], flags: Collection[str], *, dated: bool) -> bool:
    """Whether a claim can have one of the statuses and carry one of the flags; where there are none, any
    will do. One that is `dated` was first published on a known day: an article asserts it."""
    possible = ASSERTED if dated else frozenset(Status)
    beside = [BESIDE.get(FlagCode(code), frozenset(Status)) for code in flags]
    wanted = set(statuses) or set(Status)
    return any(wanted & possible & found for found in beside or [possible])
