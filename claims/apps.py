"""The app's configuration."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ClaimsConfig(AppConfig):
    """The one app of the project."""

    name = "claims"
    verbose_name = "The record"

    def ready(self) -> None:
        """Hear of sign-ins."""
        from claims import signing_in

        signing_in.connect()


class DataEntryConfig(AdminConfig):
    """Django's admin, with a site of our own."""

    default_site = "provenance.admin_site.DataEntrySite"
