"""Claims, and the topics that they are filed under."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Value
from django.db.models.functions import MD5, ExtractYear, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.address import address
from claims.models.rules import Rule, has_words, of_new_rows, one_of, touches, tracked
from claims.vocabulary import FLAGS, STATES, STATUSES, FlagCode, State, Status, choices

SEARCH_CONFIGURATION = "provenance"
SAMPLE = "sample:"  # how the external ids of the sample begin
LIVING = models.Q(merged_into=None)  # what the indexes of lists and counts hold
# What lists are filtered by of a claim itself: in an index of their order, it is read without the rows.
FILTERED_BY = [
    "status",
    "state",
    "flag_codes",
    "first_published_on",
    "assignee",
    "figure_label",
    "topic_ids",
]


def search_query(text: str) -> SearchQuery:
    """What a person typed, as a query: words, "quoted phrases", or, -not."""
    return SearchQuery(text, config=SEARCH_CONFIGURATION, search_type="websearch")


@tracked()
class Topic(models.Model):
    """A subject that claims are filed under."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [has_words("name", "topic_has_a_name")]

    def __str__(self) -> str:
        return self.name


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Questions about claims, to be combined."""

    def matching(self, text: str) -> Self:
        """Claims whose statement or quotes hold the words."""
        return self.filter(search=search_query(text))

    def of_status(self, *statuses: str) -> Self:
        """Claims that have one of the statuses."""
        return self.filter(status__in=statuses)

    def uncorroborated(self) -> Self:
        """Claims with fewer than two counted origins, and nobody who disputes them."""
        return self.of_status(Status.UNCORROBORATED)

    def flagged(self, *codes: str) -> Self:
        """Claims that carry at least one of the flags."""
        return self.filter(flag_codes__overlap=list(codes))

    def waiting(self) -> Self:
        """Claims that wait for an editor."""
        return self.filter(waits_since__isnull=False)

    def for_list(self) -> Self:
        """Without what no list shows: what may be long, and moments, which take long to read."""
        long = ("search", "origin_ids", "publisher_ids", "named_ids", "topic_ids", "note")
        return self.defer(*long, "created_at", "assessed_at")

    def sample(self) -> Self:
        """The claims that `load_sample` recorded."""
        return self.filter(external_id__startswith=SAMPLE)

    def published(self) -> Self:
        """Claims that editors have published."""
        return self.filter(state=State.PUBLISHED)

    def about(self, topics: Iterable[Topic]) -> Self:
        """Claims filed under at least one of the topics, which the indexes of lists tell of each claim."""
        return self.filter(topic_ids__overlap=[topic.pk for topic in topics])

    def about_newest(self, topics: Iterable[Topic]) -> Self:
        """The same, for a list of the newest: the topics' own table has them in that order."""
        return self.filter(pk__in=ClaimTopic.objects.filter(topic__in=topics).values("claim"))

    def appearing_in(self, article_id: int) -> Self:
        """Claims that an article makes, in any of its captures."""
        return self._among(appearances__snapshot__article=article_id)

    def bearing_on(self, *source_ids: int) -> Self:
        """Claims that sources publish, or are named for: what would change if they fell."""
        return (
            self._among(appearances__snapshot__article__publisher__in=source_ids)
            | self._among(appearances__attributions__source__in=source_ids)
            | self.filter(origin_ids__overlap=list(source_ids))
        )

    def marked_on(self, *source_ids: int) -> Self:
        """Claims on which an editor has found something about one of the sources."""
        return self._among(marks__source__in=source_ids) | self._among(
            marks__same_as__in=source_ids
        )

    def holding_evidence(self) -> Self:
        """Claims with an appearance, a figure or a mark."""
        held = models.Q(appearances__isnull=False) | models.Q(figures__isnull=False)
        return self.filter(held | models.Q(marks__isnull=False))

    def _among(self, **named: Any) -> Self:
        """Each claim once, whatever the number of rows by which it is found."""
        return self.filter(pk__in=self.model._default_manager.filter(**named).values("pk"))

    def originating_with(self, source_id: int) -> Self:
        """Claims that have this source at the end of an asserting chain."""
        return self.filter(origin_ids__contains=[source_id])

    def resting_among_others_on(self, source_id: int) -> Self:
        """Claims that have this source as an origin, and more than its family."""
        return self.originating_with(source_id).exclude(asserting_families=1)

    def naming(self, source_id: int) -> Self:
        """Claims for which this source is named without being an origin: it passed them on, is followed
        to its own article, or disputes them."""
        return self.filter(named_ids__contains=[source_id])

    def published_by(self, source_id: int) -> Self:
        """Claims that articles of this source assert."""
        return self.filter(publisher_ids__contains=[source_id])

    def with_source(self, source_id: int) -> Self:
        """Claims that have this source as an origin, or as a publisher. One condition, and not two
        questions put together: what else is asked would stand in both, and no index serve it."""
        return self.filter(
            models.Q(origin_ids__contains=[source_id])
            | models.Q(publisher_ids__contains=[source_id])
        )

    def resting_on(self, *source_ids: int) -> Self:
        """Claims that have one of these sources as an origin, and no family of origins but its own."""
        return self.filter(origin_ids__overlap=list(source_ids), asserting_families=1)

    def with_figure(self, present: bool = True) -> Self:
        """Claims that carry a figure, or none."""
        return self.exclude(figure_label="") if present else self.filter(figure_label="")

    def first_published(self, after: date | None = None, before: date | None = None) -> Self:
        """Claims first published in the period, both days included."""
        bounds = {"first_published_on__gte": after, "first_published_on__lte": before}
        return self.filter(**{name: day for name, day in bounds.items() if day})


