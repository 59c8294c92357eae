"""Drawings of claims that are made in very many places."""

from collections.abc import Mapping
from typing import Any

from django.db import models


class DrawnManager(models.Manager["Drawn"]):
    """What is kept."""

    def keep(self, made: Mapping[int, dict[str, Any] | None]) -> None:
        """Keep what was made of each claim, by its id; None of one that is drawn whenever it is looked at."""
        self.filter(claim_id__among=made).delete()
        self.bulk_create(
            Drawn(claim_id=key, made=values) for key, values in made.items() if values is not None
        )


class Drawn(models.Model):
    """What the page of a claim with many appearances shows of its origin graph, as it was last assessed.

    Only `claims.actions.assessing` writes it. It holds for as long as the claim does not wait to be
    assessed again (`Touched`): whatever is drawn or told of a graph also touches the claim. Most claims
    have none: theirs is made whenever somebody looks.
    """

    claim_id = models.BigIntegerField(primary_key=True)
    made = models.JSONField()

    objects = DrawnManager()

    def __str__(self) -> str:
        return f"claim {self.claim_id}"
