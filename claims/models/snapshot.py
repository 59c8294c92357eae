"""What was captured of an article at one moment."""

from pathlib import PurePosixPath
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from claims.models.rules import never_changes, one_of, tracked


def file_path(snapshot: "Snapshot", filename: str) -> str:
    """Where the bytes are stored: under their own SHA-256, so that the same bytes are stored once."""
    return str(PurePosixPath("snapshots", snapshot.sha256[:2], snapshot.sha256))


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Questions about captures."""

    def latest_first(self) -> Self:
        """The latest before those before it."""
        return self.order_by("-captured_at", "-pk")

    def latest_full(self, article_id: int) -> "Snapshot | None":
        """The latest capture of an article's full text."""
        full = self.filter(article=article_id, extent=Snapshot.Extent.FULL)
        return full.latest_first().first()


@tracked(exclude=["text", "file"])
class Snapshot(models.Model):
    """Raw bytes and the text taken from them, with the hashes of both (PROV `Entity`).

    Never changes: a later capture is a new snapshot, `revision_of` the one before it.
    """

    class Extent(models.TextChoices):
        """How much of the article was captured."""

        FULL = "full", _("full text")
        EXCERPT = "excerpt", _("excerpt")

    class Method(models.TextChoices):
        """How it was captured."""

        URL = "url", _("fetched from its address")
        UPLOAD = "upload", _("uploaded as a file")
        PASTED = "pasted", _("pasted as text")

    article = models.ForeignKey(
        "claims.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="snapshots",
        db_index=False,  # snapshot_latest begins with it
    )
    revision_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    file = models.FileField(_("bytes"), upload_to=file_path, max_length=200)
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("media type"), max_length=100)
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    extent = models.CharField(_("extent"), max_length=10, choices=Extent)
    method = models.CharField(_("captured how"), max_length=10, choices=Method)
    captured_at = models.DateTimeField(_("captured at"), default=timezone.now)
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("extent", ["full", "excerpt"], "snapshot_extent_is_known"),
            one_of("method", ["url", "upload", "pasted"], "snapshot_method_is_known"),
        ]
        indexes = [
            # the latest capture of an article
            models.Index(fields=["article", "-captured_at", "-id"], name="snapshot_latest"),
            # the same bytes, stored before
            models.Index(fields=["sha256"], name="snapshot_by_bytes"),
        ]
        triggers = never_changes("snapshot")

    def __str__(self) -> str:
        when = date_format(timezone.localtime(self.captured_at), "j M Y, H:i T")
        return f"{self.article} · {self.get_extent_display()}, {when}"
