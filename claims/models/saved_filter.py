"""Filters of the queue that somebody keeps under a name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.rules import tracked


@tracked()
class SavedFilter(models.Model):
    """A filter of `/review/`: `query` is what stands in its address after the question mark."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filter"), max_length=2000)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(query=""),
                name="saved_filter_has_name_and_query",
            ),
            models.UniqueConstraint(
                "owner", "name", name="saved_filter_name_is_unique_for_its_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The queue, filtered so."""
        return f"{reverse('review')}?{self.query}"
