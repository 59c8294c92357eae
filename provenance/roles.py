"""Two roles in PostgreSQL: the owner makes and changes tables, the application uses them.

The application's role owns nothing, so it cannot change a table, a rule or a trigger. Of what is
written once it may add rows and read them. The trail it may only read: the functions behind the
trail's triggers write with their owner's rights, and so no session can write an entry of its own.
"""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ONE_AFTER_THE_OTHER = "SELECT pg_advisory_xact_lock(hashtextextended('provenance.roles', 0))"
# Whose rows are never removed: a trigger refuses it (claims.models.rules.never_changes).
NEVER_REMOVED = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid AND proname = 'claims_refuse_change'
    WHERE tgattr = ''  -- not those that keep some columns as they are
"""
# Of these, whose rows are written once: a trigger refuses every change. That no table may be emptied
# says nothing of its rows: a merge is undone on its own row.
WRITTEN_ONCE = NEVER_REMOVED + "AND tgtype & 16 <> 0  -- fires on UPDATE"
# The trail: django-pghistory's tables of events, and of who and why.
TRAIL = """
    SELECT DISTINCT attrelid::regclass::text FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
    WHERE attname = 'pgh_context_id' AND NOT attisdropped
    UNION SELECT 'pghistory_context'
"""
WRITERS_OF_THE_TRAIL = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE prosrc LIKE '%%\\_pgh\\_attach\\_context()%%' OR proname = '_pgh_attach_context'
"""


def set_up(connection: BaseDatabaseWrapper, application: str, make: bool) -> None:
    """Give the application's role what it needs and no more; `make` it if it is not there.

    To be repeated after each migration. Needs the owner's connection. All of it at once: the role has at no
    moment what is taken back at the end. One `migrate` after the other: PostgreSQL lets no two change the
    same rights.
    """
    with transaction.atomic(using=connection.alias):
        _first(connection, ONE_AFTER_THE_OTHER)
        _set_up(connection, application, make)


def _set_up(connection: BaseDatabaseWrapper, application: str, make: bool) -> None:
    schema = _first(connection, "SELECT current_schema()")[0]
    if make and not _first(
        connection, "SELECT rolname FROM pg_roles WHERE rolname = %s", application
    ):
        _run(connection, "CREATE ROLE {role} LOGIN", application, schema)
    for statement in (
        "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    ):
        _run(connection, statement, application, schema)
    for table in _first(connection, NEVER_REMOVED):
        _run(connection, "REVOKE DELETE ON {name} FROM {role}", application, schema, table)
    for table in _first(connection, WRITTEN_ONCE):
        _run(connection, "REVOKE UPDATE ON {name} FROM {role}", application, schema, table)
    for table in _first(connection, TRAIL):
        revoke = "REVOKE INSERT, UPDATE, DELETE ON {name} FROM {role}"
        _run(connection, revoke, application, schema, table)
    for function in _first(connection, WRITERS_OF_THE_TRAIL):
        definer = "ALTER FUNCTION {name} SECURITY DEFINER SET search_path = {schema}, pg_temp"
        _run(connection, definer, application, schema, function)


def may_change_tables(connection: BaseDatabaseWrapper) -> bool:
    """Whether this connection's role could change the tables and their rules: the application's cannot."""
    return bool(_first(connection, "SELECT has_table_privilege('django_migrations', 'INSERT')")[0])


def _first(connection: BaseDatabaseWrapper, query: str, *values: str) -> list[Any]:
    """The first column of what a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def _run(
    connection: BaseDatabaseWrapper, statement: str, role: str, schema: str, name: str = ""
) -> None:
    """Run a statement about names; `name` is written by PostgreSQL itself, and quoted where needed."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(statement)
            .format(
                role=sql.Identifier(role),
                schema=sql.Identifier(schema),
                database=sql.Identifier(connection.settings_dict["NAME"]),
                name=sql.SQL(name),
            )
            .as_string(cursor.connection)
        )
