"""What lists can be filtered by. One FilterSet a list; pages, feeds, exports and the API share them."""

from datetime import date, datetime, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, BooleanField, Count, F, Func, QuerySet
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
    "first_published": Order("first_published_on", nullable=True, reads=date.fromisoformat),
    "articles": Order("article_count", reads=int),
}
SORTS = [
    ("newest", _("newest first")),
    ("first_published", _("latest first published")),
    ("articles", _("most articles")),
]
MOST_URGENT = Columns(
    (
        Column("urgency", descending=True),
        Column("waits_since", reads=datetime.fromisoformat),
        Column("id"),
    )
)
ME, NOBODY = "me", "nobody"
MOST_DAYS = 36_500
MOST_WEIGHED = 5_000  # claims of the queue that the counts beside its choices are out of
MOST_COUNTED = 99
CHOICES_SHOWN = 12  # of topics and sources, the most frequent


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
        return ORDERS[self.form.cleaned_data.get("sort") or "newest"]

    @property
    def words(self) -> str:
        """What was searched for."""
        return self.form.cleaned_data.get("q", "")

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
        origin, publisher = rows.originating_with(value.pk), rows.published_by(value.pk)
        return {"origin": origin, "publisher": publisher}.get(role, origin | publisher)

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
        return MOST_URGENT

    def without(self, *names: str) -> ClaimQuerySet:
        """The claims that the other filters leave, as far as they are counted: the most urgent."""
        rows = super().without(*names)
        return Claim.objects.filter(_among(MOST_URGENT.sorted(rows)[:MOST_WEIGHED]))

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


def _among(rows: QuerySet[Claim]) -> Func:
    """Whether a claim is one of these rows, which are found first and once; joined to all claims, as
    `pk__in` would, they cost a look at every claim there is."""
    found = Func(ArraySubquery(rows.values("pk")), function="ANY", output_field=BigIntegerField())
    return Func(
        F("pk"),
        found,
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=BooleanField(),
    )


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
    found = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found)


def status_counts(claims: QuerySet[Claim]) -> dict[str, int]:
    """How many claims have each status."""
    rows = claims.order_by().values_list("status").annotate(Count("pk"))
    return dict(rows)


def state_counts(claims: QuerySet[Claim]) -> dict[str, int]:
    """How many claims are in each state."""
    return dict(claims.order_by().values_list("state").annotate(Count("pk")))


def assignee_counts(claims: QuerySet[Claim]) -> dict[int | None, tuple[str, int]]:
    """The people to whom claims are assigned, by id, with their names and how many each has; None is
    nobody."""
    rows = claims.order_by("assignee__username").values_list("assignee", "assignee__username")
    return {key: (name or "", number) for key, name, number in rows.annotate(Count("pk"))}


def flag_counts(claims: QuerySet[Claim]) -> dict[str, int]:
    """How many claims carry each flag."""
    return dict(_unnested(claims, "flag_codes"))


def topic_counts(claims: QuerySet[Claim]) -> list[tuple[str, int]]:
    """The most frequent topics, with how many claims each has."""
    rows = (
        Topic.objects.filter(claims__in=claims.order_by())
        .annotate(number=Count("claims", distinct=True))
        .order_by("-number", "name")
    )
    return list(rows.values_list("name", "number")[:CHOICES_SHOWN])


def _unnested(claims: QuerySet[Claim], field: str) -> Any:
    """Each value of an array field, with the number of rows that hold it."""
    each = claims.order_by().annotate(each=Func(F(field), function="unnest"))
    return each.values_list("each").annotate(Count("pk"))


def source_counts(
    claims: ClaimQuerySet, chosen: Source | None = None
) -> list[tuple[int, str, int]]:
    """The sources that most claims have as an origin or a publisher: id, name, how many claims.

    The chosen one is always among them.
    """
    both = Func(F("origin_ids"), F("publisher_ids"), function="array_cat")
    pairs = claims.order_by().annotate(each=Func(both, function="unnest")).values("pk", "each")
    rows = pairs.values_list("each").annotate(number=Count("pk", distinct=True)).order_by("-number")
    numbers = dict(rows[:CHOICES_SHOWN])
    if chosen:
        either = claims.originating_with(chosen.pk) | claims.published_by(chosen.pk)
        numbers.setdefault(chosen.pk, either.count())
    names = dict(Source.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [(key, names[key], number) for key, number in numbers.items() if key in names]
