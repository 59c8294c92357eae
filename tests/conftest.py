"""What every test may rely on: a PostgreSQL of its own, started when the first test asks for one."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from provenance import postgres

# How fast a machine is today is no fault of the code.
settings.register_profile("provenance", deadline=None)
settings.load_profile("provenance")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests wait for PostgreSQL, for a browser, for a job."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Point Django at a throw-away server, whatever DATABASE_URL says."""
    with postgres.throw_away() as server:
        connections["default"].settings_dict.update(server)
        yield


@pytest.fixture(scope="session")
def tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables, for tests that work on a copy of the database. pytest-django makes them only where a test
    that is run has the mark `django_db`."""
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_rules() -> Iterator[None]:
    """Tests with real commits (`transaction=True`, a live server) end with Django emptying all tables.
    PostgreSQL refuses that of snapshots, decisions and the trail, so for that one transaction the
    rules are put aside; only a superuser may, as the throw-away server's one role is. The groups stay:
    a migration made them, and the tests that follow find them."""
    flush = DatabaseOperations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        emptied = [table for table in tables if table != "auth_group"]
        aside = "SET LOCAL session_replication_role = replica"
        jobs = "TRUNCATE procrastinate_jobs CASCADE"  # not Django's tables, so it leaves them
        return [aside, *flush(self, style, emptied, **options), jobs]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
