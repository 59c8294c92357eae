"""Claims on record that look like what somebody is writing, for pages to propose."""

from dataclasses import dataclass

from claims.matching.finding import Match, find
from claims.models import Claim
from claims.models.claim import ClaimQuerySet

# The score from which a claim is proposed to who writes one: of 14,000 claims, one in seven has another that
# is so near.
NEAR = 0.5
SHOWN = 5


@dataclass(frozen=True)
class Proposal:
    """A claim that looks alike, with how it differs."""

    claim: Claim
    match: Match


def proposals(
    text: str, most: int = SHOWN, *, within: ClaimQuerySet | None = None, least: float = NEAR
) -> list[Proposal]:
    """The claims that look most like the text, the nearest first. A claim that was deleted or merged
    meanwhile is left out."""
    found = [match for match in find(text, most, within=within) if match.score >= least]
    claims = Claim.objects.defer("search").in_bulk([match.claim for match in found])
    return [Proposal(claims[match.claim], match) for match in found if match.claim in claims]
