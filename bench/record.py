"""The record that a measurement asks: an empty one that is gone at the end, or one that stays in a folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def empty_record() -> Iterator[None]:
    """The settings and the storage of a real site, on a PostgreSQL of its own. Once a process."""
    with tempfile.TemporaryDirectory(prefix="provenance-bench-") as folder, record_in(Path(folder)):
        yield


@contextmanager
def record_in(folder: Path) -> Iterator[None]:
    """The site whose data folder this is, made if it is empty, with its PostgreSQL up. Once a process."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    from provenance import postgres

    with postgres.running(folder):
        set_up(folder)
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()


def set_up(folder: Path) -> None:
    """Django, with the settings of the site whose data folder this is. Its PostgreSQL is up already, or
    whoever asks it anything starts it."""
    os.environ["PROVENANCE_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "provenance.settings"
    import django

    django.setup()
