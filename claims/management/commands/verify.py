"""`manage.py verify`: is the record whole?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from claims.sentences import counted
from claims.verifying import checks


class Command(BaseCommand):
    """Compares everything that is stored with what it must be, and changes nothing."""

    help = (
        "Check every snapshot by its hashes, every quote at its place, every fingerprint and vector "
        "against the text it was made of, every stored assessment against a fresh one, and every row "
        "against the trail. Ends with 1 if anything differs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Each check in turn, with a progress bar; what differs is told as it is found."""
        found = 0
        for check in checks():
            with tqdm(check.faults, check.name, check.steps, unit="", disable=None) as bar:
                for faults in bar:
                    for fault in faults:
                        found += 1
                        self.stdout.write(f"{fault.where}: {fault.what}")
        self.stdout.write(f"{counted(found, 'difference')} found.")
        if found:
            sys.exit(1)
