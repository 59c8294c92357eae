"""Migrations from 0029 on hold nobody up on a record of a million claims."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import connection
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader

BEFORE = 28  # the last migration that was written before these rules
# Whole words of the SQL that a migration runs, and what to write instead (docs/operations.md).
HOLDS_UP = {
    r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)": "AddIndexConcurrently, with atomic = False",
    r"ADD CONSTRAINT \S+ (UNIQUE|EXCLUDE)": "a unique index, built concurrently",
    r"ADD CONSTRAINT (?!\S+ (UNIQUE|EXCLUDE))(?!.*NOT VALID)": "AddConstraintNotValid, later validated",
    r"SET NOT NULL": "a check that it is not null, NOT VALID and later validated",
    r"ALTER COLUMN \S+ TYPE": "a new column, filled by a job",
    r"^\s*(UPDATE|DELETE)\b": "a job that goes through the rows in chunks",
}
SMALL = {
    "claims_user",
    "claims_apitoken",
    "claims_webhook",
    "claims_progress",
    "claims_savedfilter",
}


def faults(statements: list[str]) -> list[str]:
    """What of these statements holds others up for as long as it goes through a table that was there."""
    made = {name for one in statements for name in re.findall(r'CREATE TABLE "(\w+)"', one)}
    return [
        f"{one} – instead: {instead}"
        for one in statements
        for words, instead in HOLDS_UP.items()
        if re.search(words, one, re.IGNORECASE | re.DOTALL) and not _table(one) & (made | SMALL)
    ]


def _table(statement: str) -> set[str]:
    """The table that a statement changes."""
    found = re.search(
        r'(?:ALTER TABLE|UPDATE|DELETE FROM|\bON)\s+(?:ONLY\s+)?"?(\w+)"?', statement, re.IGNORECASE
    )
    return {found[1]} if found else set()


def new_migrations() -> Iterator[Migration]:
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app == "claims" and int(name[:4]) > BEFORE:
            yield migration


def sql(migration: Migration) -> list[str]:
    """The statements that a migration runs. A check of the table's rows stands in functions, not here."""
    loader = MigrationLoader(connection, replace_migrations=False)
    with (
        pytest.MonkeyPatch.context() as patch
    ):  # nothing is run, so the test's transaction does no harm
        patch.setattr(NotInTransactionMixin, "_ensure_not_in_transaction", lambda *_: None)
        told = loader.collect_sql([(loader.get_migration("claims", migration.name), False)])
    return [one for one in told if one and not one.startswith(("--", "BEGIN", "COMMIT"))]


NEW = sorted(new_migrations(), key=str)


@pytest.mark.parametrize("migration", NEW, ids=str)
@pytest.mark.django_db
def test_a_new_migration_holds_nobody_up(migration):
    assert faults(sql(migration)) == []


@pytest.mark.parametrize("migration", NEW, ids=str)
def test_a_new_migration_goes_through_rows_alone_and_not_in_one_transaction(migration):
    if any(isinstance(one, RunPython) for one in migration.operations):
        assert len(migration.operations) == 1
        assert not migration.atomic


@pytest.mark.parametrize("migration", NEW, ids=str)
@pytest.mark.django_db
def test_an_index_that_is_built_beside_other_work_is_alone_in_its_migration(migration):
    if any("CONCURRENTLY" in one for one in sql(migration)):
        assert len(migration.operations) == 1
        assert not migration.atomic


@pytest.mark.parametrize(
    "statement",
    [
        'CREATE INDEX "claim_by_note" ON "claims_claim" ("note");',
        'CREATE UNIQUE INDEX "claim_by_note" ON "claims_claim" ("note");',
        'ALTER TABLE "claims_claim" ADD CONSTRAINT "c" CHECK ("urgency" < 9);',
        'ALTER TABLE "claims_claim" ADD CONSTRAINT "c" UNIQUE ("note");',
        'ALTER TABLE "claims_claim" ALTER COLUMN "note" SET NOT NULL;',
        'ALTER TABLE "claims_claim" ALTER COLUMN "note" TYPE varchar(9);',
        "UPDATE claims_claim SET note = '';",
        "DELETE FROM claims_flag WHERE cleared_at IS NOT NULL;",
    ],
)
def test_what_holds_others_up_is_told_apart(statement):
    assert len(faults([statement])) == 1


@pytest.mark.parametrize(
    "statements",
    [
        ['CREATE INDEX CONCURRENTLY "claim_by_note" ON "claims_claim" ("note");'],
        ['ALTER TABLE "claims_claim" ADD CONSTRAINT "c" CHECK ("urgency" < 9) NOT VALID;'],
        ['ALTER TABLE "claims_claim" VALIDATE CONSTRAINT "c";'],
        ['ALTER TABLE "claims_claim" ADD COLUMN "n" integer DEFAULT 0 NOT NULL;'],
        ['CREATE TABLE "claims_new" ("n" int);', 'CREATE INDEX "by_n" ON "claims_new" ("n");'],
        ['ALTER TABLE "claims_user" ADD CONSTRAINT "c" CHECK ("id" > 0);'],
        [
            "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN UPDATE claims_claim SET note = ''; END $$;"
        ],
    ],
)
def test_what_holds_nobody_up_passes(statements):
    assert faults(statements) == []
