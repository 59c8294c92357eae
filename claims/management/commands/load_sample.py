"""`manage.py load_sample`: the sample's twenty claims."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.sample import load_sample
from claims.sentences import counted


class Command(BaseCommand):
    """Adds what of the sample is not on record yet."""

    help = "Record the sample: twenty claims from five documents. A second run adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many claims were added."""
        added = load_sample()
        self.stdout.write(f"{counted(len(added), 'claim')} of the sample added.")
