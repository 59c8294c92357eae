"""`manage.py migrate`: Django's own, and after it the rights of the application's role."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from provenance import roles


class Command(migrate.Command):
    """Every migration may bring tables, so the rights are set up anew each time."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then set up the roles, unless one role is both."""
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if connection.settings_dict["USER"] != settings.APPLICATION_ROLE:
            roles.set_up(connection, settings.APPLICATION_ROLE, make=settings.EMBEDDED)
