"""What the API answered to requests that carry an Idempotency-Key, so that one sent twice is done once."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(hours=24)


class ApiAnswerQuerySet(models.QuerySet["ApiAnswer"]):
    """Questions about answers."""

    def kept(self) -> Self:
        """Those that are still given again."""
        return self.filter(answered_at__gt=timezone.now() - KEPT)

    def outlived(self) -> Self:
        """Those that may be removed."""
        return self.filter(answered_at__lte=timezone.now() - KEPT)


class ApiAnswer(models.Model):
    """The answer to a person's request, written in the transaction that did what was asked."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)  # SHA-256 of method, address and body
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.JSONField()
    answered_at = models.DateTimeField(default=timezone.now)

    objects = ApiAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "key", name="api_answer_is_one_a_key")]
        indexes = [
            # the job that removes what is kept no longer
            models.Index(fields=["answered_at"], name="api_answer_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.status} to {self.key}"
