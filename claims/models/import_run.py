"""Spreadsheets that somebody imports: the file, what it would record, and what came of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import one_of


def import_path(run: "ImportRun", filename: str) -> str:
    """Where the file is kept until the run is over and some time after. The name that it was sent under
    plays no part here."""
    return f"imports/{timezone.now():%Y/%m}/{run.key}"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Questions about imports."""

    def of(self, person: Any) -> Self:
        """The imports that somebody asked for: nobody else sees them."""
        return self.filter(asked_by=person)

    def under_way(self) -> Self:
        """Those that a job is at work on, or waits to be."""
        return self.filter(state__in=ImportRun.UNDER_WAY)


# Not tracked: what it records is in the trail, with the number of the run; its own row is a log.
class ImportRun(models.Model):
    """Somebody imports a spreadsheet. A job checks it, somebody looks at what it would record, and
    another job records it.

        waiting ─► checking ─► checked ─► starting ─► running ─► done
                       └──────────────────────────────────┴────► failed

    `at_row` is the last row that was checked, or recorded for good; `counts` are rows by `Outcome`, and
    `made` what was put on record, by its kind. `encoding` is that of a CSV file which was guessed or
    chosen, else empty. `shared_ids` are the external ids that stand for several quotes in the file, each
    with the numbers of the first two rows.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting to be checked")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        STARTING = "starting", _("waiting to be recorded")
        RUNNING = "running", _("being recorded")
        DONE = "done", _("recorded")
        FAILED = "failed", _("failed")

    class Mode(models.TextChoices):
        """What becomes of the good rows if others are refused."""

        ALL = "all", _("all or nothing")
        GOOD = "good", _("good rows only")

    UNDER_WAY = (State.WAITING, State.CHECKING, State.STARTING, State.RUNNING)

    key = models.UUIDField(unique=True, editable=False)
    file = models.FileField(_("file"), upload_to=import_path, max_length=200, blank=True)
    filename = models.CharField(_("name of the file"), max_length=255)
    kind = models.CharField(max_length=5, blank=True)
    header = models.JSONField(null=True)
    encoding = models.CharField(max_length=20, blank=True, default="", db_default="")
    delimiter = models.CharField(max_length=1, blank=True, default="", db_default="")
    shared_ids = models.JSONField(default=dict, db_default={})
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    mode = models.CharField(max_length=4, choices=Mode, blank=True)
    rows = models.PositiveIntegerField(default=0)
    at_row = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    message = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="imports"
    )
    # in which whoever asked reads: a job tells them in it what it found
    language = models.CharField(max_length=20, blank=True, default="", db_default="")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of(
                "state",
                ["waiting", "checking", "checked", "starting", "running", "done", "failed"],
                "import_state_is_known",
            ),
            one_of("mode", ["", "all", "good"], "import_mode_is_known"),
        ]
        indexes = [
            # /import/: somebody's latest
            models.Index(fields=["asked_by", "-id"], name="import_by_person"),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        """The page that shows what it would record, and how it goes."""
        return reverse("import_run", args=[self.pk])

    @property
    def under_way(self) -> bool:
        """Whether a job is at work on it, or waits to be."""
        return self.state in self.UNDER_WAY

    @property
    def part_is_recorded(self) -> bool:
        """Whether it has recorded good rows up to `at_row` for good."""
        return self.mode == self.Mode.GOOD and self.at_row > 0

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return self.counts.get("refused", 0)

    @property
    def good(self) -> int:
        """How many rows would change the record."""
        return sum(self.counts.get(name, 0) for name in ("new", "linked", "changed"))


class ImportRow(models.Model):
    """A row of a spreadsheet and what was found of it: all that were refused, and the first of each other
    kind. `told` are lists of column, value and words. `warned` are rows that somebody is to look at again
    before they are recorded; all of them are here."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="found")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    cells = models.JSONField()
    told = models.JSONField(default=list)
    warned = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            # and /import/<id>/: the rows of one kind, a page at a time
            models.UniqueConstraint("run", "outcome", "number", name="import_row_is_found_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"
