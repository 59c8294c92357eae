"""`manage.py prepare`: what a new version needs before it serves, on a site that others rely on."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from provenance import prepare


class Command(BaseCommand):
    """Without the sample and the administrator that `run` makes."""

    help = "Make the tables, their rights and the files of the layout those of this version."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step does nothing where nothing is to be done."""
        if not prepare.migrate(self.stdout.write):
            call_command("migrate", verbosity=0, interactive=False)  # the rights, anew
        if settings.STATIC_ROOT.is_relative_to(settings.DATA_DIR):
            prepare.collect_static_files()  # a folder elsewhere came filled, as in a container
