"""What the head of every page says of the newsroom's work."""

from django import template

from claims.access import Act, Person, may
from claims.filters import bounded_count
from claims.models import Claim

register = template.Library()


@register.simple_tag
def waiting_for(user: Person) -> str:
    """How many claims wait for an editor, "99+" at most; empty for those who do not see the queue.

    One look at the index of what waits, which stops counting at a hundred.
    """
    return bounded_count(Claim.objects.waiting()) if user and may(user, Act.REVIEW) else ""


@register.simple_tag
def allowed(user: Person, act: str) -> bool:
    """Whether this person may do something (`claims.access.Act`)."""
    return bool(user) and may(user, Act(act))
