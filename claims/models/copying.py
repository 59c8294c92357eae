"""Texts that look copied: the fingerprints by which they are found, and what a person says of them."""

from collections.abc import Collection
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of, touches, tracked
from claims.typed import WORDS
from provenance.replicas import reading

MOST_HOLDERS = 50  # articles that are looked at for one print, however many hold it

# A step for each print, so that a passage which stands in half of the record costs no more than another.
HOLDERS = """
    SELECT wanted.print, held.article_id, article.publisher_id
    FROM unnest(%s::bigint[]) wanted (print)
    CROSS JOIN LATERAL (
        SELECT article_id FROM claims_fingerprint
        WHERE print = wanted.print AND article_id <> %s
        ORDER BY article_id LIMIT %s
    ) held
    JOIN claims_article article ON article.id = held.article_id"""


class FingerprintManager(models.Manager["Fingerprint"]):
    """All prints of all texts."""

    def holders(self, prints: Collection[int], beside: int) -> list[tuple[int, int, int]]:
        """Who else holds these prints than the article `beside`: print, article, publisher. Of each
        print at most MOST_HOLDERS articles, those recorded first."""
        with reading().cursor() as cursor:
            cursor.execute(HOLDERS, [list(prints), beside, MOST_HOLDERS])
            return cursor.fetchall()


class Fingerprint(models.Model):
    """A print that the text of an article leaves (`claims.copies`). Made again from its latest full
    capture."""

    pk = models.CompositePrimaryKey("print", "article_id")
    print = models.BigIntegerField()
    article = models.ForeignKey(
        "claims.Article",
        on_delete=models.CASCADE,
        related_name="fingerprints",
        # Its index serves making the prints of one article again; the key finds who shares a print.
        db_index=True,
    )

    objects = FingerprintManager()

    def __str__(self) -> str:
        return f"{self.print:x}"


class CopyCheck(models.Model):
    """Which capture of an article was last compared with the texts of all others."""

    article = models.OneToOneField(
        "claims.Article", on_delete=models.CASCADE, primary_key=True, related_name="copy_check"
    )
    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.article}: {self.snapshot_id}"


class CopyProposalQuerySet(models.QuerySet["CopyProposal"]):
    """Questions about articles that look copied."""

    def open(self) -> Self:
        """Those of which nobody has said what they are."""
        return self.filter(state=CopyProposal.State.OPEN)

    def of_article(self, article_id: int) -> Self:
        """Those that the article is one of the two of."""
        return self.filter(models.Q(article=article_id) | models.Q(original=article_id))

    def of_pair(self, one: int, other: int) -> Self:
        """The one of these two articles, whichever of them looks like the original."""
        return self.filter(article__in=(one, other), original__in=(one, other))


@tracked(exclude=["found_at"])
class CopyProposal(models.Model):
    """An article looks copied from another. Nothing rests on it until somebody says so.

    `percent` are of the article's words, those that stand in the original too; `percent_back` the other
    way round. Quotations and boilerplate are left out of both.
    """

    class State(models.TextChoices):
        """What was said of it."""

        OPEN = "open", _("not looked at")
        CONFIRMED = "confirmed", _("a copy")
        DISMISSED = "dismissed", _("not a copy")

    class Why(models.TextChoices):
        """What says which of the two is the original."""

        DATE = "date", _("it was published earlier")
        CREDIT = "credit", _("the other names it")
        PERSON = "person", _("somebody said so")
        UNKNOWN = "unknown", _("not known")

    article = models.ForeignKey(
        "claims.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="looks_copied",
    )
    original = models.ForeignKey(
        "claims.Article",
        verbose_name=_("looks copied from"),
        on_delete=models.CASCADE,
        related_name="looks_like_original",
    )
    why = models.CharField(
        _("what says which is the original"), max_length=10, choices=Why, default=Why.UNKNOWN
    )
    percent = models.PositiveSmallIntegerField(_("of its words, in per cent"))
    percent_back = models.PositiveSmallIntegerField(_("of the original's words, in per cent"))
    passages = models.PositiveIntegerField(_("shared passages"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    found_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CopyProposalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("state", ["open", "confirmed", "dismissed"], "copy_proposal_state_is_known"),
            one_of("why", ["date", "credit", "person", "unknown"], "copy_proposal_why_is_known"),
            models.UniqueConstraint(
                Least("article", "original"),
                Greatest("article", "original"),
                name="copy_proposal_once_a_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("original")),
                name="copy_proposal_of_two_articles",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__lte=100, percent_back__lte=100),
                name="copy_proposal_shares_at_most_all",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="dismissed") | models.Q(reason__regex=WORDS),
                name="copy_proposal_dismissed_with_a_reason",
            ),
        ]
        triggers = [
            touches(
                "copy_proposal",
                "claims_touch_by_copy_proposal",
                pgtrigger.Insert
                | pgtrigger.Delete
                | pgtrigger.UpdateOf("state", "article_id", "original_id", "why"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article} ← {self.original}"

    def get_absolute_url(self) -> str:
        """The page that compares the two."""
        return reverse("article_copy", args=[self.article_id, self.original_id])

    @property
    def version(self) -> int:
        """The number of the latest entry of its trail, by which a change in between is noticed."""
        return self.events.order_by("-pgh_id").values_list("pgh_id", flat=True).first() or 0  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what it is."""
        return self.state == self.State.OPEN

    @property
    def either(self) -> bool:
        """Whether nothing says which of the two is the original."""
        return self.why == self.Why.UNKNOWN

    @property
    def most(self) -> int:
        """The larger of the two shares, in per cent."""
        return max(self.percent, self.percent_back)
