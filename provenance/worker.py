"""A worker: it does the jobs of the queue, as `python -m provenance.worker`.

`manage.py run` starts one beside the web server. Any number of them may run, on any machines that
reach the database and the files.
"""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, connections

from provenance import roles
from provenance.database import through_a_pooler, unreachable
from provenance.ending import end_with
from provenance.web import stop_seconds

# A capture mostly waits for a site, and somebody who asked for one must not wait for a slow site of another.
AT_ONCE = 4


def main() -> None:
    """Work until told to stop; jobs that have begun are finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
    os.environ.setdefault("PROVENANCE_AS", "worker")
    try:
        django.setup()
        refuse_the_owner()
        refuse_a_pooler()
        mend()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        if sentence := unreachable(error, settings.DATABASES["default"]):
            sys.exit(sentence)
        raise
    work()


def refuse_the_owner() -> None:
    """In production the role of the workers must own nothing."""
    if settings.PRODUCTION and roles.may_change_tables(connection):
        raise ImproperlyConfigured(
            "DATABASE_URL names the role that owns the tables. Name the application's there, and the "
            "owner in DATABASE_OWNER_URL: docs/operations.md."
        )


def refuse_a_pooler() -> None:
    """A worker listens for jobs and holds locks, both in a session that is its own."""
    if through_a_pooler(connection):
        raise ImproperlyConfigured(
            "This worker reaches PostgreSQL through a pooler, such as PgBouncer. Name the server itself in "
            "DATABASE_DIRECT_URL: docs/operations.md, “More than one machine”."
        )


def mend() -> None:
    """Go on at once with what the worker before left in the middle, if it was killed."""
    from claims.actions.mending import mend

    mend()
    connections.close_all()


def work() -> None:
    """Do jobs. Those that went well are forgotten: what came of them is on record."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from provenance.jobs import noted

    with app.replace_connector(DjangoConnector().get_worker_connector()):
        app.run_worker(
            concurrency=AT_ONCE,
            shutdown_graceful_timeout=stop_seconds(),
            delete_jobs="successful",
            task_middleware=[noted],
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        end_with(parent=int(sys.argv[1]))
    main()
