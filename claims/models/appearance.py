"""One claim in one snapshot: the quoted words, their stance and basis."""

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models.functions import Greatest, Least, Lower, StrIndex, Substr
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from claims import excerpts
from claims.fragments import link
from claims.models.address import address
from claims.models.article import Correction
from claims.models.attribution import Attribution
from claims.models.rules import CHANGE_OR_REMOVE, Rule, of_new_rows, one_of, touches, tracked
from claims.vocabulary import BASES, QUOTE_STATES, STANCES, Basis, QuoteState, Stance, choices

if TYPE_CHECKING:
    from claims.models.anchoring import Anchoring


def _stands_elsewhere() -> models.Q:
    """Whether the words of the quote stand in the capture more than once, as a browser looks for them:
    whatever the case."""
    text, exact = Lower("snapshot__text"), Lower("exact")
    first = StrIndex(text, exact)
    again = StrIndex(Substr(text, first + 1), exact)
    return models.Q(GreaterThan(again, 0))


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    """Questions about appearances."""

    def with_evidence(self) -> Self:
        """With article, publisher and attributions, and without the text of the snapshot."""
        return self.with_attributions().select_related("snapshot__article__publisher")

    def with_attributions(self) -> Self:
        """With who said so, and with the snapshot but for its text."""
        said_by = Attribution.objects.select_related("source")
        return (
            self.select_related("snapshot")
            .prefetch_related(models.Prefetch("attributions", said_by))
            .defer("snapshot__text")
        )

    def with_standing(self) -> Self:
        """With whether the article has been `retracted`."""
        found = Correction.objects.filter(
            article=models.OuterRef("snapshot__article"), kind=Correction.Kind.RETRACTION
        )
        return self.annotate(retracted=models.Exists(found))

    def with_live_links(self) -> Self:
        """With what links to the live page need."""
        return self.annotate(stands_elsewhere=_stands_elsewhere())

    def with_context(self) -> Self:
        """With the text around the quotes, as `text_before` and `text_after`."""
        start, reach = models.F("start"), excerpts.REACH
        first = Greatest(start - reach + 1, models.Value(1))
        before = Substr("snapshot__text", first, Least(start, models.Value(reach)))
        after = Substr("snapshot__text", models.F("end") + 1, reach)
        return self.annotate(text_before=before, text_after=after)


@tracked()
class Appearance(models.Model):
    """Where a claim is made (schema.org `appearance`), as a Web Annotation selects it.

    `start` and `end` count Unicode code points in the snapshot's text, and the text between them is
    `exact`: PostgreSQL refuses anything else.
    """

    claim = models.ForeignKey(
        "claims.Claim",
        verbose_name=_("claim"),
        on_delete=models.CASCADE,
        related_name="appearances",
        db_index=False,  # appearance_of_claim begins with it
    )
    snapshot = models.ForeignKey(
        "claims.Snapshot",
        verbose_name=_("captured article"),
        on_delete=models.PROTECT,
        related_name="appearances",
        db_index=False,  # appearance_in_text begins with it
    )
    exact = models.TextField(
        _("quote"), help_text=_("The exact words, as they stand in the captured text.")
    )
    prefix = models.CharField(max_length=32, blank=True, editable=False)
    suffix = models.CharField(max_length=32, blank=True, editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    stance = models.CharField(
        _("stance"), max_length=10, choices=choices(STANCES), default=Stance.ASSERTS
    )
    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=choices(BASES),
        help_text=_(
            "Attributed: the article says who said so (then record whom). Own reporting: its own "
            "people established it. Unattributed: it just says so. Illustrative: made up to show "
            "something."
        ),
    )
    self_interested = models.BooleanField(
        _("publisher speaks about itself"),
        default=False,
        help_text=_("For words that are the publisher's own, such as a press release."),
    )
    quote = models.CharField(
        _("quote in the latest capture"),
        max_length=10,
        choices=choices(QUOTE_STATES),
        default=QuoteState.IDENTICAL,
        db_default=QuoteState.IDENTICAL.value,
        editable=False,
    )

    external_id = models.CharField(
        _("external id"), max_length=200, blank=True, default="", db_default="", editable=False
    )

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            # A row of a spreadsheet is known again by it.
            models.UniqueConstraint(
                "external_id",
                condition=~models.Q(external_id=""),
                name="appearance_external_id_is_unique",
            ),
            one_of("stance", Stance, "appearance_stance_is_known"),
            one_of("basis", Basis, "appearance_basis_is_known"),
            one_of("quote", QuoteState, "appearance_quote_is_known"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="appearance_has_words"
            ),
            models.UniqueConstraint(
                "claim", "snapshot", "start", "end", name="appearance_is_recorded_once"
            ),
        ]
        indexes = [
            # /articles/<id>/: the quotes of a snapshot in the order of the text
            models.Index(fields=["snapshot", "start"], name="appearance_in_text"),
            # /claims/<id>/: the first quotes of a claim, however many it has
            models.Index(fields=["claim", "id"], name="appearance_of_claim"),
        ]
        triggers = [
            Rule(
                "quote_must_stand",
                pgtrigger.Insert | pgtrigger.UpdateOf("snapshot_id", "exact", "start", "end"),
                "claims_quote_must_stand",
            ),
            Rule(
                "basis_must_fit",
                pgtrigger.UpdateOf("id", "basis"),
                "claims_basis_must_fit",
            ),
            of_new_rows("bases_must_fit", "claims_bases_must_fit"),
            Rule(
                "appearance_of_a_living_claim",
                pgtrigger.UpdateOf("claim_id"),
                "claims_claim_must_live",
            ),
            of_new_rows("appearances_of_living_claims", "claims_claims_must_live"),
            touches("appearance", "claims_touch_by_own_claim", CHANGE_OR_REMOVE),
            of_new_rows("appearances_touch_claims", "claims_touch_by_own_claims"),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"

    def get_absolute_url(self) -> str:
        """The article's page, at the mark in the capture in which the quote was recorded."""
        article = address("article", self.snapshot.article_id)
        return f"{article}?snapshot={self.snapshot_id}#appearance-{self.pk}"

    def get_quote_url(self) -> str:
        """The claim's page, at this quote."""
        claim = address("claim", self.claim_id)
        return f"{claim}?quote={self.pk}#appearance-{self.pk}"

    def get_live_url(self) -> str:
        """The page on the web, at the words; empty without an address.

        `stands_elsewhere` is what `with_live_links` found; without it the words beside the quote are
        given too, which is never wrong.
        """
        url = self.snapshot.article.url
        alone = not getattr(self, "stands_elsewhere", True)
        return link(url, self.exact, self.prefix, self.suffix, alone) if url else ""

    @property
    def became(self) -> "Anchoring | None":
        """What the latest capture made of the quote; None if there has been none since."""
        return max(self.anchorings.all(), key=lambda found: found.pk, default=None)
