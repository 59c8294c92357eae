"""What lists can be filtered by. One FilterSet a list; pages, feeds, exports and the API share them."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.access import may_read, sources_for, topics_for
from claims.models import Article, Claim, Decision, Measure, Source, Topic, User
from claims.models.claim import ClaimQuerySet
from claims.paging import MOST_DIGITS, NEWEST, Column, Columns, Order
from claims.problems import Fault
from claims.vocabulary import FLAGS, SOURCE_KINDS, STATES, STATUSES, choices

ORDERS = {
    "newest": NEWEST,
    "first_published": Order(
        "first_published_on", nullable=True, reads=date.fromisoformat, covered=True
    ),
    "articles": Order("article_count", reads=int, covered=True),
}
SORTS = [
    ("newest", _("newest first")),
    ("first_published", _("latest first published")),
    ("articles", _("most articles")),
]
# The newest claims of each year, and of those the newest.
OF_YEARS = """
    claims_claim.id = ANY (ARRAY(
        SELECT of_year.id FROM (
            SELECT generate_series(
                greatest(extract(year FROM min(first_published_on)), %s::numeric),
                least(extract(year FROM max(first_published_on)), %s::numeric)
            ) AS year
            FROM claims_claim WHERE merged_into_id IS NULL
        ) years CROSS JOIN LATERAL ({sql}) of_year
        ORDER BY of_year.id DESC LIMIT {most}
    ))
