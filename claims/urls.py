"""The addresses of the app. One name, one view module, one template, one test module."""

from django.urls import path

from claims.views import (
    article,
    article_list,
    capture,
    capture_progress,
    claim,
    claim_list,
    healthz,
    home,
    method,
    source,
    source_list,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("claims/", claim_list.claim_list, name="claims"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("articles/", article_list.article_list, name="articles"),
    path("articles/<int:article_id>/", article.article, name="article"),
    path("sources/", source_list.source_list, name="sources"),
    path("sources/<int:source_id>/", source.source, name="source"),
    path("capture/", capture.capture, name="capture"),
    path("capture/<int:capture_id>/", capture_progress.capture_progress, name="capture_progress"),
    path("method/", method.method, name="method"),
    path("healthz", healthz.healthz, name="healthz"),
]
