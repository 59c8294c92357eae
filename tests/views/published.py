"""A claim that editors have published, for the tests of what leaves."""

from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make


def published(
    statement: str = "The bridge was closed", caveat: str = "", origins: int = 2
) -> Claim:
    """A published claim with so many origins."""
    claim = make.claim(statement)
    for number in range(origins):
        make.says(claim, make.source(), make.source(f"Person {number}", "person"))
    outcome = "caveat" if caveat or origins < 2 else "corroborated"
    decide(
        claim=claim,
        outcome=outcome,
        reason="Both were asked.",
        caveat=caveat or "One origin alone.",
        by=make.user("ed"),
    )
    return Claim.objects.get(pk=claim.pk)
