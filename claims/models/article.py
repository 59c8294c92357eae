"""Published pieces, what they derive from, and what became of them."""

from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import typed
from claims.models.address import address
from claims.models.rules import Rule, has_words, language_or_empty, one_of, touches, tracked
from claims.typed import LONGEST_TAG


def called(key: int, title: str, opening_words: str) -> str:
    """The title of an article; without one, the opening words of what was captured, in brackets."""
    if title:
        return title
    return f"[{opening_words}]" if opening_words else f"[article {key}]"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def named_like(self, text: str) -> Self:
        """Articles whose title or opening words hold the text."""
        return self.filter(
            models.Q(title__icontains=text) | models.Q(opening_words__icontains=text)
        )

    def for_list(self, claims: models.QuerySet | None = None) -> Self:
        """With what a list shows of each: publisher, and how many claims it makes, of those given."""
        counted = models.Q(snapshots__appearances__claim__in=claims) if claims is not None else None
        return self.select_related("publisher").annotate(
            claim_count=models.Count(
                "snapshots__appearances__claim", filter=counted, distinct=True
            ),
            retracted=models.Exists(
                Correction.objects.filter(
                    article=models.OuterRef("pk"), kind=Correction.Kind.RETRACTION
                )
            ),
        )


@tracked(
    exclude=["opening_words", "looked_at"],
    # The history of a source with many articles (claims/history/reading.py): the latest events of what
    # it publishes, and the few of articles that were taken from it.
    indexes=[
        models.Index(
            fields=["publisher", "-pgh_created_at", "pgh_id"], name="articleevent_of_publisher"
        ),
        models.Index(
            fields=["pgh_obj"], name="articleevent_updates", condition=models.Q(pgh_label="update")
        ),
    ],
)
class Article(models.Model):
    """A piece published by an outlet or another source (schema.org `Article`)."""

    title = models.CharField(
        _("title"),
        max_length=500,
        blank=True,
        help_text=_("As published. Leave it empty if it is not known: it is never made up."),
    )
    publisher = models.ForeignKey(
        "claims.Source",
        verbose_name=_("publisher"),
        on_delete=models.PROTECT,
        related_name="articles",
        db_index=False,  # article_by_publisher begins with it
        help_text=_("Not known? Use a source of kind unidentified, one for each article."),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True, validators=[typed.web_address])
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, validators=[typed.day]
    )
    language = models.CharField(
        _("language"),
        max_length=LONGEST_TAG,
        blank=True,
        validators=[typed.language],
        help_text=_("A tag such as en or pt-BR."),
    )
    opening_words = models.CharField(max_length=120, blank=True, editable=False)
    external_id = models.CharField(_("external id"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When it was last captured, found unchanged, or asked for. Kept by the actions, for `due`.
    looked_at = models.DateTimeField(default=timezone.now, editable=False)
    derived_from: models.ManyToManyField = models.ManyToManyField(
        "self", through="Derivation", symmetrical=False, related_name="copies"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            has_words("title", "article_title_has_words", or_empty=True),
            language_or_empty("language", "article_language_is_a_tag"),
            models.UniqueConstraint(
                "url", condition=~models.Q(url=""), name="article_url_is_unique"
            ),
            models.UniqueConstraint(
                "external_id",
                condition=~models.Q(external_id=""),
                name="article_external_id_is_unique",
            ),
        ]
        indexes = [
            # /sources/<id>/: what a source publishes, newest first
            models.Index(fields=["publisher", "-id"], name="article_by_publisher"),
            # /articles/?q= and the admin's autocomplete
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="article_title_trigrams"),
            GinIndex(
                fields=["opening_words"],
                opclasses=["gin_trgm_ops"],
                name="article_opening_trigrams",
            ),
            # the articles to capture again: those that nobody has looked at for longest
            models.Index(
                fields=["looked_at", "id"], condition=~models.Q(url=""), name="article_by_last_look"
            ),
        ]
        triggers = [
            Rule(
                "article_of_a_living_source",
                pgtrigger.Insert | pgtrigger.UpdateOf("publisher_id"),
                "claims_source_must_live",
            ),
            touches(
                "article",
                "claims_touch_by_article",
                pgtrigger.UpdateOf("publisher_id", "published_on", "title", "opening_words"),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The article's page."""
        return address("article", self.pk)

    @property
    def version(self) -> int:
        """The number of the latest entry of its trail, by which a change in between is noticed."""
        return self.events.order_by("-pgh_id").values_list("pgh_id", flat=True).first() or 0  # type: ignore[attr-defined]

    @property
    def label(self) -> str:
        """What it is called."""
        return called(self.pk, self.title, self.opening_words)


@tracked()
class Derivation(models.Model):
    """One article rests on another (schema.org `isBasedOn`, PROV `wasDerivedFrom`)."""

    class Kind(models.TextChoices):
        """How it derives."""

        WIRE_COPY = "wire_copy", _("wire copy")
        REWRITE = "rewrite", _("rewrite")
        TRANSLATION = "translation", _("translation")

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="derivations"
    )
    based_on = models.ForeignKey(
        Article,
        verbose_name=_("derived from"),
        on_delete=models.PROTECT,
        related_name="derivatives",
        help_text=_(
            "The article that this one copies, rewrites or translates. A copy adds no origin."
        ),
    )
    kind = models.CharField(_("how"), max_length=20, choices=Kind)

    class Meta:
        constraints = [
            one_of("kind", ["wire_copy", "rewrite", "translation"], "derivation_kind_is_known"),
            models.UniqueConstraint("article", "based_on", name="derivation_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("based_on")),
                name="article_not_derived_from_itself",
            ),
        ]
        triggers = [touches("derivation", "claims_touch_by_derivation")]

    def __str__(self) -> str:
        return f"{self.article} ← {self.based_on}"


@tracked()
class Correction(models.Model):
    """What an outlet took back or put right (schema.org `correction`)."""

    class Kind(models.TextChoices):
        """How far it goes."""

        CORRECTION = "correction", _("correction")
        RETRACTION = "retraction", _("retraction")

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("What a retracted article says no longer counts."),
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, validators=[typed.day]
    )
    text = models.TextField(_("what it says"))
    url = models.URLField(_("address"), max_length=2000, blank=True, validators=[typed.web_address])

    class Meta:
        constraints = [
            one_of("kind", ["correction", "retraction"], "correction_kind_is_known"),
            has_words("text", "correction_has_words"),
        ]
        triggers = [touches("correction", "claims_touch_by_correction")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.article}"
