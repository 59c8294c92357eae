"""What the first migration does besides making tables: before them the extensions, the search configuration
and the functions (`functions.sql`), among them the triggers, and after them the roles."""

from pathlib import Path

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.core.management.base import CommandError
from django.db import migrations
from pgvector.django import VectorExtension

ROLES = ["reader", "data entry", "journalist", "editor", "administrator"]

SEARCH_CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION provenance (COPY = english);
ALTER TEXT SEARCH CONFIGURATION provenance
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

FUNCTIONS = Path(__file__).with_name("functions.sql").read_text(encoding="utf-8")

# Who did what and why stays as it was noted; only what is noted later in the same act joins it.
CONTEXT_STAYS = """
CREATE TRIGGER context_stays BEFORE UPDATE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION claims_context_stays();
CREATE TRIGGER context_never_removed BEFORE DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
CREATE TRIGGER context_never_emptied BEFORE TRUNCATE ON pghistory_context
    FOR EACH STATEMENT EXECUTE FUNCTION claims_refuse_change();
"""

# What `createcachetable` would make, but unlogged: what it holds counts attempts and may be lost in a crash.
CACHE = """
CREATE UNLOGGED TABLE claims_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX claims_cache_expires ON claims_cache (expires);
"""


class Vectors(VectorExtension):
    """pgvector, with the sentence for a server that has none."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Refuse before anything is made."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
            if cursor.fetchone() is None:
                raise CommandError(
                    "This PostgreSQL has no pgvector. Install it on the server (on Debian: the package "
                    "postgresql-18-pgvector, for your version), and run this again."
                )
        super().database_forwards(app_label, schema_editor, from_state, to_state)


# A count of requests costs no wait for the disk, and after a crash it starts at nothing.
COUNTS = "ALTER TABLE claims_apiuse SET UNLOGGED"


def make_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


BEFORE_THE_TABLES = [
    TrigramExtension(),
    UnaccentExtension(),
    Vectors(),
    migrations.RunSQL(SEARCH_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION provenance"),
    migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    migrations.RunSQL(CONTEXT_STAYS, migrations.RunSQL.noop),
    migrations.RunSQL(CACHE, "DROP TABLE claims_cache"),
]

AFTER_THE_TABLES = [
    migrations.RunSQL(COUNTS, migrations.RunSQL.noop),
    migrations.RunPython(make_roles, migrations.RunPython.noop),
]
