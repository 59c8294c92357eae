"""The addresses of the app. One name, one view module, one template, one test module."""

from django.urls import path

from claims.views import (
    article,
    article_capture,
    article_compare,
    article_correct,
    article_history,
    article_list,
    article_what_if,
    capture,
    capture_progress,
    claim,
    claim_history,
    claim_list,
    healthz,
    home,
    method,
    record,
    snapshot_file,
    source,
    source_history,
    source_list,
    source_options,
    source_what_if,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("claims/", claim_list.claim_list, name="claims"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("claims/<int:claim_id>/history/", claim_history.claim_history, name="claim_history"),
    path("articles/", article_list.article_list, name="articles"),
    path("articles/<int:article_id>/", article.article, name="article"),
    path("articles/<int:article_id>/record/", record.record, name="record"),
    path(
        "articles/<int:article_id>/capture/",
        article_capture.article_capture,
        name="article_capture",
    ),
    path(
        "articles/<int:article_id>/compare/",
        article_compare.article_compare,
        name="article_compare",
    ),
    path(
        "articles/<int:article_id>/correct/",
        article_correct.article_correct,
        name="article_correct",
    ),
    path(
        "articles/<int:article_id>/history/",
        article_history.article_history,
        name="article_history",
    ),
    path(
        "articles/<int:article_id>/what-if/",
        article_what_if.article_what_if,
        name="article_what_if",
    ),
    path("snapshots/<int:snapshot_id>/file/", snapshot_file.snapshot_file, name="snapshot_file"),
    path("sources/", source_list.source_list, name="sources"),
    path("sources/<int:source_id>/", source.source, name="source"),
    path("sources/<int:source_id>/history/", source_history.source_history, name="source_history"),
    path("sources/<int:source_id>/what-if/", source_what_if.source_what_if, name="source_what_if"),
    path("sources/options/", source_options.source_options, name="source_options"),
    path("capture/", capture.capture, name="capture"),
    path("capture/<int:capture_id>/", capture_progress.capture_progress, name="capture_progress"),
    path("method/", method.method, name="method"),
    path("healthz", healthz.healthz, name="healthz"),
]
