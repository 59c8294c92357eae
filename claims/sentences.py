"""The sentence that explains a status: how many articles, resting on whom, and what that amounts to.

PURE: no Django.
"""

from collections.abc import Iterable, Sequence

from claims.graph import Evidence, Family, Origin
from claims.vocabulary import REASONS, Reason, SourceKind, Stance, Status

NAMES_SHOWN = 3

WHY_NOT = {
    Reason.RULED_OUT: "ruled out by an editor",
    Reason.ILLUSTRATIVE: "which never counts",
    Reason.SELF_INTERESTED: "self-interested and not confirmed by an editor",
    Reason.UNKNOWN: "not confirmed by an editor",
    Reason.NOT_CAPTURED: "quoted at second hand",
    Reason.UNATTRIBUTED: "not confirmed by an editor",
    Reason.COPIED: "named only in copies of a retracted article",
}


def listed(names: Sequence[str], shown: int = NAMES_SHOWN) -> str:
    """ "A", "A and B", "A, B and C", "A, B, C and 4 more"."""
    if len(names) > shown:
        names = [*names[:shown], f"{len(names) - shown} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 article", "2 articles", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def origin_name(origin: Origin) -> str:
    """An origin as a sentence names it: a publisher's unattributed words are not its reporting."""
    if not origin.own_words or origin.reason == Reason.OWN_REPORTING:
        return origin.name
    unknown = origin.kind == SourceKind.UNIDENTIFIED
    publisher = "a publisher not recorded" if unknown else origin.name
    if origin.reason == Reason.ILLUSTRATIVE:
        return f"an illustration by {publisher}"
    return f"unattributed words of {publisher}"


def family_name(family: Family) -> str:
    """A family by its origins, those that count first: "A", "A (tied to B and C)"."""
    first, *tied = sorted(family.origins, key=lambda origin: not origin.counts)
    if not tied:
        return origin_name(first)
    return f"{origin_name(first)} (tied to {listed([origin_name(origin) for origin in tied])})"


def family_names(families: Iterable[Family]) -> str:
    """Several families, each by its name."""
    return listed([family_name(family) for family in families])


def why_not(family: Family) -> str:
    """Why a family does not count, as a clause; empty if it counts."""
    if family.counts:
        return ""
    clauses = {WHY_NOT[origin.reason] for origin in family.origins}
    return clauses.pop() if len(clauses) == 1 else "none of which counts"


def makes(articles: int) -> str:
    """ "1 article makes this claim", "2 articles make this claim"."""
    return f"{counted(articles, 'article')} {'makes' if articles == 1 else 'make'} this claim"


def none_counts(number: int) -> str:
    """ "neither counts" of two, "none of them counts" of more."""
    return "neither counts" if number == 2 else "none of them counts"


def explain(
    evidence: Evidence,
    status: Status,
    asserting: tuple[Family, ...],
    disputing: tuple[Family, ...],
    articles: tuple[int, ...],
) -> str:
    """The sentence under the status; a second one says who disputes it."""
    against = f" It is disputed by {family_names(disputing)}." if disputing else ""
    if status == Status.UNSUPPORTED:
        return _unsupported(evidence) + against
    opening = makes(len(articles))
    if not asserting:
        lost = "but the attributions lead back to themselves: no origin is left"
        return f"{opening}, {lost}.{against}"
    if status == Status.DISPUTED:
        return f"{opening}, resting on {family_names(asserting)}.{against}"
    if status == Status.CORROBORATED:
        return _corroborated(opening, asserting)
    if len(asserting) == 1:
        return f"{_one_origin(evidence, asserting[0], len(articles))}."
    counts = any(family.counts for family in asserting)
    counting = "only the first counts" if counts else none_counts(len(asserting))
    rests = f"resting on {len(asserting):,} origins: {family_names(asserting)}"
    return f"{opening}, {rests}; {counting}."


def _unsupported(evidence: Evidence) -> str:
    retracted = {
        appearance.article
        for appearance in evidence.graph.appearances
        if appearance.stance == Stance.ASSERTS and evidence.article(appearance).retracted
    }
    if not retracted:
        return "No article on record makes this claim."
    made = f"{counted(len(retracted), 'article')} made this claim"
    gone = {1: " and has", 2: "; both have"}.get(len(retracted), "; all have")
    return f"{made}{gone} been retracted."


def _corroborated(opening: str, asserting: tuple[Family, ...]) -> str:
    counting = [family for family in asserting if family.counts]
    confirmed = all(
        origin.reason == Reason.CONFIRMED
        for family in counting
        for origin in family.origins
        if origin.counts
    )
    how = ", each confirmed by an editor" if confirmed else ""
    left = len(asserting) - len(counting)
    rest = f" {left:,} more {'does' if left == 1 else 'do'} not count." if left else ""
    return (
        f"{opening}, resting on {len(counting):,} origins with no tie between them{how}: "
        f"{family_names(counting)}.{rest}"
    )


def _one_origin(evidence: Evidence, family: Family, articles: int) -> str:
    reason = why_not(family)
    name = f"{family_name(family)}{', ' + reason if reason else ''}"
    leading = len(evidence.leading)
    return f"{rest(articles, leading)} {name}: {told(leading)}"


def rest(articles: int, leading: int) -> str:
    """ "3 articles make this claim; all rest on"; of those that go in a ring, that they do not."""
    if leading == articles:
        verb = {1: " and rests on", 2: "; both rest on"}.get(articles, "; all rest on")
    elif leading == 1:
        verb = "; the one that reaches an origin rests on"
    else:
        verb = f"; the {leading:,} that reach an origin rest on"
    return makes(articles) + verb


def told(articles: int) -> str:
    """ "one origin", "one origin, told twice", "one origin, told 12 times"."""
    times = {1: "", 2: ", told twice"}.get(articles, f", told {articles:,} times")
    return f"one origin{times}"


def reason_label(origin: Origin) -> str:
    """Whether an origin counts and why, in a few words."""
    return REASONS[origin.reason].label
