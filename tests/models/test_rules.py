"""That the sessions in which the rules are tried are what they say."""

import pytest

from claims.models import Topic
from tests.sql import run

pytestmark = pytest.mark.django_db


def test_a_session_can_switch_off_what_goes_through_django_pgtriggers_own_function(session):
    run("INSERT INTO claims_topic (name) VALUES ('bridges')")
    events = Topic.objects.get().events.count()
    assert events == {"plain": 1, "ignoring": 0}[session]


def test_every_rule_is_installed_and_enabled():
    [(names,)] = run(
        "SELECT array_agg(tgname) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    for rule in (
        "quote_must_stand",
        "basis_must_fit",
        "chain_must_stay",
        "owner_ring_refused",
        "snapshot_never_changes",
        "snapshot_never_emptied",
        "decision_never_changes",
        "decision_never_emptied",
    ):
        assert any(name.startswith(f"pgtrigger_{rule}_") for name in names), rule
