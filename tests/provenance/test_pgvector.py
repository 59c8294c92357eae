"""A PostgreSQL of one's own that lacks pgvector: one sentence says what to do."""

from importlib import import_module

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.state import ProjectState

from tests.sql import run

pytestmark = pytest.mark.django_db

vectors = import_module("claims.migrations.0020_vectors")


def migrate() -> None:
    """The step of the migration that needs pgvector."""
    state = ProjectState()
    with connection.schema_editor(atomic=False) as editor:
        vectors.Vectors().database_forwards("claims", editor, state, state)


def test_a_server_without_pgvector_is_told_what_to_install():
    run("SELECT set_config('extension_control_path', '/nowhere/at/all', true)")
    assert not run("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
    with pytest.raises(CommandError) as refusal:
        migrate()
    assert str(refusal.value) == (
        "This PostgreSQL has no pgvector. Install it on the server (on Debian: the package "
        "postgresql-18-pgvector, for your version), and run this again."
    )


def test_one_that_has_it_goes_on():
    migrate()
    assert run("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
