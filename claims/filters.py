"""What lists can be filtered by. One FilterSet a list; pages, feeds, exports and the API share them."""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

import django_filters as filters
from django import forms
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.access import may_read, sources_for, topics_for
from claims.flags import can_be
from claims.models import Article, Claim, Decision, Measure, Source, Topic, User
from claims.models.claim import ClaimQuerySet
from claims.paging import (
    MOST_DIGITS,
    NEWEST,
    PAST,
    PAST_READING,
    Column,
    Columns,
    Order,
    Ordering,
    expected,
)
from claims.problems import Fault
from claims.urgency import least
from claims.vocabulary import FLAGS, SOURCE_KINDS, STATES, STATUSES, choices
from provenance.replicas import reading

Sought = TypeVar("Sought", bound=Ordering)

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
PERIOD = ("published_after", "published_before")
# The years of a period in which claims were first published, each found by a step in the index of years.
YEARS = """
    WITH RECURSIVE known (year) AS (
        SELECT max(extract(year FROM first_published_on)) FROM claims_claim
        WHERE merged_into_id IS NULL AND extract(year FROM first_published_on) <= %(latest)s
        UNION ALL
        SELECT (
            SELECT max(extract(year FROM first_published_on)) FROM claims_claim
            WHERE merged_into_id IS NULL AND extract(year FROM first_published_on) < known.year
        ) FROM known WHERE known.year > %(earliest)s
    )
    SELECT year::integer FROM known WHERE year >= %(earliest)s
"""
YEAR = "{year}"
IN_YEAR = f"extract(year FROM claims_claim.first_published_on) = {YEAR}"
# The newest claims of each year, of which PostgreSQL always takes the newest next, and no more than it needs.
OF_YEARS = """
    claims_claim.id = ANY (ARRAY(
        SELECT id FROM ({of_each}) of_years ORDER BY id DESC LIMIT {most}
    ))
"""


@dataclass(frozen=True)
class NewestOfPeriod(Order):
    """The newest first, of claims first published in a period.

    Claims are mostly recorded in the order of their dates: read from the newest on, most of the record
    may come before the first of an old year. So the years are read side by side, from an index that has
    each by itself.
    """

    earliest: date | None = None
    latest: date | None = None

    def walked(self, rows: QuerySet[Any], most: int) -> QuerySet[Any]:
        """The first of the rows, which are narrowed to the period already."""
        of_year = self.sorted(rows.filter(RawSQL(IN_YEAR, (), BooleanField()))).values("id")  # noqa: S611
        try:
            sql, values = of_year[:most].query.sql_with_params()
        except EmptyResultSet:  # Django asks nothing where nothing can be
            return rows.none()
        years = self._years()
        if not years:
            return rows.none()
        of_each = " UNION ALL ".join(f"({sql.replace(YEAR, str(year))})" for year in years)
        newest = OF_YEARS.format(of_each=of_each, most=int(most))
        return super().walked(
            rows.filter(RawSQL(newest, values * len(years), BooleanField())),  # noqa: S611
            most,
        )

    def _years(self) -> list[int]:
        """The years of the period in which anything was published, the latest first."""
        first = self.earliest.year if self.earliest else MINYEAR
        last = self.latest.year if self.latest else MAXYEAR
        with reading().cursor() as cursor:
            cursor.execute(YEARS, {"earliest": first, "latest": last})
            return [year for (year,) in cursor.fetchall()]


# A claim that holds the words takes longer to be read than one that is walked past on the way to it. So many
# are read, or walked past, in some ten milliseconds.
MANY_HOLDING, FAR = 4_000, 25_000
LATEST = "SELECT coalesce(max(id), 0) FROM claims_claim"
# The first of the newest claims, if those are enough, and of all otherwise.
OF_NEWEST = """
    claims_claim.id = ANY (ARRAY(
        WITH newest AS MATERIALIZED ({newest})
        SELECT id FROM newest
        UNION ALL SELECT id FROM ({all}) all_of_them WHERE (SELECT count(*) FROM newest) < {most}
    ))
"""


@dataclass(frozen=True)
class NewestWithWords(Order):
    """The newest first, of claims that hold words, whose index has no order.

    If few hold them, all of those are read; if very many do, enough are met on the way from the newest on.
    Between the two either takes long. So they are looked for among the newest claims alone: as many as
    should hold enough of them, and half again.
    """

    def walked(self, rows: QuerySet[Any], most: int) -> QuerySet[Any]:
        """The first of the rows, which are narrowed to those with the words already."""
        with reading().cursor() as cursor:
            cursor.execute(LATEST)
            (latest,) = cursor.fetchone()
        met = most * latest / FAR  # where so many hold them, enough are met within FAR
        if met > MANY_HOLDING and MANY_HOLDING < (number := expected(rows)[0]) < met:
            rows = self._of_newest(rows, most, latest - int(1.5 * most * latest / number))
        return super().walked(rows, most)

    def _of_newest(self, rows: QuerySet[Any], most: int, oldest: int) -> QuerySet[Any]:
        """The first of the rows, looked for among claims that are newer than this one."""
        # an order that no index has, so that both indexes are asked
        newest = rows.filter(pk__gt=oldest).order_by(F("pk") * 0, "-pk").values("id")[:most]
        sql, values = newest.query.sql_with_params()
        of_all, all_values = self.sorted(rows).values("id")[:most].query.sql_with_params()
        either = OF_NEWEST.format(newest=sql, all=of_all, most=int(most))
        return rows.filter(RawSQL(either, (*values, *all_values), BooleanField()))  # noqa: S611