"""
FEW = 0.025  # of all claims: so many are sooner looked at one by one than found at the far end of an order
IN_YEAR = "extract(year FROM claims_claim.first_published_on) = years.year"


@dataclass(frozen=True)
class NewestOfPeriod(Order):
    """The newest first, of claims first published in a period.

    Claims are mostly recorded in the order of their dates: read from the newest on, most of the record
    may come before the first of an old year. So the newest of each year are read, from an index that
    has each year by itself, and the newest of those are taken. Where the list is `narrowed` by what has
    an index of its own, and few claims are expected to fit, all of these are looked at.
    """

    earliest: date | None = None
    latest: date | None = None
    narrowed: bool = False

    def first(self, rows: QuerySet[Any], most: int) -> QuerySet[Any]:
        """The first of the rows, which are narrowed to the period already."""
        if self.narrowed and _few(rows):
            # An order that no index has, so that PostgreSQL does not walk through the record by it.
            return rows.order_by((F("pk") + 0).desc())[:most]
        of_year = self.sorted(rows.filter(RawSQL(IN_YEAR, (), BooleanField()))).values("id")  # noqa: S611
        try:
            sql, values = of_year[:most].query.sql_with_params()
        except EmptyResultSet:  # Django asks nothing where nothing can be
            return rows.none()
        years = [day.year if day else None for day in (self.earliest, self.latest)]
        newest = OF_YEARS.format(sql=sql, most=int(most))
        return super().first(
            rows.filter(RawSQL(newest, (*years, *values), BooleanField())),  # noqa: S611
            most,
        )


def _few(rows: QuerySet[Any]) -> bool:
    """Whether PostgreSQL expects few of all claims."""
    return _expected(rows) <= FEW * _expected(Claim.objects.all())


def _expected(rows: QuerySet[Any]) -> float:
    """About how many rows PostgreSQL expects, without looking at any."""
    try:
        told = json.loads(rows.order_by().values("pk").explain(format="JSON"))
    except EmptyResultSet:  # Django asks nothing where nothing can be
        return 0.0
    return float(told[0]["Plan"]["Plan Rows"])


@dataclass(frozen=True)
class MostUrgent(Columns):
    """The queue's order. Where it is `narrowed` by what has an index of its own, and few claims are
    expected to fit, all of these are looked at: they may stand at the end of the queue."""

    narrowed: bool = False

    def first(self, rows: QuerySet[Any], most: int) -> QuerySet[Any]:
        """The first of the rows."""
        if self.narrowed and _few(rows):
            # An order that no index has, so that PostgreSQL does not walk through the queue by it.
            return rows.order_by((F("urgency") + 0).desc(), "waits_since", "pk")[:most]
        return super().first(rows, most)


MOST_URGENT = MostUrgent(
    (
        Column("urgency", descending=True),
        Column("waits_since", reads=datetime.fromisoformat),
        Column("id"),
    )
)
ME, NOBODY = "me", "nobody"
MOST_DAYS = 36_500
MOST_COUNTED = 99


class SurvivingSourceField(filters.fields.ModelChoiceField):
    """A source by its id; one that was merged stands for the one that took it in, so that addresses
    with its id, and kept filters, still find what they found."""

    def clean(self, value: Any) -> Source | None:
        """The source that stands for itself."""
        found = super().clean(value)
        return found and found.survivor


class SurvivingSource(filters.ModelChoiceFilter):
    """A filter by such a source."""

    field_class = SurvivingSourceField


class ClaimFilter(filters.FilterSet):
    """The filters of `/claims/`."""

    q = filters.CharFilter(
        label=_("Words"),
        method="with_words",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = filters.MultipleChoiceFilter(
        label=_("Status"), choices=choices(STATUSES), distinct=False
    )
    flag = filters.MultipleChoiceFilter(label=_("Flag"), choices=choices(FLAGS), method="with_flag")
    topic = filters.ModelMultipleChoiceFilter(
        label=_("Topic"),
        queryset=lambda request: topics_for(request.user) if request else Topic.objects.all(),
        to_field_name="name",
        method="with_topic",
    )
    source = SurvivingSource(
        label=_("Source"),
        queryset=lambda request: (
            sources_for(request.user)
            if request and not may_read(request.user)
            else Source.with_merged.all()
        ),
        method="with_source",
    )
    role = filters.ChoiceFilter(
        label=_("The source is"),
        choices=[("origin", _("an origin")), ("publisher", _("a publisher"))],
        method="unchanged",
    )
    figure = filters.ChoiceFilter(
        label=_("Figure"),
        choices=[("yes", _("with a figure")), ("no", _("without a figure"))],
        method="with_figure",
    )
    published_after = filters.DateFilter(
        label=_("First published from"), field_name="first_published_on", lookup_expr="gte"
    )
    published_before = filters.DateFilter(
        label=_("to"), field_name="first_published_on", lookup_expr="lte"
    )
    sort = filters.ChoiceFilter(label=_("Sort by"), choices=SORTS, method="unchanged")

    class Meta:
        model = Claim
        fields: list[str] = []

    @property
    def order(self) -> Order:
        """The order that was asked for."""
        order = ORDERS[self.form.cleaned_data.get("sort") or "newest"]
        return self._newest if order is NEWEST else order

    @property
    def weighed_by(self) -> Order | Columns:
        """In which order claims are counted, as far as they are."""
        return self._newest

    @property
    def _newest(self) -> Order:
        data = self.form.cleaned_data
        period = {"earliest": data.get("published_after"), "latest": data.get("published_before")}
        if not any(period.values()):
            return NEWEST
        return NewestOfPeriod(**period, narrowed=self._narrowed)

    @property
    def _narrowed(self) -> bool:
        """Whether by something that has an index of its own."""
        return bool(self.chosen("q", "flag", "topic", "source"))

    @property
    def words(self) -> str:
        """What was searched for."""
        return self.form.cleaned_data.get("q", "")

    def chosen(self, *names: str) -> tuple[str, ...]:
        """Those of the filters, or of all of them, that narrow the list."""
        data = self.form.cleaned_data
        return tuple(name for name in names or data if name != "sort" and data.get(name))

    def without(self, *names: str) -> ClaimQuerySet:
        """The claims that the other filters leave: what the counts beside the choices are out of."""
        left = {name: value for name, value in self.form.cleaned_data.items() if name not in names}
        rows = self.queryset.all()
        for name, value in left.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        """Claims whose statement or quotes hold the words."""
        return rows.matching(value)

    def with_flag(self, rows: Any, name: str, value: list[str]) -> Any:
        """Claims with any of the flags."""
        return rows.flagged(*value) if value else rows

    def with_topic(self, rows: Any, name: str, value: Any) -> Any:
        """Claims filed under any of the topics."""
        return rows.about(value) if value else rows

    def with_source(self, rows: Any, name: str, value: Source) -> Any:
        """Claims that have the source as an origin, as a publisher, or either."""
        role = self.form.cleaned_data.get("role")
        if role == "origin":
            return rows.originating_with(value.pk)
        return rows.published_by(value.pk) if role == "publisher" else rows.with_source(value.pk)

    def with_figure(self, rows: Any, name: str, value: str) -> Any:
        """Claims that carry a figure, or none."""
        return rows.with_figure(value == "yes")

    def unchanged(self, rows: Any, name: str, value: str) -> Any:
        """For parameters that another filter or the view reads."""
        return rows


class ReviewFilter(ClaimFilter):
    """The filters of `/review/`: those of `/claims/`, and whose it is, its state, and how long it waits.

    `me` is whoever looks.
    """

    state = filters.MultipleChoiceFilter(label=_("State"), choices=choices(STATES), distinct=False)
    assignee = filters.CharFilter(label=_("Assigned to"), method="with_assignee")
    longer = filters.NumberFilter(
        label=_("Waiting longer than (days)"),
        method="with_longer",
        min_value=0,
        max_value=MOST_DAYS,
    )
    sign_off = filters.ChoiceFilter(
        label=_("Sign-off"),
        choices=[("waits", _("waits for sign-off")), ("refused", _("sign-off refused"))],
        method="with_sign_off",
    )

    def __init__(self, data: Any, *, me: User, queryset: ClaimQuerySet | None = None) -> None:
        """Filter what waits, unless other claims are given."""
        super().__init__(data, Claim.objects.waiting() if queryset is None else queryset)
        self.me = me
        self.form.fields["assignee"].validators.append(_known_assignee)

    @property
    def order(self) -> Columns:  # type: ignore[override]
        """The most urgent first, and of those what has waited longest."""
        return replace(MOST_URGENT, narrowed=self._narrowed)

    @property
    def weighed_by(self) -> Columns:
        """The same: the most urgent are counted."""
        return self.order

    def with_assignee(self, rows: Any, name: str, value: str) -> Any:
        """Claims that are assigned to me, to nobody, or to the person with this id."""
        if value == NOBODY:
            return rows.filter(assignee=None)
        return rows.filter(assignee=self.me.pk if value == ME else int(value))

    def with_sign_off(self, rows: Any, name: str, value: str) -> Any:
        """Claims whose latest decision waits for a second person, or was refused by one."""
        decisions = Decision.objects.all()
        found = decisions.refused() if value == "refused" else decisions.awaiting()
        return rows.filter(pk__in=found.values("claim"))

    def with_longer(self, rows: Any, name: str, value: int) -> Any:
        """Claims that have waited for more than so many days."""
        return rows.filter(waits_since__lt=timezone.now() - timedelta(days=int(value)))


def _known_assignee(value: str) -> None:
    if value not in (ME, NOBODY) and not (value.isdecimal() and len(value) <= MOST_DIGITS):
        raise forms.ValidationError(_("Choose “me”, “nobody”, or somebody from the list."))


class AppearanceFilter(ClaimFilter):
    """The filters of `/appearances.csv` and the like: those of `/claims/`, and one claim by its id."""

    claim = filters.NumberFilter(
        label=_("Claim"), field_name="pk", min_value=1, max_value=10**MOST_DIGITS
    )


class MeasureFilter(filters.FilterSet):
    """`/figures/` has no filters."""

    class Meta:
        model = Measure
        fields: list[str] = []


class ArticleFilter(filters.FilterSet):
    """The filters of `/articles/`."""

    q = filters.CharFilter(label=_("Words"), method="with_words")

    class Meta:
        model = Article
        fields: list[str] = []

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        """Articles whose title or opening words hold the text."""
        return rows.named_like(value)


class SourceFilter(filters.FilterSet):
    """The filters of `/sources/`."""

    q = filters.CharFilter(label=_("Words"), method="with_words")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=choices(SOURCE_KINDS))

    class Meta:
        model = Source
        fields: list[str] = []

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        """Sources whose name or host holds the text."""
        return rows.named_like(value)


def complaints(found: filters.FilterSet) -> list[Fault]:
    """What cannot be used of the filters that were asked for, each by its name: one that the list does
    not have, and a value that it does not take."""
    names = ", ".join(found.filters) or _("none")
    told = str(_("There is no such filter. There are: %(names)s.")) % {"names": names}
    unknown = [Fault(name, told) for name in sorted(set(found.data) - set(found.filters))]
    wrong = found.errors.items()
    return unknown + [Fault(name, str(error)) for name, errors in wrong for error in errors]


def bounded_count(rows: QuerySet[Any]) -> str:
    """How many rows: "17", or "99+" without counting further."""
    return bounded(rows.order_by()[: MOST_COUNTED + 1].count())


def bounded(number: int) -> str:
    """A number that was counted no further than one beyond MOST_COUNTED: "17", or "99+"."""
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
