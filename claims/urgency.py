"""Whether a claim waits for an editor, how urgently, and why.

PURE: no Django. What the public can read and may be wrong comes first; age only breaks ties.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from claims.vocabulary import FLAGS, STATES, STATUSES, FlagCode, State, Status

# What each thing adds. Published outweighs all that can be said of a claim nobody reads yet. Where these are
# changed, all claims have to be assessed anew: the queue is read no further down than `least` says.
PUBLISHED = 1000
STATUS_WEIGHTS = {Status.DISPUTED: 300, Status.UNSUPPORTED: 150, Status.UNCORROBORATED: 50}
FLAG_WEIGHTS = {
    FlagCode.SOURCE_RETRACTED: 200,
    FlagCode.QUOTE_CHANGED: 150,
    FlagCode.QUOTE_GONE: 150,
    FlagCode.SOURCE_CORRECTED: 120,
    FlagCode.DECISION_STALE: 100,
    FlagCode.POSSIBLE_COPY: 80,
    FlagCode.CONFLICTING_FIGURES: 60,
    FlagCode.ILLUSTRATIVE_FIGURE: 60,
    FlagCode.PREDATES_EVENT: 40,
}
OTHER_FLAG = 10
IN_REVIEW = 30
MOST_ARTICLES = 20  # beyond these, one more article makes a claim no more urgent


@dataclass(frozen=True)
class Standing:
    """What of a claim says whether it waits: its state, its status, its flags, in how many articles."""

    state: str
    status: str
    flags: Collection[str]
    articles: int


def waits(claim: Standing, *, decided_on: str | None, digest: str, unsigned: bool = False) -> bool:
    """Whether an editor has something to do here.

    A claim sent to review waits for a decision. So does one whose latest decision a second person has
    not agreed to (`unsigned`). One that nobody has decided on waits if it is flagged
    or disputed. One that was decided on waits again as soon as the evidence is another.
    """
    if claim.state == State.IN_REVIEW or unsigned:
        return True
    if decided_on is not None:
        return decided_on != digest
    return bool(claim.flags) or claim.status == Status.DISPUTED


def urgency(claim: Standing) -> int:
    """How urgent it is, 0 to 32,767: a sum of what `FLAG_WEIGHTS` and the rest say."""
    weight = PUBLISHED * (claim.state == State.PUBLISHED)
    weight += IN_REVIEW * (claim.state == State.IN_REVIEW)
    weight += STATUS_WEIGHTS.get(Status(claim.status), 0)
    weight += sum(FLAG_WEIGHTS.get(FlagCode(code), OTHER_FLAG) for code in claim.flags)
    return weight + min(claim.articles, MOST_ARTICLES)


def least(statuses: Collection[str], flags: Collection[str]) -> int:
    """How urgent at least whatever has one of the statuses, and carries one of the flags. Of which there are
    none, any will do."""
    weights = [STATUS_WEIGHTS.get(Status(status), 0) for status in statuses]
    flagged = [FLAG_WEIGHTS.get(FlagCode(code), OTHER_FLAG) for code in flags]
    return min(weights, default=0) + min(flagged, default=0)


def explained(claim: Standing) -> list[str]:
    """The same in words, the heaviest first: "disputed", "published", "quote changed", "4 articles"."""
    weighty = sorted(
        (FlagCode(code) for code in claim.flags if FlagCode(code) in FLAG_WEIGHTS),
        key=lambda code: -FLAG_WEIGHTS[code],
    )
    told = [STATUSES[Status(claim.status)].label.lower(), in_life(claim.state)]
    told += [FLAGS[code].label.lower() for code in weighty]
    return [*told, f"{claim.articles} article" + "s" * (claim.articles != 1)]


def in_life(state: str) -> str:
    """The state in words. A draft waits for its flags or a dispute alone, which the word does not say."""
    label = STATES[State(state)].label
    return f"{label}, not sent to review" if state == State.DRAFT else label


def waited(flagged: bool, age: timedelta) -> str:
    """Since when it waits, roughly: "flagged 3 days ago", "waiting for 1 hour"."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        number, unit = int(age.total_seconds() // 60), "minute"
    elif hours < 24:
        number, unit = hours, "hour"
    else:
        number, unit = age.days, "day"
    if number < 1:
        return "flagged just now" if flagged else "waiting since just now"
    amount = f"{number:,} {unit}" + "s" * (number != 1)
    return f"flagged {amount} ago" if flagged else f"waiting for {amount}"
