"""Counting all claims, now and then, for the lists that no filter narrows."""

from django.utils import timezone

from claims.models import Claim, KeptTally
from claims.paging import NEWEST
from claims.tallying import FACETS, MOST_WEIGHED, tally

SCOPES = {
    KeptTally.Scope.EVERYTHING: Claim.objects.all,
    KeptTally.Scope.PUBLISHED: Claim.objects.published,
}


def count_claims() -> None:
    """Count all claims by status, state, flag, topic and source, and keep the numbers. Where there are so
    few that each page counts them itself, nothing is kept."""
    for scope, claims in SCOPES.items():
        if claims()[MOST_WEIGHED : MOST_WEIGHED + 1].exists():
            numbers = tally(claims(), FACETS, NEWEST, most=None).numbers
            KeptTally.objects.update_or_create(
                scope=scope, defaults={"numbers": numbers, "counted_at": timezone.now()}
            )
        else:
            KeptTally.objects.filter(scope=scope).delete()
