"""Indexes that lists are read from are built anew while they are (claims/migrations/_indexes.py)."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.sql import run

pytestmark = pytest.mark.django_db(transaction=True)

[ANEW] = import_module("claims.migrations.0057_topics_in_lists").Migration.operations
NAMES = sorted(index.name for index in ANEW.indexes)


@pytest.fixture(scope="module")
def states() -> tuple[ProjectState, ProjectState]:
    """The models before the indexes were built anew, and after it."""
    loader = MigrationLoader(None)
    before = loader.project_state(("claims", "0056_claim_by_topic"))
    return before, loader.project_state(("claims", "0057_topics_in_lists"))


def build(states: tuple[ProjectState, ProjectState]) -> None:
    """Build them as the latter of the states has them."""
    with connection.schema_editor(atomic=False) as editor:
        ANEW.database_forwards("claims", editor, *states)


def found() -> dict[str, tuple[bool, str]]:
    """The indexes of claims with names like these: whether each is of use, and what it is."""
    rows = run(
        "SELECT indexrelid::regclass::text, indisvalid, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = 'claims_claim'::regclass ORDER BY 1"
    )
    return {name: rest for name, *rest in rows if name in NAMES or name.endswith("_anew")}


def test_they_are_as_they_were_after_going_back_and_forth(states):
    as_it_is = found()
    assert sorted(as_it_is) == NAMES
    before, after = states
    with connection.schema_editor(atomic=False) as editor:
        ANEW.database_backwards("claims", editor, after, before)
    earlier = found()
    assert sorted(earlier) == NAMES
    assert all(valid and "topic_ids" not in made for valid, made in earlier.values())
    build(states)
    assert found() == as_it_is
    assert all(valid and "topic_ids" in made for valid, made in as_it_is.values())


@pytest.mark.parametrize(
    "cut_short",
    [
        "CREATE INDEX claim_facets_anew ON claims_claim (id)",
        "ALTER INDEX claim_facets RENAME TO claim_facets_anew",
    ],
    ids=["while one was built", "before one got its name"],
)
def test_cut_short_it_is_begun_again_and_leaves_nothing_behind(states, cut_short):
    as_it_is = found()
    run(cut_short)
    run(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claim_facets_anew'::regclass"
        " AND EXISTS (SELECT FROM pg_class WHERE relname = 'claim_facets')"
    )
    build(states)
    assert found() == as_it_is
