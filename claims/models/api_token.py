"""Tokens by which programs use the API for a person."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import has_words, tracked
from claims.vocabulary import SCOPES, Scope

BEGINS = "prov_"  # so that those who look for secrets in files know one when they see it
SHOWN = len(BEGINS) + 6  # characters by which its owner tells one token from another


def digest(token: str) -> str:
    """What is stored of a token. It holds 256 random bits, so a plain hash of it gives nothing away."""
    return sha256(token.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions about tokens."""

    def standing(self) -> Self:
        """Those that open something."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


@tracked(exclude=["sha256", "last_used_at"])
class ApiToken(models.Model):
    """A token of a person's. It opens what its scopes name, as far as the person's role goes, until it
    expires or is revoked. The token itself is shown once and not kept."""

    USED_AT_MOST = timedelta(minutes=1)  # how exactly `last_used_at` is kept

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("Which program has it: the history names it.")
    )
    scopes = ArrayField(models.CharField(max_length=20), verbose_name=_("what it may do"))
    prefix = models.CharField(max_length=20, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            has_words("name", "api_token_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=list(Scope), scopes__len__gt=0),
                name="api_token_scopes_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def fresh() -> str:
        """A token that nobody can guess."""
        return BEGINS + secrets.token_urlsafe(32)

    @property
    def stands(self) -> bool:
        """Whether it opens anything."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, in words."""
        return [SCOPES[Scope(scope)].label for scope in self.scopes]
