"""`manage.py find_copies`: articles that look copied from one another."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from tqdm import tqdm

from claims.actions.copying import look_for_copies, look_through
from claims.models import Article, CopyProposal
from claims.sentences import counted


class Command(BaseCommand):
    """Compares the texts of articles with those of all others, and proposes what looks copied."""

    help = (
        "Look for articles that look copied from others, and propose them. New captures are compared by "
        "themselves; this is for what is on record from before. It goes on where it was stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which articles."""
        parser.add_argument("articles", nargs="*", type=int, metavar="ID", help="ids of articles")
        parser.add_argument("--all", action="store_true", help="every article not compared yet")
        parser.add_argument("--again", action="store_true", help="also those that were compared")
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="ID",
            help="with --all: go on after this article",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One article a transaction, with a progress bar."""
        if bool(options["articles"]) == options["all"]:
            raise CommandError("Name the articles to compare by their ids, or say --all.")
        if options["all"]:
            done = self._every_article(options["after"], options["again"])
        else:
            done = self._named(options["articles"], options["again"])
        waiting = CopyProposal.objects.open().count()
        self.stdout.write(
            f"{counted(done, 'article')} compared; {counted(waiting, 'pair')} of articles "
            "wait for somebody to say whether one is a copy."
        )

    def _named(self, ids: list[int], again: bool) -> int:
        missing = set(ids) - set(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
        if missing:
            raise CommandError(f"No article has the id {', '.join(map(str, sorted(missing)))}.")
        return sum(look_for_copies(article_id=key, again=again) is not None for key in ids)

    def _every_article(self, after: int, again: bool) -> int:
        last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
        done = 0
        with tqdm(total=last, initial=after, unit=" ids", disable=None) as bar:
            for reached, compared in look_through(after, again):
                done += compared
                bar.update(reached - bar.n)
        return done
