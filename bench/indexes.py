"""Indexes put aside while tables are filled, and made anew after: in a fraction of the time.

What they are is read from the catalogue, and noted in a table, so that nothing is lost on the way.
"""

from collections.abc import Iterable

from django.db import connection

# Primary keys stay: foreign keys rest on them. Constraints that are indexes too come back as such.
FIND = """
    SELECT index.indrelid::regclass::text, index.indexrelid::regclass::text,
        coalesce(
            'ALTER TABLE ' || index.indrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(held.conname)
                || ' ' || pg_get_constraintdef(held.oid),
            pg_get_indexdef(index.indexrelid)),
        held.conname
    FROM pg_index index
    JOIN pg_class own ON own.oid = index.indexrelid
    LEFT JOIN pg_constraint held ON held.conindid = index.indexrelid AND held.contype IN ('u', 'x')
    WHERE index.indrelid = ANY (%s::regclass[]) AND NOT index.indisprimary
        AND own.relname <> ALL (%s)
    ORDER BY 1, 2"""
# Needed while the claims are assessed: which flags of theirs stand.
KEPT = ["flag_stands_once"]

Aside = list[tuple[str, str]]


def put_aside(tables: Iterable[str]) -> Aside:
    """Drop the indexes of these tables; return for each its table and the statement that makes it."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [list(tables), KEPT])
        rows = cursor.fetchall()
        for table, name, _statement, constraint in rows:
            if constraint:
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
            else:
                cursor.execute(f"DROP INDEX {name}")
    return [(table, statement) for table, _name, statement, _constraint in rows]


def make(statements: Iterable[str]) -> None:
    """Make these indexes."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
