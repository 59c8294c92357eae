"""How far work over the whole record has come."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

FRESH = timedelta(days=1)  # after which work that was stopped is begun anew


class ProgressManager(models.Manager["Progress"]):
    """What is under way, or was stopped."""

    def stopped_at(self, name: str) -> int:
        """The id after which this work goes on; 0 if it begins with the first."""
        found = self.filter(name=name, seen_at__gt=timezone.now() - FRESH)
        return found.values_list("reached", flat=True).first() or 0

    def note(self, name: str, reached: int) -> None:
        """Everything up to this id is done."""
        now = timezone.now()
        self.update_or_create(name=name, defaults={"reached": reached, "seen_at": now})

    def over(self, name: str) -> None:
        """All of it is done."""
        self.filter(name=name).delete()


class Progress(models.Model):
    """Work that goes through the record in the order of the ids: all up to `reached` is done.

    A row is there from its beginning to its end, so what was killed goes on where it was.
    """

    name = models.CharField(max_length=40, unique=True)
    reached = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField()

    objects = ProgressManager()

    def __str__(self) -> str:
        return f"{self.name}: {self.reached}"
