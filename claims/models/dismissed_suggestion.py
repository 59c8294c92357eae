"""Sentences that somebody found not worth checking, so that nobody is offered them again."""

from hashlib import sha256

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import Rule, has_words, tracked


def words_digest(words: str) -> str:
    """What two sentences have in common that differ in spaces and line breaks alone."""
    return sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()


@tracked(exclude=["digest"])
class DismissedSuggestion(models.Model):
    """Words of an article that are not suggested again, whichever capture of it they stand in.

    Taking it back removes the row; the trail keeps who did what.
    """

    article = models.ForeignKey(
        "claims.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="dismissed",
    )
    words = models.TextField(_("words"))
    digest = models.CharField(max_length=64, editable=False)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dismissed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    dismissed_at = models.DateTimeField(_("dismissed at"), default=timezone.now)

    class Meta:
        ordering = ["-dismissed_at", "-id"]
        constraints = [
            has_words("words", "dismissed_suggestion_has_words"),
            # serves the article's suggestions too: what of the article is dismissed
            models.UniqueConstraint("article", "digest", name="suggestion_is_dismissed_once"),
        ]
        triggers = [
            Rule(
                "dismissed_suggestion_never_changes",
                pgtrigger.UpdateOf("article_id", "words", "digest", "dismissed_by_id"),
                "claims_refuse_change",
            ),
        ]

    def __str__(self) -> str:
        return self.words if len(self.words) <= 80 else f"{self.words[:79]}…"
