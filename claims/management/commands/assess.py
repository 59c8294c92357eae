"""`manage.py assess`: the stored assessments against fresh ones."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from tqdm import tqdm

from claims.actions.assessing import (
    CHUNK,
    Chunk,
    Difference,
    assess_all,
    assess_chunk,
    reassess,
    settle,
)
from claims.actions.recording import patient
from claims.models import Claim, Progress
from claims.sentences import counted
from provenance.processes import processes

NAME = "assess"
MANY = 20 * CHUNK  # claims, below which further processes take longer to start than they save

Each = Callable[[Iterable[Chunk]], Iterator[list[Difference]]]


class Command(BaseCommand):
    """Assesses claims again, stores what differed, and says which."""

    help = (
        "Assess claims again and report which of the stored assessments differed. "
        "Nothing differs as long as every write went through the program. "
        "A run over all claims that was stopped goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which claims."""
        parser.add_argument("claims", nargs="*", type=int, metavar="ID", help="ids of claims")
        parser.add_argument("--all", action="store_true", help="every claim")
        parser.add_argument(
            "--after", type=int, metavar="ID", help="with --all: go on after this claim"
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="with --all: begin with the first claim, though a run was stopped in the middle",
        )
        parser.add_argument(
            "-j",
            "--jobs",
            type=int,
            metavar="N",
            help="with --all: in so many processes; as many as there are cores, for many claims",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Assess in chunks, each its own transaction, with a progress bar."""
        if bool(options["claims"]) == options["all"]:
            raise CommandError("Name the claims to assess by their ids, or say --all.")
        if options["jobs"] is not None and options["jobs"] < 1:
            raise CommandError("--jobs is a number of processes, 1 or more.")
        if options["all"]:
            differed = self._every_claim(self._beginning(**options), options["jobs"])
        else:
            differed = self._named(options["claims"])
        self.stdout.write(f"{counted(differed, 'stored assessment')} differed.")

    def _named(self, ids: list[int]) -> int:
        missing = set(ids) - set(Claim.objects.filter(pk__in=ids).values_list("pk", flat=True))
        if missing:
            raise CommandError(f"No claim has the id {', '.join(map(str, sorted(missing)))}.")
        return self._report(reassess(ids))

    def _beginning(self, *, after: int | None, again: bool, **_options: Any) -> int:
        """After which claim it begins."""
        if after is not None or again:
            return after or 0
        stopped_at = Progress.objects.stopped_at(NAME)
        if stopped_at:
            self.stderr.write(
                f"Going on after claim {stopped_at}, where a run was stopped; "
                "--again begins with the first."
            )
        return stopped_at

    def _every_claim(self, after: int, jobs: int | None) -> int:
        last = Claim.objects.aggregate(last=Max("pk"))["last"] or 0
        differed = self._report(settle())
        Progress.objects.note(NAME, after)
        bar = tqdm(total=last, initial=after, unit=" ids", disable=None)
        with bar, _at_work(jobs or _jobs(after)) as each:
            try:
                for reached, differences in assess_all(after, each):
                    differed += self._report(differences)
                    Progress.objects.note(NAME, reached)
                    bar.update(reached - bar.n)
            except BrokenProcessPool as error:
                raise CommandError(
                    "One of the processes was ended from outside; perhaps memory ran out. What was done "
                    "stays done: run the same command again, perhaps with --jobs 1, and it goes on."
                ) from error
        Progress.objects.over(NAME)
        return differed

    def _report(self, differences: list[Difference]) -> int:
        for difference in differences:
            self.stdout.write(f"claim {difference.claim}: {', '.join(difference.fields)}")
        return len(differences)


@patient
def assess(chunk: Chunk) -> list[Difference]:
    """Assess the claims of a chunk; again, if that and somebody's write waited for each other."""
    return assess_chunk(chunk)


def _jobs(after: int) -> int:
    """How many processes are worth their start."""
    return (os.cpu_count() or 1) if Claim.objects.filter(pk__gt=after)[MANY:].exists() else 1


@contextmanager
def _at_work(jobs: int) -> Iterator[Each]:
    """What assesses chunks: this process, or so many others."""
    if jobs == 1:
        yield partial(map, assess)
        return
    with processes(jobs) as pool:
        yield partial(pool.map, assess)
