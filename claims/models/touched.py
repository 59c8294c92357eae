"""Claims that wait to be assessed again."""

from django.db import models


class TouchedManager(models.Manager["Touched"]):
    """The waiting list."""

    def take(self) -> set[int]:
        """Empty the list and return the ids of the claims that were on it.

        Rows that another transaction is just taking are left to it.
        """
        waiting = self.select_for_update(skip_locked=True).values_list("pk", "claim_id")
        rows = list(waiting)
        self.filter(pk__among=[key for key, _ in rows]).delete()
        return {claim for _, claim in rows}


class Touched(models.Model):
    """A claim whose evidence has changed in this transaction. Written by triggers alone.

    Triggers see every write, also a cascade, a bulk update or a psql session, so no writer can forget
    to say which claims it bears on.
    """

    claim_id = models.BigIntegerField()

    objects = TouchedManager()

    def __str__(self) -> str:
        return f"claim {self.claim_id}"
