"""Anything that a statement can be traced to."""

from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.models import typed
from claims.models.address import address
from claims.models.rules import Rule, has_words, host_or_empty, one_of, touches, tracked
from claims.vocabulary import SOURCE_KINDS, SourceKind, choices
from provenance.replicas import reading

# Written out: large families have hundreds of members, whose ids would go to PostgreSQL and back.
OWNED = """
    WITH RECURSIVE owned (id) AS (
        SELECT %s::bigint
        UNION
        SELECT source.id FROM owned JOIN claims_source source ON source.owner_id = owned.id
        WHERE source.merged_into_id IS NULL
    )
    SELECT id FROM owned"""


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about sources."""

    def named_like(self, text: str) -> Self:
        """Sources whose name or host holds the text, or that took in one of such a name or host."""
        held = models.Q(name__icontains=text) | models.Q(host__icontains=text)
        return self.filter(held | models.Q(pk__in=self._took_in(held)))

    def named(self, name: str) -> Self:
        """Sources of exactly this name, whatever its capitals, or that took in one of this name."""
        same = models.Q(name__iexact=name)
        return self.filter(same | models.Q(pk__in=self._took_in(same))).order_by("pk")

    def like(self, name: str) -> Self:
        """Sources whose names share most of their letters with the name, the nearest first."""
        near = TrigramSimilarity("name", name)
        found = self.filter(name__trigram_similar=name).annotate(nearness=near)
        return found.order_by("-nearness", "pk")

    def _took_in(self, such: models.Q) -> models.QuerySet:
        """What sources `such` as these have been merged into."""
        merged = self.model.with_merged.filter(such, merged_into__isnull=False)
        return merged.values("merged_into")

    def for_list(self, claims: models.QuerySet | None = None) -> Self:
        """With what a list shows of each: its owner, and how much it publishes and is quoted for, on
        the claims given or on all."""
        published = said = None
        if claims is not None:
            published = models.Q(articles__snapshots__appearances__claim__in=claims)
            said = models.Q(attributions__appearance__claim__in=claims)
        return self.select_related("owner").annotate(
            article_count=models.Count("articles", filter=published, distinct=True),
            attribution_count=models.Count("attributions", filter=said, distinct=True),
        )


class LivingSources(models.Manager.from_queryset(SourceQuerySet)):  # type: ignore[misc]
    """Every source but those that have been merged into another."""

    def get_queryset(self) -> SourceQuerySet:
        """Sources that stand for themselves."""
        return super().get_queryset().filter(merged_into=None)


@tracked()
class Source(models.Model):
    """An outlet, organisation, person, document, dataset, or somebody not named (PROV `Agent`)."""

    name = models.CharField(
        _("name"),
        max_length=300,
        help_text=_(
            "As a reader would say it: “The Atlantic”, “a former officer quoted by Hollywood "
            "Unlocked”. For somebody not named, say who they are said to be."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=choices(SOURCE_KINDS),
        help_text=_(
            "Anonymous and unidentified sources do not count as origins until an editor confirms them."
        ),
    )
    owner = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned",
        help_text=_(
            "The source that owns or speaks through this one. Sources with one owner are a family "
            "and count once."
        ),
    )
    host = models.CharField(
        _("web host"),
        max_length=253,
        blank=True,
        validators=[typed.host],
        help_text=_(
            "For an outlet: the host name of its site, such as example.org. What is captured from "
            "there is filed under this source."
        ),
    )
    description = models.TextField(_("description"), blank=True)
    external_id = models.CharField(_("external id"), max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = LivingSources()
    with_merged = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            one_of("kind", SourceKind, "source_kind_is_known"),
            has_words("name", "source_has_a_name"),
            host_or_empty("host", "source_host_is_plain"),
            # Two records of one person would be counted as two origins.
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                condition=~models.Q(kind__in=[SourceKind.ANONYMOUS, SourceKind.UNIDENTIFIED]),
                name="source_name_is_unique",
            ),
            models.UniqueConstraint(
                "host", condition=~models.Q(host=""), name="source_host_is_unique"
            ),
            models.UniqueConstraint(
                "external_id",
                condition=~models.Q(external_id=""),
                name="source_external_id_is_unique",
            ),
        ]
        indexes = [
            # /sources/: by name, a page at a time
            models.Index(fields=["name", "id"], name="source_by_name"),
            # an import: the sources of these names, whatever their capitals (claims.importing.record)
            models.Index(Lower("name"), name="source_by_lower_name"),
            # /sources/?q= and the admin's autocomplete
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="source_name_trigrams"),
        ]
        triggers = [
            Rule(
                "owner_ring_refused",
                pgtrigger.Insert | pgtrigger.UpdateOf("id", "owner_id"),
                "claims_refuse_owner_ring",
            ),
            # After the rule about rings, by its name: that one waits for whoever changes owners.
            Rule(
                "source_must_live",
                pgtrigger.Insert | pgtrigger.UpdateOf("owner_id"),
                "claims_source_must_live",
            ),
            Rule(
                "source_merges_once",
                pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                "claims_merge_of_sources",
            ),
            touches(
                "source", "claims_touch_by_source", pgtrigger.UpdateOf("owner_id", "kind", "name")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The source's page."""
        return address("source", self.pk)

    @property
    def with_kind(self) -> str:
        """The name, and what it is: namesakes are told apart by that."""
        return f"{self.name} ({self.get_kind_display()})"

    @property
    def survivor(self) -> "Source":
        """The source that this one was merged into; itself, if it stands for itself."""
        return self.merged_into or self

    def with_owned(self) -> list[int]:
        """The ids of this source and of all that it owns, directly or through others."""
        with reading().cursor() as cursor:
            cursor.execute(OWNED, [self.pk])
            return sorted(key for (key,) in cursor.fetchall())

    def with_owners(self) -> list[int]:
        """The ids of this source and of all that own it, directly or through others."""
        found, above = [self.pk], self.owner_id
        while above is not None and above not in found:
            found.append(above)
            above = Source.objects.filter(pk=above).values_list("owner", flat=True).first()
        return found
