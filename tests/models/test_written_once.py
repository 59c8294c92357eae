"""Snapshots, decisions and sign-ins never change, whatever is written with SQL."""

import pytest

from claims.actions.editing import decide
from claims.models import Decision, SignIn, Snapshot
from tests import builders as make
from tests.sql import refused_as_written_once, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("session")]

WRITTEN_ONCE = [Snapshot, Decision, SignIn]
COLUMNS = [(model, field.column) for model in WRITTEN_ONCE for field in model._meta.concrete_fields]


@pytest.fixture(autouse=True)
def rows() -> None:
    """One row of each."""
    claim = make.claim()
    make.appearance(claim, make.snapshot())
    decide(claim=claim, outcome="withhold", reason="one origin", by=make.user())
    SignIn.objects.create(user=make.user(), kind="signed_in")
    run("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for no trigger


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_no_column_can_be_changed(model, column):
    table = model._meta.db_table
    with refused_as_written_once(table):
        run(f'UPDATE {table} SET "{column}" = NULL')


@pytest.mark.parametrize("model", WRITTEN_ONCE)
def test_not_even_an_update_that_changes_nothing_is_let_through(model):
    table = model._meta.db_table
    with refused_as_written_once(table):
        run(f"UPDATE {table} SET id = id")


@pytest.mark.parametrize("model", WRITTEN_ONCE)
def test_an_upsert_is_refused(model):
    table = model._meta.db_table
    with refused_as_written_once(table):
        run(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = 1")


@pytest.mark.parametrize("model", WRITTEN_ONCE)
def test_a_row_cannot_be_deleted(model):
    table = model._meta.db_table
    with refused_as_written_once(table):
        run(f"DELETE FROM {table}")
    assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("claims_snapshot", "TRUNCATE claims_snapshot CASCADE"),
        (
            "claims_snapshot",
            "TRUNCATE claims_attribution, claims_anchoring, claims_captureresult, "
            "claims_copycheck, claims_suggestionlist, claims_appearance, claims_snapshot",
        ),
        ("claims_snapshot", "TRUNCATE claims_article CASCADE"),
        ("claims_(decision|signoff)", "TRUNCATE claims_signoff, claims_decision"),
        ("claims_(decision|signoff)", "TRUNCATE claims_signoff, claims_decision RESTART IDENTITY"),
        ("claims_decision", "TRUNCATE claims_claim CASCADE"),
        ("claims_(snapshot|decision|signin|signoff)", "TRUNCATE claims_user CASCADE"),
    ],
)
def test_the_table_cannot_be_emptied(table, statement):
    with refused_as_written_once(table):
        run(statement)


@pytest.mark.parametrize("model", WRITTEN_ONCE)
def test_a_new_row_is_welcome(model):
    make.snapshot()
    decide(claim=make.claim(), outcome="withhold", reason="no origin", by=make.user())
    SignIn.objects.create(user=make.user(), kind="signed_out")
    assert model.objects.count() == 2
