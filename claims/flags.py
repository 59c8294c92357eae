"""The flags of an assessment: each reason why a claim needs a person, with what would clear it.

PURE: no Django. One function a flag; each returns its explanation, or an empty text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.figures import FigureKind, conflicts
from claims.graph import Appearance, Evidence, Family, Flag
from claims.sentences import counted, family_name, family_names, listed, why_not
from claims.vocabulary import (
    FLAGS,
    Basis,
    FlagCode,
    QuoteState,
    Reason,
    SourceKind,
    Stance,
    Status,
)

SETTLED = frozenset({Status.CORROBORATED, Status.UNSUPPORTED})


@dataclass(frozen=True)
class Case:
    """What the flags are raised on."""

    evidence: Evidence
    status: Status
    families: tuple[Family, ...]
    articles: tuple[int, ...]

    @property
    def live(self) -> list[Appearance]:
        """The appearances that assert the claim."""
        return self.evidence.live[Stance.ASSERTS]

    @property
    def open(self) -> bool:
        """Whether more or better origins would still change the status."""
        return self.status not in SETTLED

    @property
    def names(self) -> str:
        """The asserting families, by name."""
        return family_names(self.families)

    @property
    def counted(self) -> int:
        """How many asserting families count."""
        return sum(family.counts for family in self.families)

    @property
    def may_count(self) -> int:
        """How many count, or would if an editor confirmed them."""
        return sum(family.may_count for family in self.families)

    def sources(self, reason: Reason) -> list[str]:
        """The names of the asserting origins that have this reason."""
        return [
            origin.name
            for family in self.families
            for origin in family.origins
            if origin.reason == reason
        ]

    def titles(self, appearances: list[Appearance]) -> str:
        """The articles of these appearances, by title."""
        articles = {item.article: self.evidence.article(item) for item in appearances}
        return listed([articles[key].title or f"article {key}" for key in sorted(articles)])


def single_origin(case: Case) -> str:
    """One origin in one article, or several of which only one could ever count."""
    if not case.open or not case.families or case.may_count > 1 or _repeated(case):
        return ""
    if len(case.families) > 1:
        return f"Of {case.names}, at most one can count as an origin of this claim."
    reason = why_not(case.families[0])
    standing = f", {reason}" if reason else ", which counts; one is not two"
    return f"Only one origin stands behind this claim: {family_name(case.families[0])}{standing}."


def repeated_origin(case: Case) -> str:
    """Several articles, one origin."""
    if not case.open or not _repeated(case):
        return ""
    times = "twice" if len(case.articles) == 2 else f"{len(case.articles):,} times"
    return (
        f"{counted(len(case.articles), 'article')} make this claim, and all rest on "
        f"{family_name(case.families[0])}: one origin, told {times}."
    )


def _repeated(case: Case) -> bool:
    return len(case.families) == 1 and len(case.articles) > 1


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
    number = "none of them counts" if not case.counted else "only one of them counts"
    return f"{counted(len(case.families), 'origin')} are named ({case.names}), but {number} yet."


def origin_not_captured(case: Case) -> str:
    """An outlet is the end of a chain, and its article is not on record."""
    outlets = case.sources(Reason.NOT_CAPTURED)
    if not case.open or not outlets:
        return ""
    return (
        f"The claim rests on {listed(outlets)}, whose own article is not on record: "
        "it may itself repeat somebody."
    )


def anonymous_only(case: Case) -> str:
    """Nobody who is quoted as saying so is named."""
    unknown = {SourceKind.ANONYMOUS, SourceKind.UNIDENTIFIED}
    origins = [origin for family in case.families for origin in family.origins]
    nobody = all(
        origin.kind in unknown and not origin.counts and not origin.own_words for origin in origins
    )
    if not case.open or not origins or not nobody:
        return ""
    return f"Everybody who says so is unnamed: {case.names}."


def self_interested_only(case: Case) -> str:
    """Only parties that speak about themselves say so."""
    origins = [origin for family in case.families for origin in family.origins]
    if not case.open or not origins:
        return ""
    if any(origin.reason != Reason.SELF_INTERESTED for origin in origins):
        return ""
    return f"Only {case.names} say so, about themselves."


def illustrative_figure(case: Case) -> str:
    """An asserting appearance, or a figure of the claim, is illustrative."""
    made_up = [item for item in case.live if item.basis == Basis.ILLUSTRATIVE]
    if made_up:
        return f"{case.titles(made_up)} gives it as an illustration, not as a measurement."
    if any(figure.kind == FigureKind.ILLUSTRATIVE for figure in case.evidence.graph.figures):
        return "A figure of this claim is recorded as illustrative."
    return ""


def conflicting_figures(case: Case) -> str:
    """Two figures of one measure cannot both be right."""
    pairs = list(conflicts(case.evidence.graph.figures))
    texts = [f"{one.value:f} and {other.value:f} {one.unit}".strip() for one, other in pairs]
    return f"These figures cannot both be right: {listed(texts)}." if texts else ""


def quote_changed(case: Case) -> str:
    """A later capture words a quote differently."""
    return _quotes(case, QuoteState.CHANGED, "words the quote differently")


def quote_gone(case: Case) -> str:
    """A later capture lacks a quote."""
    return _quotes(case, QuoteState.GONE, "no longer holds the quote")


def _quotes(case: Case, state: QuoteState, what: str) -> str:
    found = [
        appearance
        for stance in (Stance.ASSERTS, Stance.DISPUTES)
        for appearance in case.evidence.live[stance]
        if appearance.quote == state
    ]
    return f"The latest capture of {case.titles(found)} {what}." if found else ""


def source_corrected(case: Case) -> str:
    """An article that makes the claim carries a correction."""
    found = [item for item in case.live if case.evidence.article(item).corrected]
    return f"A correction is on record for {case.titles(found)}." if found else ""


def source_retracted(case: Case) -> str:
    """An article that took a stance has been retracted."""
    found = [
        item
        for item in case.evidence.graph.appearances
        if item.stance != Stance.MENTIONS and case.evidence.article(item).retracted
    ]
    return f"Retracted, so it no longer counts: {case.titles(found)}." if found else ""


def predates_event(case: Case) -> str:
    """An article is older than what the claim tells of."""
    event = case.evidence.graph.event_on
    if event is None:
        return ""
    dated = [(item, case.evidence.article(item).published_on) for item in case.live]
    early = [item for item, published in dated if published is not None and published < event]
    return f"Published before {event:%-d %B %Y}: {case.titles(early)}." if early else ""


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
}


def raised(
    evidence: Evidence, status: Status, families: tuple[Family, ...], articles: tuple[int, ...]
) -> tuple[Flag, ...]:
    """The flags that the evidence raises, in the order of the vocabulary."""
    case = Case(evidence, status, families, articles)
    explained = ((code, rule(case)) for code, rule in RULES.items())
    return tuple(Flag(code, text, FLAGS[code].clears) for code, text in explained if text)
