"""The addresses of the API."""

from django.urls import path, re_path

from claims.api import (
    appearances,
    articles,
    assessment,
    captures,
    claims,
    decisions,
    figures,
    marks,
    matching,
    resource,
    root,
    snapshots,
    sources,
)

urlpatterns = [
    path("", root.Root.as_view(), name="api"),
    path("openapi.json", root.description, name="api_schema"),
    path("docs/", root.docs, name="api_docs"),
    path("claims/", claims.Claims.as_view(), name="api_claims"),
    path("claims/<int:claim_id>/", claims.OneClaim.as_view(), name="api_claim"),
    path(
        "claims/<int:claim_id>/assessment/",
        assessment.OneAssessment.as_view(),
        name="api_assessment",
    ),
    path("articles/", articles.Articles.as_view(), name="api_articles"),
    path("articles/<int:article_id>/", articles.OneArticle.as_view(), name="api_article"),
    path("snapshots/", snapshots.Snapshots.as_view(), name="api_snapshots"),
    path("snapshots/<int:snapshot_id>/", snapshots.OneSnapshot.as_view(), name="api_snapshot"),
    path("sources/", sources.Sources.as_view(), name="api_sources"),
    path("sources/<int:source_id>/", sources.OneSource.as_view(), name="api_source"),
    path("appearances/", appearances.Appearances.as_view(), name="api_appearances"),
    path(
        "appearances/<int:appearance_id>/",
        appearances.OneAppearance.as_view(),
        name="api_appearance",
    ),
    path("figures/", figures.Figures.as_view(), name="api_figures"),
    path("figures/<int:figure_id>/", figures.OneFigure.as_view(), name="api_figure"),
    path("marks/", marks.Marks.as_view(), name="api_marks"),
    path("marks/<int:mark_id>/", marks.OneMark.as_view(), name="api_mark"),
    path("decisions/", decisions.Decisions.as_view(), name="api_decisions"),
    path("decisions/<int:decision_id>/", decisions.OneDecision.as_view(), name="api_decision"),
    path("captures/", captures.Captures.as_view(), name="api_captures"),
    path("captures/<int:capture_id>/", captures.OneCapture.as_view(), name="api_capture"),
    path("find/", matching.Find.as_view(), name="api_find"),
    path("suggest/", matching.Suggest.as_view(), name="api_suggest"),
    path("check/", matching.Check.as_view(), name="api_check"),
    re_path("", resource.Nowhere.as_view(), name="api_nowhere"),
]
