"""The sentences of a capture that are worth checking, as they were ranked after it was captured."""

from django.db import models

from claims.models.snapshot import Snapshot


class SuggestionList(models.Model):
    """What was found in a snapshot's text, so that its page need not rank a long text again. Derived, so
    the trail leaves it out.

    `ranking` is a digest of the weights and of the rules that found it: a list of another ranking is not
    read any more. `found` holds of each sentence its place, its score and its reasons, best first.
    """

    snapshot = models.OneToOneField(
        Snapshot, on_delete=models.CASCADE, primary_key=True, related_name="suggestion_list"
    )
    ranking = models.CharField(max_length=64)
    found = models.JSONField()

    def __str__(self) -> str:
        return f"capture {self.snapshot_id}"
