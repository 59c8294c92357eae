"""`manage.py embed`: the vectors by which claims are found that are near in meaning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from tqdm import tqdm

from claims.actions.embedding import embed_all, embed_waiting
from claims.matching.model import ModelMissing
from claims.models import Claim, ClaimVector
from claims.sentences import counted


class Command(BaseCommand):
    """Makes vectors, in chunks; what is made stays made, so a run that was interrupted goes on."""

    help = (
        "Make the sentence vectors of claims that wait for one: workers do that by themselves. "
        "With --all also those that another model made."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which claims."""
        parser.add_argument("--all", action="store_true", help="those of another model too")
        parser.add_argument(
            "--after", type=int, default=0, metavar="ID", help="with --all: go on after this claim"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, with a progress bar."""
        try:
            made = self._all(options["after"]) if options["all"] else self._waiting()
        except ModelMissing as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{counted(made, 'vector')} made.")

    def _waiting(self) -> int:
        made = 0
        with tqdm(total=ClaimVector.objects.waiting().count(), disable=None) as bar:
            for number in embed_waiting():
                made += number
                bar.update(number)
        return made

    def _all(self, after: int) -> int:
        made, last = 0, Claim.objects.aggregate(last=Max("pk"))["last"] or 0
        with tqdm(total=last, initial=after, unit=" ids", disable=None) as bar:
            for reached, number in embed_all(after):
                made += number
                bar.update(reached - bar.n)
        return made
