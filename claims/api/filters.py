"""What lists of the API can be filtered by that have no list among the pages; of the others, what their
filters mean to programs."""

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import Q

from claims.access import articles_for, claims_for, sources_for
from claims.figures import FIGURE_KIND_LABELS
from claims.filters import ArticleFilter, ClaimFilter, SourceFilter
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

# What the filters of pages mean to programs; on pages they have labels, which stand beside one another.
MEANINGS: Mapping[type[filters.FilterSet], Mapping[str, str]] = {
    ClaimFilter: {
        "q": "Words in the statement, the figures, the quotes, or the titles and names beside them.",
        "status": "The status; with several, any of them.",
        "flag": "A flag that stands on the claim; with several, any of them.",
        "topic": "A topic by its name; with several, any of them.",
        "source": "The id of a source: an origin of the claim, or the publisher of an article that makes it.",
        "role": "Which of the two the source is; without it, either.",
        "figure": "Whether the claim carries a figure.",
        "published_after": "The first dated article that makes the claim is of this day or a later one.",
        "published_before": "The first dated article that makes the claim is of this day or an earlier one.",
        "sort": "The order; without it, those recorded last come first.",
    },
    ArticleFilter: {"q": "A text that stands in the title or the opening words, in any capitals."},
    SourceFilter: {
        "q": "A text that stands in the name or the host, in any capitals.",
        "kind": "What the source is.",
    },
}


def _claims(request: Any) -> Any:
    return claims_for(request.user).defer("search") if request else Claim.objects.none()


def _articles(request: Any) -> Any:
    return articles_for(request.user) if request else Article.objects.none()


def _sources(request: Any) -> Any:
    return sources_for(request.user) if request else Source.objects.none()


class AppearanceFilter(filters.FilterSet):
    """The filters of `/appearances/`."""

    claim = filters.ModelChoiceFilter(label="The claim that is made.", queryset=_claims)
    article = filters.ModelChoiceFilter(
        label="The article that makes it.", queryset=_articles, field_name="snapshot__article"
    )
    source = filters.ModelChoiceFilter(
        label="Who is said to have said so.", queryset=_sources, method="attributed_to"
    )
    stance = filters.ChoiceFilter(
        label="Whether the article asserts, disputes or mentions it.", choices=choices(STANCES)
    )
    basis = filters.ChoiceFilter(label="On what the words rest.", choices=choices(BASES))

    class Meta:
        model = Appearance
        fields: list[str] = []

    def attributed_to(self, rows: Any, name: str, value: Source) -> Any:
        """Appearances that name the source anywhere in their chains."""
        return rows.filter(pk__in=value.attributions.values("appearance"))


class FigureFilter(filters.FilterSet):
    """The filters of `/figures/`."""

    claim = filters.ModelChoiceFilter(label="The claim that carries it.", queryset=_claims)
    measure = filters.ModelChoiceFilter(
        label="What it measures.", queryset=lambda request: Measure.objects.all()
    )
    kind = filters.ChoiceFilter(
        label="How the figure came about.", choices=list(FIGURE_KIND_LABELS.items())
    )

    class Meta:
        model = Figure
        fields: list[str] = []


class MarkFilter(filters.FilterSet):
    """The filters of `/marks/`."""

    claim = filters.ModelChoiceFilter(label="The claim that it is about.", queryset=_claims)
    source = filters.ModelChoiceFilter(
        label="A source that it names.", queryset=_sources, method="naming"
    )
    verdict = filters.ChoiceFilter(label="What the editor found.", choices=choices(VERDICTS))

    class Meta:
        model = OriginMark
        fields: list[str] = []

    def naming(self, rows: Any, name: str, value: Source) -> Any:
        """Findings about the source, and those that another is the same."""
        return rows.filter(Q(source=value) | Q(same_as=value))


class DecisionFilter(filters.FilterSet):
    """The filters of `/decisions/`."""

    claim = filters.ModelChoiceFilter(label="The claim that it decides about.", queryset=_claims)
    outcome = filters.ChoiceFilter(label="What was decided.", choices=choices(OUTCOMES))

    class Meta:
        model = Decision
        fields: list[str] = []


class SnapshotFilter(filters.FilterSet):
    """The filters of `/snapshots/`."""

    article = filters.ModelChoiceFilter(label="The article that was captured.", queryset=_articles)
    extent = filters.ChoiceFilter(
        label="Whether all of the article was captured or a part.", choices=Snapshot.Extent.choices
    )

    class Meta:
        model = Snapshot
        fields: list[str] = []


class CaptureFilter(filters.FilterSet):
    """The filters of `/captures/`."""

    state = filters.ChoiceFilter(label="How far it is.", choices=Capture.State.choices)

    class Meta:
        model = Capture
        fields: list[str] = []
