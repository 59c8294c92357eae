"""`manage.py assess`: the stored assessments against fresh ones."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from tqdm import tqdm

from claims.actions.assessing import Difference, assess_all, reassess, settle
from claims.models import Claim
from claims.sentences import counted


class Command(BaseCommand):
    """Assesses claims again, stores what differed, and says which."""

    help = (
        "Assess claims again and report which of the stored assessments differed. "
        "Nothing differs as long as every write went through the program."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which claims."""
        parser.add_argument("claims", nargs="*", type=int, metavar="ID", help="ids of claims")
        parser.add_argument("--all", action="store_true", help="every claim")
        parser.add_argument(
            "--after", type=int, default=0, metavar="ID", help="with --all: go on after this claim"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Assess in chunks, each its own transaction, with a progress bar."""
        if bool(options["claims"]) == options["all"]:
            raise CommandError("Name the claims to assess by their ids, or say --all.")
        differed = (
            self._every_claim(options["after"])
            if options["all"]
            else self._named(options["claims"])
        )
        self.stdout.write(f"{counted(differed, 'stored assessment')} differed.")

    def _named(self, ids: list[int]) -> int:
        missing = set(ids) - set(Claim.objects.filter(pk__in=ids).values_list("pk", flat=True))
        if missing:
            raise CommandError(f"No claim has the id {', '.join(map(str, sorted(missing)))}.")
        return self._report(reassess(ids))

    def _every_claim(self, after: int) -> int:
        last = Claim.objects.aggregate(last=Max("pk"))["last"] or 0
        differed = self._report(settle())
        with tqdm(total=last, initial=after, unit=" ids", disable=None) as bar:
            for reached, differences in assess_all(after):
                differed += self._report(differences)
                bar.update(reached - bar.n)
        return differed

    def _report(self, differences: list[Difference]) -> int:
        for difference in differences:
            self.stdout.write(f"claim {difference.claim}: {', '.join(difference.fields)}")
        return len(differences)
