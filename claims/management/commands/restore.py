"""`manage.py restore DIR`: a backup, back in place."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.management.commands.backup import least_one
from claims.sentences import counted
from provenance import postgres
from provenance.backup import manifest, restoring
from provenance.backup.manifest import Manifest
from provenance.postgres_cluster import Cluster


class Command(BaseCommand):
    """Checks the backup first; the database comes last, so that most failures leave it as it was."""

    help = (
        "Restore a backup into an empty database: DIR is one backup, or the folder that holds them, of "
        "which the newest is taken. An encrypted one needs PROVENANCE_BACKUP_IDENTITY, the file with the "
        "private key."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and what of it."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--check",
            action="store_true",
            help="read the whole backup and say whether it is whole; restore nothing",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="put the backup in the place of the embedded database, which is kept under another name",
        )
        parser.add_argument(
            "--jobs",
            type=least_one,
            default=min(os.cpu_count() or 1, 8),
            help="how many tables and indexes are made at once, if the backup is plain (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check it, then restore it, or say in a sentence why not."""
        try:
            folder = manifest.chosen(options["folder"])
            told = manifest.read(folder)
            restoring.refuse_newer(told)
            self._check(folder, told)
            if options["check"]:
                self._check_files(folder, told)
            else:
                self._restore(folder, told, options["jobs"], options["replace"])
        except (manifest.Broken, restoring.NotEmpty, postgres.PostgresError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or 'The backup'} cannot be read or written ({error.strerror or error})."
            ) from error

    def _check(self, folder: Path, told: Manifest) -> None:
        size = sum(part.size for part in told.parts)
        with tqdm(total=size, desc="checking", unit="B", unit_scale=True, disable=None) as bar:
            manifest.check_parts(folder, told, bar.update)

    def _check_files(self, folder: Path, told: Manifest) -> None:
        held = restoring.private_keys(told)
        with tqdm(total=told.files, unit=" files", disable=None) as bar:
            restoring.check_files(folder.parent, folder, told, held, bar.update)
        self.stdout.write(f"{folder} is whole, with {counted(told.files, 'stored file')}.")

    def _restore(self, folder: Path, told: Manifest, jobs: int, replace: bool) -> None:
        held = restoring.private_keys(told)
        with target(replace) as aside:
            restoring.refuse_unless_empty()
            with tqdm(total=told.files, unit=" files", disable=None) as bar:
                restoring.put_files(folder.parent, folder, told, held, bar.update)
            self._load(folder, told, held, jobs)
            restoring.bring_up(self.stdout.write)
            if told.key:
                restoring.put_secret_key(folder, held, self.stdout.write)
        self._tell(folder, told, aside)

    def _load(self, folder: Path, told: Manifest, held: list[Any], jobs: int) -> None:
        total = restoring.parts(told, folder)
        with tqdm(total=total, desc="database", unit=" parts", disable=None) as bar:

            def at(part: str, done: int) -> None:
                bar.set_postfix_str(part, refresh=False)
                bar.update(done)
                bar.refresh()

            restoring.load(folder, told, held, jobs, at)
            at("", (total or 0) - bar.n)

    def _tell(self, folder: Path, told: Manifest, aside: Path | None) -> None:
        files = counted(told.files, "stored file")
        self.stdout.write(
            f"{folder} is restored, with {files}. See that it is whole: manage.py verify"
        )
        if not told.key:
            self._tell_of_key(stays=aside is not None or "PROVENANCE_SECRET_KEY" in os.environ)
        if aside:
            self.stdout.write(
                f"What was there before is in {aside}. Remove it when you are content."
            )
        for name in told.missing:
            self.stderr.write(f"The backup was without the stored file {name}.")

    def _tell_of_key(self, stays: bool) -> None:
        """What to do about the secret key, which no plain backup holds. It `stays` where a site ran before;
        elsewhere the one in the data folder was made by this command, and is not that of the backup."""
        if stays:
            self.stdout.write("The secret key was not in it: yours stays as it is.")
            return
        self.stdout.write(
            f"The secret key was not in it. Put yours into {settings.DATA_DIR / 'secret_key'} (or "
            "PROVENANCE_SECRET_KEY): without it people sign in anew, and second factors cannot be read."
        )


@contextmanager
def target(replace: bool) -> Iterator[Path | None]:
    """A database to restore into, that nobody else uses meanwhile; and where the one that was there is
    kept, if there was one and it is to be replaced. If the restore fails, it is back in its place."""
    if not settings.EMBEDDED:
        if replace:
            raise CommandError(
                "--replace is for the embedded database. Make a new database on your server, and name it "
                "in DATABASE_OWNER_URL and DATABASE_URL."
            )
        yield None
        return
    with ExitStack() as stack:
        cluster = stack.enter_context(postgres.unused(settings.DATA_DIR, settings.WAL_ARCHIVE))
        there = cluster.folder.exists()
        aside = None
        if there and replace:
            aside = stack.enter_context(postgres.put_aside(cluster, "restore"))
        stack.enter_context(started(cluster, new=not there))
        yield aside


@contextmanager
def started(cluster: Cluster, new: bool) -> Iterator[None]:
    """The cluster's server; a `new` cluster is gone again if what happens inside fails."""
    cluster.start()
    try:
        yield
    except BaseException:
        if new:
            postgres.remove(cluster)
        raise
