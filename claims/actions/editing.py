"""What editors find and decide."""

from dataclasses import asdict

from django.utils import timezone

from claims.actions.recording import recording
from claims.evidence import graph_of
from claims.models import Claim, Decision, OriginMark, Source, User
from claims.origins import assess
from claims.vocabulary import Verdict


def mark_origin(
    *,
    claim: Claim,
    source: Source,
    verdict: str,
    reason: str,
    by: User,
    same_as: Source | None = None,
) -> OriginMark:
    """Record an editor's finding on an origin of a claim.

    Whether it speaks from its own knowledge has one answer: a new one takes the place of the earlier.
    """
    finding = {
        "verdict": verdict,
        "same_as": same_as,
        "reason": reason,
        "made_by": by,
        "made_at": timezone.now(),
    }
    earlier = OriginMark.objects.filter(claim=claim, source=source)
    if verdict == Verdict.SAME_AS:
        earlier = earlier.filter(same_as=same_as)
    else:
        earlier = earlier.exclude(verdict=Verdict.SAME_AS)
    with recording(by=by, reason=reason):
        mark, _ = earlier.update_or_create(
            defaults=finding, create_defaults={**finding, "claim": claim, "source": source}
        )
        return mark


def decide(
    *, claim: Claim, outcome: str, reason: str, by: User, caveat: str = "", rating: str = ""
) -> Decision:
    """Decide about a claim, on the evidence as it stands now."""
    with recording(by=by, reason=reason):
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        assessment = assess(graph_of(claim))
        return Decision.objects.create(
            claim=claim,
            outcome=outcome,
            reason=reason,
            caveat=caveat,
            rating=rating,
            digest=assessment.digest,
            assessment=asdict(assessment),
            supersedes=claim.decisions.order_by("-pk").first(),
            decided_by=by,
        )
