"""That the session in which the rules are tried is what it says."""

import pytest

from claims.models import Topic
from tests.sql import run

pytestmark = pytest.mark.django_db


def test_a_session_can_switch_off_what_goes_through_django_pgtriggers_own_function(session):
    run("INSERT INTO claims_topic (name) VALUES ('bridges')")
    assert not Topic.objects.get().events.exists()


def test_in_a_plain_session_that_is_on():
    run("INSERT INTO claims_topic (name) VALUES ('bridges')")
    assert Topic.objects.get().events.exists()


@pytest.mark.parametrize(
    "rule",
    [
        "quote_must_stand",
        "basis_must_fit",
        "bases_must_fit",
        "chain_must_stay",
        "chains_must_stay",
        "appearances_of_living_claims",
        "attributions_to_living_sources",
        "appearances_touch_claims",
        "attributions_touch_claims",
        "claims_touch_themselves",
        "owner_ring_refused",
        "snapshot_never_changes",
        "snapshot_never_emptied",
        "decision_never_changes",
        "decision_never_emptied",
    ],
)
def test_the_rule_calls_a_function_that_does_not_ask_whether_it_is_ignored(rule):
    [(function,)] = run(
        "SELECT prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE starts_with(tgname, %s) AND tgenabled = 'O'",
        f"pgtrigger_{rule}_",
    )
    assert "ignore" not in function
