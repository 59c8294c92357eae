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
    Reason.NOT_CAPTURED: "whose own article is not captured",
    Reason.UNATTRIBUTED: "not confirmed by an editor",
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
    """A family by its origins, those that count first."""
    ordered = sorted(family.origins, key=lambda origin: not origin.counts)
    return listed([origin_name(origin) for origin in ordered])


def family_names(families: Iterable[Family]) -> str:
    """Several families, each by its name."""
    return listed([family_name(family) for family in families])


def why_not(family: Family) -> str:
    """Why a family does not count, as a clause; empty if it counts."""
    return "" if family.counts else WHY_NOT[family.origins[0].reason]


def explain(
    evidence: Evidence,
    status: Status,
    asserting: tuple[Family, ...],
    disputing: tuple[Family, ...],
    articles: tuple[int, ...],
) -> str:
    """The sentence under the status."""
    if status == Status.UNSUPPORTED:
        return _unsupported(evidence)
    makes = f"{counted(len(articles), 'article')} {'makes' if len(articles) == 1 else 'make'}"
    opening = f"{makes} this claim"
    if status == Status.DISPUTED:
        who = family_names(disputing)
        rests = f", resting on {family_names(asserting)}" if asserting else ""
        verb = "disputes" if len(disputing) == 1 and len(disputing[0].origins) == 1 else "dispute"
        return f"{opening}{rests}. Against it: {who} {verb} it."
    if status == Status.CORROBORATED:
        return _corroborated(opening, [family for family in asserting if family.counts])
    return _uncorroborated(opening, asserting, len(articles))


def _unsupported(evidence: Evidence) -> str:
    retracted = {
        appearance.article
        for appearance in evidence.graph.appearances
        if appearance.stance == Stance.ASSERTS and evidence.article(appearance).retracted
    }
    if retracted:
        have = "has" if len(retracted) == 1 else "have"
        return f"{counted(len(retracted), 'article')} made this claim and {have} been retracted."
    return "No article on record makes this claim."


def _corroborated(opening: str, counting: list[Family]) -> str:
    confirmed = sum(
        all(origin.reason == Reason.CONFIRMED for origin in family.origins if origin.counts)
        for family in counting
    )
    how = ", each confirmed by an editor" if confirmed == len(counting) else ""
    return (
        f"{opening}, resting on {len(counting):,} origins with no tie between them{how}: "
        f"{family_names(counting)}."
    )


def _uncorroborated(opening: str, asserting: tuple[Family, ...], articles: int) -> str:
    if not asserting:
        return f"{opening}, but the attributions lead back to themselves: no origin is left."
    if len(asserting) == 1:
        rests = {1: " and rests on", 2: "; both rest on"}.get(articles, "; all rest on")
        told = {1: "", 2: ", told twice"}.get(articles, f", told {articles:,} times")
        reason = why_not(asserting[0])
        name = family_name(asserting[0])
        return f"{opening}{rests} {name}{', ' + reason if reason else ''}: one origin{told}."
    number = sum(family.counts for family in asserting)
    counting = "none of them counts yet" if not number else "only one of them counts"
    return f"{opening}, naming {len(asserting):,} origins: {family_names(asserting)}; {counting}."


def reason_label(origin: Origin) -> str:
    """Whether an origin counts and why, in a few words."""
    return REASONS[origin.reason].label