@dataclass(frozen=True)
class MostUrgent(Columns):
    """The queue's order. What is filtered by adds to the urgency of what fits, which then is `least` at the
    least: what is less urgent need not be walked through."""

    least: int = 0

    def walked(self, rows: QuerySet[Any], most: int) -> QuerySet[Any]:
        """The first of the rows, none of which is less urgent."""
        return super().walked(rows.filter(urgency__gte=self.least) if self.least else rows, most)


MOST_URGENT = MostUrgent(
    (
        Column("urgency", descending=True),
        Column("waits_since", reads=datetime.fromisoformat),
        Column("id"),
    ),
    covered=True,
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


class PeriodForm(forms.Form):
    """The filters' form, for lists that can be narrowed to a period."""

    def clean(self) -> None:
        """A period ends after it begins."""
        first, last = (self.cleaned_data.get(name) for name in PERIOD)
        if first and last and last < first:
            told = _("The period ends before it begins. Exchange the two dates, or leave one out.")
            self.add_error("published_before", told)


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
        form = PeriodForm
        fields: list[str] = []

    @property
    def order(self) -> Order:
        """The order that was asked for."""
        order = ORDERS[self.form.cleaned_data.get("sort") or "newest"]
        return self._newest() if order is NEWEST else self._whole(order)

    def weighed_by(self, *left_out: str) -> Ordering:
        """In which order claims are counted, as far as they are, where these filters are left out: the newest
        first, and of a period those first published last, which stand together in an index."""
        if self.of_period:
            return self._sought(ORDERS["first_published"], *left_out)
        return self._newest(*left_out)

    @property
    def of_period(self) -> bool:
        """Whether the list is narrowed to claims first published in a period."""
        return bool(self.chosen(*PERIOD))

    def _newest(self, *left_out: str) -> Order:
        data = self.form.cleaned_data
        if self.of_period:
            earliest, latest = data.get("published_after"), data.get("published_before")
            return self._sought(NewestOfPeriod(earliest=earliest, latest=latest, covered=True))
        if self.chosen("q"):
            return NewestWithWords()
        return self._whole(NEWEST, *left_out)

    def _whole(self, order: Order, *left_out: str) -> Order:
        """An order of the whole record. Words are looked up, and the newest of a topic: PostgreSQL finds both
        by itself."""
        found = self.chosen("q") or self._newest_of_topic
        return order if found else self._sought(order, *left_out)

    @property
    def _newest_of_topic(self) -> bool:
        """Whether the topics' own table has what is asked for in its order: the newest that are filed under
        them, of any date, and not few of those."""
        among = self.chosen("q", "flag", "source", *PERIOD)
        sort = self.form.cleaned_data.get("sort") or "newest"
        return sort == "newest" and bool(self.chosen("topic")) and not among

    def _sought(self, order: Sought, *left_out: str) -> Sought:
        """The order with what is to be known of the filters, to find what fits by it."""
        by = set(self.chosen("q", "flag", "topic", "source", *PERIOD)) - set(left_out)
        of_period = isinstance(order, NewestOfPeriod) or order.fields == ("first_published_on",)
        if of_period:
            by -= set(PERIOD)
        past = PAST_READING if by & {"q", "source"} else PAST
        among = (self._in_period if of_period else self._in_all) if by else 0.0
        return replace(order, narrowed=bool(by), among=among, past=past)

    @cached_property
    def _in_all(self) -> float:
        """About how many claims there are, all of which an order may walk through."""
        return expected(self.queryset)[0]

    @cached_property
    def _in_period(self) -> float:
        """About how many claims there are of the period: all that an order by date walks through."""
        data = self.form.cleaned_data
        after, before = data.get("published_after"), data.get("published_before")
        return expected(self.queryset.first_published(after, before))[0]

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
        return rows if _can_be(left) else rows.none()

    def filter_queryset(self, queryset: Any) -> Any:
        """The claims that fit."""
        return self.without()

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        """Claims whose statement or quotes hold the words."""
        return rows.matching(value)

    def with_flag(self, rows: Any, name: str, value: list[str]) -> Any:
        """Claims with any of the flags."""
        return rows.flagged(*value) if value else rows

    def with_topic(self, rows: Any, name: str, value: Any) -> Any:
        """Claims filed under any of the topics."""
        if not value:
            return rows
        return rows.about_newest(value) if self._newest_of_topic else rows.about(value)

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
        return self.weighed_by()

    def weighed_by(self, *left_out: str) -> Columns:
        """The same: the most urgent are counted."""
        data = {name: self.form.cleaned_data[name] for name in {"status", "flag"} - {*left_out}}
        bound = least(data.get("status", ()), data.get("flag", ()))
        return replace(self._sought(MOST_URGENT, *left_out), least=bound)

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


def _can_be(data: dict[str, Any]) -> bool:
    """Whether any claim can fit. PostgreSQL takes columns for independent, and looks through the record for
    what the rules of the assessment never leave together."""
    dated = bool(data.get("published_after") or data.get("published_before"))
    return can_be(data.get("status") or (), data.get("flag") or (), dated=dated)


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
