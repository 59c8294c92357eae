"""The app's configuration."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ClaimsConfig(AppConfig):
    """The one app of the project."""

    name = "claims"
    verbose_name = "The record"


class DataEntryConfig(AdminConfig):
    """Django's admin, with a site of our own."""

    default_site = "provenance.admin_site.DataEntrySite"
