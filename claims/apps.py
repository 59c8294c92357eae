"""The app's configuration."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The one app of the project."""

    name = "claims"
    verbose_name = "The record"
