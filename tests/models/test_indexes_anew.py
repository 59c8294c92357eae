"""Indexes of lists are built, or built anew, while lists are read (claims/migrations/_indexes.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from claims.vocabulary import FlagCode
from tests.sql import run

pytestmark = pytest.mark.django_db(transaction=True)

[ANEW] = import_module("claims.migrations.0057_topics_in_lists").Migration.operations
[OF_FLAGS] = import_module("claims.migrations.0058_claim_by_each_flag").Migration.operations
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


def test_cut_short_while_one_was_built_it_is_begun_again_and_leaves_nothing_behind(states):
    as_it_is = found()
    run("CREATE INDEX claim_facets_anew ON claims_claim (id)")
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claim_facets_anew'::regclass")
    build(states)
    assert found() == as_it_is


def test_cut_short_before_one_was_dropped_the_new_one_is_built_once_more(states):
    as_it_is = found()
    run("CREATE INDEX claim_facets_anew ON claims_claim (id)")
    build(states)
    assert found() == as_it_is


@contextmanager
def cut_short_before_a_name_is_given() -> Iterator[None]:
    """PostgreSQL refuses to rename an index."""
    run(
        "CREATE FUNCTION claims_test_cut() RETURNS event_trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'cut short'; END $$"
    )
    run(
        "CREATE EVENT TRIGGER claims_test ON ddl_command_start WHEN TAG IN ('ALTER INDEX')"
        " EXECUTE FUNCTION claims_test_cut()"
    )
    try:
        with pytest.raises(DatabaseError, match="cut short"):
            yield
    finally:
        run("DROP EVENT TRIGGER claims_test")
        run("DROP FUNCTION claims_test_cut()")


def test_cut_short_before_one_got_its_name_the_new_one_gets_it_as_it_is(states):
    as_it_is = found()
    with cut_short_before_a_name_is_given():
        build(states)
    assert sorted(found()) == sorted({*NAMES, "claim_facets_anew"} - {"claim_facets"})
    [(finished,)] = run("SELECT 'claim_facets_anew'::regclass::oid")
    build(states)
    assert run("SELECT 'claim_facets'::regclass::oid") == [(finished,)]
    assert found() == as_it_is


@pytest.fixture(scope="module")
def flagging() -> tuple[ProjectState, ProjectState]:
    """The models before each flag had an index, and after it."""
    loader = MigrationLoader(None)
    before = loader.project_state(("claims", "0057_topics_in_lists"))
    return before, loader.project_state(("claims", "0058_claim_by_each_flag"))


def of_flags() -> list[tuple[str, bool]]:
    """The indexes of flags, and whether each is of use."""
    return run(
        "SELECT indexrelid::regclass::text, indisvalid FROM pg_index"
        " WHERE indexrelid::regclass::text = ANY (%s) ORDER BY 1",
        [index.name for index in OF_FLAGS.indexes],
    )


def test_new_ones_are_gone_after_going_back_and_there_after_going_forth(flagging):
    as_it_is = of_flags()
    assert [valid for _name, valid in as_it_is] == [True] * len(FlagCode)
    before, after = flagging
    with connection.schema_editor(atomic=False) as editor:
        OF_FLAGS.database_backwards("claims", editor, after, before)
    assert of_flags() == []
    with connection.schema_editor(atomic=False) as editor:
        OF_FLAGS.database_forwards("claims", editor, before, after)
    assert of_flags() == as_it_is


def test_new_ones_of_which_one_was_cut_short_are_all_of_use_after_beginning_again(flagging):
    run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claim_circular'::regclass")
    with connection.schema_editor(atomic=False) as editor:
        OF_FLAGS.database_forwards("claims", editor, *flagging)
    assert [valid for _name, valid in of_flags()] == [True] * len(FlagCode)
