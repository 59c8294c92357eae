"""Anything that a statement can be traced to."""

from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.rules import Rule, one_of, touches, tracked
from claims.vocabulary import SOURCE_KINDS, SourceKind, choices


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about sources."""

    def named_like(self, text: str) -> Self:
        """Sources whose name or host holds the text."""
        return self.filter(models.Q(name__icontains=text) | models.Q(host__icontains=text))

    def named(self, name: str) -> Self:
        """Sources of exactly this name, whatever its capitals."""
        return self.filter(name__iexact=name).order_by("pk")

    def for_list(self) -> Self:
        """With what a list shows of each: its owner, and how much it publishes and is quoted for."""
        return self.select_related("owner").annotate(
            article_count=models.Count("articles", distinct=True),
            attribution_count=models.Count("attributions", distinct=True),
        )


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
        help_text=_("For an outlet: the host name of its site, such as www.example.org."),
    )
    description = models.TextField(_("description"), blank=True)
    external_id = models.CharField(_("external id"), max_length=200, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            one_of("kind", SourceKind, "source_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="source_has_a_name"),
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
            # /sources/?q= and the admin's autocomplete
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="source_name_trigrams"),
        ]
        triggers = [
            Rule(
                "owner_ring_refused",
                pgtrigger.Insert | pgtrigger.UpdateOf("id", "owner_id"),
                "claims_refuse_owner_ring",
            ),
            touches(
                "source", "claims_touch_by_source", pgtrigger.UpdateOf("owner_id", "kind", "name")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The source's page."""
        return reverse("source", args=[self.pk])

    def with_owned(self) -> list[int]:
        """The ids of this source and of all that it owns, directly or through others."""
        found, fresh = {self.pk}, {self.pk}
        while fresh:
            owned = Source.objects.filter(owner__in=fresh).values_list("pk", flat=True)
            fresh = set(owned) - found
            found |= fresh
        return sorted(found)

    def with_owners(self) -> list[int]:
        """The ids of this source and of all that own it, directly or through others."""
        found, above = [self.pk], self.owner_id
        while above is not None and above not in found:
            found.append(above)
            above = Source.objects.filter(pk=above).values_list("owner", flat=True).first()
        return found