class LivingClaims(models.Manager.from_queryset(ClaimQuerySet)):  # type: ignore[misc]
    """Every claim but those that have been merged into another: what lists, counts and searches see."""

    def get_queryset(self) -> ClaimQuerySet:
        """Claims that stand for themselves."""
        return super().get_queryset().filter(merged_into=None)


@tracked(
    exclude=[
        "search",
        "assessed_at",
        "digest",
        "origin_ids",
        "publisher_ids",
        "named_ids",
        "topic_ids",
        "created_at",
        "first_published_on",
        "urgency",
        "waits_since",
    ],
    # /feeds/status.atom: the latest changes of published claims (claims/publish/feeds.py)
    indexes=[
        models.Index(
            fields=["-pgh_id"],
            name="claimevent_of_published",
            condition=models.Q(pgh_label="update", state=State.PUBLISHED.value),
        ),
    ],
)
class Claim(models.Model):
    """One checkable statement in neutral words (schema.org `Claim`).

    Its `state` is where it is in its life: only decisions lead out of review. `caveat` and `rating` are
    those of the decision that published it, for as long as it is published. The fields from `status`
    on say what the latest assessment found. They stand here for fast lists, and only
    `claims.actions.assessing` writes them. `waits_since` is set while it waits for an editor, with how
    urgent that is (`claims.urgency`). `topic_ids` is what `topics` says, for the indexes of lists:
    PostgreSQL writes it (0054). An import alone brings it along with new claims, before their topics.
    """

    statement = models.TextField(
        _("statement"),
        help_text=_(
            "One thing that can be checked, in neutral words and a full sentence, apart from any "
            "article's wording."
        ),
    )
    topics: models.ManyToManyField = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="claims"
    )
    event_on = models.DateField(
        _("date of the event"),
        null=True,
        blank=True,
        help_text=_("When what the claim tells of took place, if it has a day."),
    )
    note = models.TextField(_("note"), blank=True)
    external_id = models.CharField(_("external id"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=choices(STATES), default=State.DRAFT, editable=False
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_claims",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    caveat = models.TextField(_("caveat"), default="", editable=False)
    rating = models.CharField(_("rating"), max_length=60, default="", editable=False)

    status = models.CharField(
        _("status"),
        max_length=20,
        choices=choices(STATUSES),
        default=Status.UNSUPPORTED,
        editable=False,
    )
    sentence = models.TextField(default="", editable=False)
    counted_origins = models.PositiveIntegerField(_("counted origins"), default=0, editable=False)
    asserting_families = models.PositiveIntegerField(default=0, editable=False)
    disputing_families = models.PositiveIntegerField(default=0, editable=False)
    article_count = models.PositiveIntegerField(_("articles"), default=0, editable=False)
    flag_codes = ArrayField(
        models.CharField(max_length=30), default=list, editable=False, verbose_name=_("flags")
    )
    first_published_on = models.DateField(_("first published"), null=True, editable=False)
    figure_label = models.CharField(max_length=200, default="", editable=False)
    origin_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    publisher_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    named_ids = ArrayField(
        models.BigIntegerField(), default=list, db_default=Value([]), editable=False
    )
    topic_ids = ArrayField(
        models.BigIntegerField(), default=list, db_default=Value([]), editable=False
    )
    digest = models.CharField(max_length=64, default="", editable=False)
    urgency = models.PositiveSmallIntegerField(default=0, editable=False)
    waits_since = models.DateTimeField(null=True, editable=False)
    assessed_at = models.DateTimeField(null=True, editable=False)
    search = SearchVectorField(null=True, editable=False)

    objects = LivingClaims()
    with_merged = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("status", Status, "claim_status_is_known"),
            has_words("statement", "claim_has_a_statement"),
            one_of("state", State, "claim_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(flag_codes__contained_by=list(FlagCode)),
                name="claim_flags_are_known",
            ),
            models.UniqueConstraint(
                "external_id",
                condition=~models.Q(external_id=""),
                name="claim_external_id_is_unique",
            ),
        ]
        indexes = [
            # /claims/?status=, newest first; the counts by status
            models.Index(fields=["status", "-id"], condition=LIVING, name="claim_by_status"),
            # the numbers beside the choices of /claims/ and /: read in order, without the rows
            models.Index(
                models.F("id").desc(),
                include=FILTERED_BY,
                condition=LIVING,
                name="claim_facets",
            ),
            # /claims/?published_before=, newest first (claims.filters.NewestOfPeriod)
            models.Index(
                ExtractYear("first_published_on"),
                models.F("id").desc(),
                include=FILTERED_BY,
                condition=LIVING,
                name="claim_by_year",
            ),
            # /claims/?status=&sort=first_published
            models.Index(
                models.F("status"),
                models.F("first_published_on").desc(nulls_last=True),
                models.F("id").desc(),
                include=["flag_codes", "figure_label", "topic_ids"],
                condition=LIVING,
                name="claim_by_status_and_date",
            ),
            # /claims/?status=&sort=articles
            models.Index(
                fields=["status", "-article_count", "-id"],
                include=["flag_codes", "figure_label", "first_published_on", "topic_ids"],
                condition=LIVING,
                name="claim_by_status_and_articles",
            ),
            # /claims/?sort=first_published
            models.Index(
                models.F("first_published_on").desc(nulls_last=True),
                models.F("id").desc(),
                include=["status", "flag_codes", "figure_label", "topic_ids"],
                condition=LIVING,
                name="claim_latest_published",
            ),
            # /claims/?sort=articles
            models.Index(
                fields=["-article_count", "-id"],
                include=[
                    "status",
                    "flag_codes",
                    "figure_label",
                    "first_published_on",
                    "topic_ids",
                ],
                condition=LIVING,
                name="claim_most_articles",
            ),
            # /claims/?flag= with several flags, and the counts by flag
            GinIndex(fields=["flag_codes"], name="claim_by_flag"),
            # /claims/?flag= and /review/?flag=, in any order: all that carry one flag, without the rows
            *(
                models.Index(
                    models.F("id").desc(),
                    include=[*FILTERED_BY, "article_count", "urgency", "waits_since"],
                    condition=LIVING & models.Q(flag_codes__overlap=[code.value]),
                    name=f"claim_{code.value}",
                )
                for code in FlagCode
            ),
            # /claims/?source= and /sources/<id>/
            GinIndex(fields=["origin_ids"], name="claim_by_origin"),
            GinIndex(fields=["publisher_ids"], name="claim_by_publisher"),
            # /sources/<id>/: what rests on it and its family alone
            GinIndex(
                fields=["origin_ids"],
                condition=models.Q(asserting_families=1),
                name="claim_by_only_origin",
            ),
            # /claims/?topic= where few are filed under it
            GinIndex(fields=["topic_ids"], name="claim_by_topic"),
            # /sources/<id>/: what it passed on or disputes
            GinIndex(fields=["named_ids"], name="claim_by_named"),
            # /review/: what waits, the most urgent first, and of those what has waited longest; what it is
            # filtered by is read in order, without the rows
            models.Index(
                fields=["-urgency", "waits_since", "id"],
                include=FILTERED_BY,
                condition=LIVING & models.Q(waits_since__isnull=False),
                name="claim_queue",
            ),
            # /review/?assignee=, and what is assigned to somebody
            models.Index(
                fields=["assignee", "-urgency", "waits_since", "id"],
                condition=models.Q(assignee__isnull=False),
                name="claim_by_assignee",
            ),
            # what the public reads, newest first
            models.Index(fields=["state", "-id"], condition=LIVING, name="claim_by_state"),
            # an import: the claims that say exactly this (claims.importing.record)
            models.Index(MD5(Lower("statement")), name="claim_by_exact_words"),
            # /claims/?q=, and the claims near to a text (claims.matching.candidates): each lookup of a word
            # reads all that was added lately and not yet sorted in, so that is kept to 256 kB
            GinIndex(fields=["search"], name="claim_search", gin_pending_list_limit=256),
        ]
        triggers = [
            touches(
                "claim",
                "claims_touch_by_claim",
                pgtrigger.UpdateOf("statement", "event_on", "state", "merged_into_id"),
            ),
            of_new_rows("claims_touch_themselves", "claims_touch_by_claims"),
            Rule(
                "claim_figures_compared_again",
                pgtrigger.UpdateOf("statement"),
                "claims_compare_figures_again",
                when=pgtrigger.After,
            ),
            Rule(
                "claim_published_by_decision",
                pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                "claims_published_by_decision",
            ),
            Rule(
                "claim_merges_once",
                pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                "claims_merge_of_claims",
            ),
            Rule(
                "claim_waits_for_vector",
                pgtrigger.UpdateOf("statement", "merged_into_id"),
                "claims_wait_for_vector",
                when=pgtrigger.After,
            ),
            of_new_rows("claims_wait_for_vectors", "claims_new_claims_wait_for_vectors"),
            Rule(
                "claim_topics_as_filed", pgtrigger.UpdateOf("topic_ids"), "claims_topics_as_filed"
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """The claim's page."""
        return address("claim", self.pk)

    @property
    def survivor(self) -> "Claim":
        """The claim that this one was merged into; itself, if it stands for itself."""
        return self.merged_into or self

    @property
    def version(self) -> str:
        """What of it a list shows that somebody may change meanwhile, to be sent along with a form."""
        return f"{self.pk}~{self.state}~{self.assignee_id or ''}~{self.digest}"

    @property
    def flag_labels(self) -> list[str]:
        """The flags in words."""
        return [FLAGS[FlagCode(code)].label for code in self.flag_codes]


@tracked(obj_field=None)
class ClaimTopic(Claim.topics.through):  # type: ignore[name-defined]
    """A claim filed under a topic: the table that Django makes, named so that the trail covers it.

    Each change is noted on the claims concerned too (`Claim.topic_ids`), where lists read it.
    """

    class Meta:
        proxy = True
        triggers = [
            of_new_rows("claims_filed", "claims_file_new_rows"),
            Rule(
                "claims_filed_no_more",
                pgtrigger.Delete,
                "claims_file_old_rows",
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="old_rows"),
            ),
            Rule(
                "claims_filed_otherwise",
                pgtrigger.Update,
                "claims_file_changed_rows",
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} · {self.topic_id}"
