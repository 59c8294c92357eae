"""What lists of the API can be filtered by that have no list among the pages."""

from typing import Any

import django_filters as filters
from django.db.models import Q

from claims.access import articles_for, claims_for, sources_for
from claims.figures import FIGURE_KIND_LABELS
from claims.models import (
    Appearance,
    Article,
    Capture,
    Claim,
    Decision,
    Figure,
    Measure,
    OriginMark,
    Snapshot,
    Source,
)
from claims.vocabulary import BASES, OUTCOMES, STANCES, VERDICTS, choices


def _claims(request: Any) -> Any:
    return claims_for(request.user).defer("search") if request else Claim.objects.none()


def _articles(request: Any) -> Any:
    return articles_for(request.user) if request else Article.objects.none()


def _sources(request: Any) -> Any:
    return sources_for(request.user) if request else Source.objects.none()


class AppearanceFilter(filters.FilterSet):
    """The filters of `/appearances/`."""

    claim = filters.ModelChoiceFilter(label="the claim that is made", queryset=_claims)
    article = filters.ModelChoiceFilter(
        label="the article that makes it", queryset=_articles, field_name="snapshot__article"
    )
    source = filters.ModelChoiceFilter(
        label="who is said to have said so", queryset=_sources, method="attributed_to"
    )
    stance = filters.ChoiceFilter(choices=choices(STANCES))
    basis = filters.ChoiceFilter(choices=choices(BASES))

    class Meta:
        model = Appearance
        fields: list[str] = []

    def attributed_to(self, rows: Any, name: str, value: Source) -> Any:
        """Appearances that name the source anywhere in their chains."""
        return rows.filter(pk__in=value.attributions.values("appearance"))


class FigureFilter(filters.FilterSet):
    """The filters of `/figures/`."""

    claim = filters.ModelChoiceFilter(label="the claim that carries it", queryset=_claims)
    measure = filters.ModelChoiceFilter(
        label="what it measures", queryset=lambda request: Measure.objects.all()
    )
    kind = filters.ChoiceFilter(choices=list(FIGURE_KIND_LABELS.items()))

    class Meta:
        model = Figure
        fields: list[str] = []


class MarkFilter(filters.FilterSet):
    """The filters of `/marks/`."""

    claim = filters.ModelChoiceFilter(label="the claim that it is about", queryset=_claims)
    source = filters.ModelChoiceFilter(
        label="a source that it names", queryset=_sources, method="naming"
    )
    verdict = filters.ChoiceFilter(choices=choices(VERDICTS))

    class Meta:
        model = OriginMark
        fields: list[str] = []

    def naming(self, rows: Any, name: str, value: Source) -> Any:
        """Findings about the source, and those that another is the same."""
        return rows.filter(Q(source=value) | Q(same_as=value))


class DecisionFilter(filters.FilterSet):
    """The filters of `/decisions/`."""

    claim = filters.ModelChoiceFilter(label="the claim that it decides about", queryset=_claims)
    outcome = filters.ChoiceFilter(choices=choices(OUTCOMES))

    class Meta:
        model = Decision
        fields: list[str] = []


class SnapshotFilter(filters.FilterSet):
    """The filters of `/snapshots/`."""

    article = filters.ModelChoiceFilter(label="the article that was captured", queryset=_articles)
    extent = filters.ChoiceFilter(choices=Snapshot.Extent.choices)

    class Meta:
        model = Snapshot
        fields: list[str] = []


class CaptureFilter(filters.FilterSet):
    """The filters of `/captures/`."""

    state = filters.ChoiceFilter(choices=Capture.State.choices)

    class Meta:
        model = Capture
        fields: list[str] = []
