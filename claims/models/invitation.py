"""Invitations: the only way to an account."""

import hashlib
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import tracked

LASTS = timedelta(days=7)


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open(self) -> Self:
        """Those that nobody has accepted or revoked, whether or not they have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def opened_by(self, key: str) -> "Invitation | None":
        """The one that this key opens, usable or not."""
        return self.filter(key_digest=digest(key)).first()


@tracked(exclude=["key_digest"])
class Invitation(models.Model):
    """Somebody may make themselves an account, once, in a role. What is kept of the key that opens
    it is a SHA-256: who reads the database cannot accept it."""

    email = models.EmailField(_("e-mail address"))
    role = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    key = ""  # on the object that made the key, until it is gone

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None),
                name="invitation_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()

    @property
    def usable(self) -> bool:
        """Whether an account can be made with it."""
        return not (self.accepted_at or self.revoked_at or self.expired)
