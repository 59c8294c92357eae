"""Tokens for the API: making and revoking them, noting their use, and clearing up behind them."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.models import ApiAnswer, ApiToken, ApiUse, User
from claims.models.api_token import SHOWN, digest

USUAL_DAYS = 90
MOST_DAYS = 365
MOST_TOKENS = 50  # of one person that stand at once
COUNTS_KEPT = timedelta(minutes=10)  # past minutes in which requests were counted


def make_token(
    *, person: User, name: str, scopes: Iterable[str], days: int = USUAL_DAYS
) -> tuple[ApiToken, str]:
    """A new token, and the secret, which is told this once.

    Raises ValidationError, by the field concerned, for a longer life than a year, and for one token more
    than anybody keeps apart.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Choose between 1 day and 365.")})
    if ApiToken.objects.standing().filter(person=person).count() >= MOST_TOKENS:
        raise ValidationError(_("You have 50 tokens. Revoke those that nothing uses any more."))
    secret = ApiToken.fresh()
    with recording(by=person, reason="token made"):
        token = ApiToken.objects.create(
            person=person,
            name=name,
            scopes=sorted(set(scopes)),
            prefix=secret[:SHOWN],
            sha256=digest(secret),
            expires_at=timezone.now() + timedelta(days=days),
        )
    return token, secret


def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """Make a token open nothing any more, at once and for good."""
    with recording(by=by, reason="token revoked"):
        held = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
        if held.revoked_at is None:
            held.revoked_at = timezone.now()
            held.save(update_fields=["revoked_at"])
        return held


def revoke_all(*, person: User, by: User) -> User:
    """Make all tokens of somebody open nothing any more."""
    with recording(by=by, reason="tokens revoked"):
        for token in ApiToken.objects.standing().filter(person=person):
            revoke_token(token=token, by=by)
        return person


def note_use(token: ApiToken) -> None:
    """Keep when a token was last used, to the minute: a busy program costs one write a minute."""
    now = timezone.now()
    due = now - ApiToken.USED_AT_MOST
    if token.last_used_at is None or token.last_used_at <= due:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lte=due)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)


def clear_up() -> None:
    """Remove what the API keeps for a while only: answers after a day, counts after some minutes."""
    ApiAnswer.objects.outlived().delete()
    ApiUse.objects.filter(minute__lt=timezone.now() - COUNTS_KEPT).delete()
