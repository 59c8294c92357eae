"""What people set for themselves."""

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.models import FeedToken, User
from claims.models.feed_token import digest


def set_digest(*, person: User, wanted: bool) -> User:
    """Have the daily mail sent, or no longer."""
    with recording(by=person, reason=_("own setting")):
        person.digest = wanted
        person.save(update_fields=["digest"])
        return person


def make_feed_token(*, person: User) -> str:
    """A new token for somebody's feeds, which is told this once; the one before no longer works."""
    token = FeedToken.fresh()
    with recording(by=person):
        FeedToken.objects.update_or_create(
            person=person, defaults={"sha256": digest(token), "made_at": timezone.now()}
        )
        return token


def revoke_feed_token(*, person: User) -> None:
    """Have no token: feeds with the one before stop."""
    with recording(by=person):
        FeedToken.objects.filter(person=person).delete()
