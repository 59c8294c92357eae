"""Decisions, and the assessment of every claim by the program's own code: what the made-up record derives."""

from dataclasses import asdict
from datetime import timedelta

from django.utils import timezone

from claims.actions.assessing import CHUNK, reassess
from claims.evidence import graphs
from claims.models import Claim, Decision
from claims.origins import Assessment, assess
from claims.vocabulary import Outcome, State, Status

STALE = 20  # one decision of so many rests on evidence that has changed since
CAVEAT = "Counted by the body that is concerned."


def assess_stretch(first: int, last: int, users: int) -> None:
    """Decide on the claims with these ids that are published or withheld, and assess all of them."""
    for start in range(first, last + 1, CHUNK):
        ids = list(range(start, min(start + CHUNK, last + 1)))
        decided = Claim.objects.filter(pk__in=ids, state__in=[State.PUBLISHED, State.WITHHELD])
        _decide(list(decided.order_by("pk")), users)
        reassess(ids)


def _decide(claims: list[Claim], users: int) -> None:
    """A decision for each, on the evidence there is, with what it does to the claim's row."""
    found = graphs(claims)
    made = [_decision(claim, assess(found[claim.pk]), claim.pk % users + 1) for claim in claims]
    Decision.objects.bulk_create(made)
    for claim, decision in zip(claims, made, strict=True):
        claim.caveat = decision.caveat
    Claim.objects.bulk_update([claim for claim in claims if claim.caveat], ["caveat"])


def _decision(claim: Claim, assessment: Assessment, by: int) -> Decision:
    outcome = Outcome.WITHHOLD
    if claim.state == State.PUBLISHED:
        whole = assessment.status == Status.CORROBORATED
        outcome = Outcome.CORROBORATED if whole else Outcome.CAVEAT
    return Decision(
        claim=claim,
        outcome=outcome,
        reason="Read the papers, and asked two of those who are named.",
        caveat=CAVEAT if outcome == Outcome.CAVEAT else "",
        rating="",
        digest=assessment.digest if claim.pk % STALE else "0" * 64,
        assessment=asdict(assessment),
        decided_by_id=by,
        decided_at=min(claim.created_at + timedelta(days=20), timezone.now()),
    )
