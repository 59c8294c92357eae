"""The private addresses of feeds."""

import secrets
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.models.rules import tracked


def digest(token: str) -> str:
    """What is stored of a token: whoever reads the database cannot read the feed."""
    return sha256(token.encode()).hexdigest()


class FeedTokenQuerySet(models.QuerySet["FeedToken"]):
    """Questions about tokens."""

    def of(self, token: str) -> Self:
        """The row of a token, with its owner, if it stands."""
        return self.filter(sha256=digest(token)).select_related("person")


@tracked(exclude=["sha256"])
class FeedToken(models.Model):
    """A person's token for feeds, which no other program than their feed reader knows. One a person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_token"
    )
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FeedTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"feed of {self.person}"

    @staticmethod
    def fresh() -> str:
        """A token that nobody can guess."""
        return secrets.token_urlsafe(32)
