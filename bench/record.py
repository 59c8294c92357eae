"""An empty record for a measurement: a database of its own, with Django set up, gone at the end."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def empty_record() -> Iterator[None]:
    """The settings and the storage of a real site, on a PostgreSQL of its own. Once a process."""
    with tempfile.TemporaryDirectory(prefix="provenance-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["PROVENANCE_DATA_DIR"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "provenance.settings"
        from provenance import postgres

        with postgres.running(Path(folder)):
            import django

            django.setup()
            from django.core.management import call_command
            from django.db import connections

            call_command("migrate", verbosity=0)
            try:
                yield
            finally:
                connections.close_all()
