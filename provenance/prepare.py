"""What stands between an empty database and a site to look at: tables, a sample, an administrator."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], None]

# A second program to read the API's description with, which no page shows: a third of all the bytes.
UNUSED = "redoc"


def everything(say: Say) -> None:
    """Prepare what is not ready; on a second start that is nothing, and takes no time."""
    migrate(say)
    load_sample(say)
    make_administrator(say)
    collect_static_files()


def migrate(say: Say) -> bool:
    """Apply the migrations that are due; say whether any were."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        _assess(again=True)
        return True
    if _stopped():
        say("Going on with the assessments")
        _assess()
    return False


def _assess(*, again: bool = False) -> None:
    """A migration may have added what an assessment stores on the rows."""
    from claims.models import Claim

    if Claim.objects.exists():
        call_command("assess", all=True, again=again, verbosity=0)


def _stopped() -> bool:
    """Whether that was begun at an earlier start and stopped in the middle."""
    from claims.models import Progress

    return Progress.objects.filter(name="assess").exists()


def load_sample(say: Say) -> None:
    """Fill a record that holds nothing, so that there is something to look at."""
    from claims.models import Article, Claim, Source

    if not any(model.objects.exists() for model in (Claim, Source, Article)):
        say("Loading the sample")
        call_command("load_sample", verbosity=0)


def make_administrator(say: Say) -> None:
    """Make an administrator if there is none, and tell the password this once."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    name = "admin"
    while users.filter(username=name).exists():
        name += "-" + secrets.token_hex(2)
    password = secrets.token_urlsafe(12)
    users.create_superuser(username=name, password=password)
    say(f"Administrator: {name}   Password: {password}   (shown only now)")


def collect_static_files() -> None:
    """Collect the static files, unless they are those that were collected last."""
    note = settings.DATA_DIR / "static.fingerprint"
    fingerprint = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if manifest.exists() and note.exists() and note.read_text() == fingerprint:
        return
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=[UNUSED])
    note.write_text(fingerprint)


def _static_files() -> Iterator[str]:
    """Every static file with what changes when it does: an upgraded package brings new times."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            info = Path(storage.path(path)).stat()
            yield f"{path} {storage.path(path)} {info.st_size} {info.st_mtime_ns}"
