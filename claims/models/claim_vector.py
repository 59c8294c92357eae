"""The vectors by which claims are found that are near in meaning."""

from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.claim import Claim

SIZE = 384


class ClaimVectorQuerySet(models.QuerySet["ClaimVector"]):
    """Questions about vectors, to be combined."""

    def waiting(self) -> "ClaimVectorQuerySet":
        """Those that have still to be made."""
        return self.filter(vector=None)


class ClaimVector(models.Model):
    """The vector of a claim's statement. Derived, so the trail leaves it out.

    A trigger makes the row with the claim, empties it in the transaction in which the statement changes,
    and removes it when the claim is merged into another: an empty row is a vector that waits to be made.
    `digest` is of the statement, and `model` of the model, that it was made with; a vector is used only
    if both are those of now.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="vector"
    )
    vector = HalfVectorField(dimensions=SIZE, null=True)
    digest = models.CharField(max_length=64, default="", db_default="")
    model = models.CharField(max_length=64, default="", db_default="")

    objects = ClaimVectorQuerySet.as_manager()

    class Meta:
        indexes = [
            # the claims nearest to a text (claims.matching.candidates)
            HnswIndex(
                fields=["vector"],
                name="claim_by_vector",
                m=16,
                ef_construction=64,
                opclasses=["halfvec_cosine_ops"],
            ),
            # claims whose vector waits to be made (claims.actions.embedding)
            models.Index(
                fields=["claim"], condition=models.Q(vector=None), name="claim_without_vector"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}"
