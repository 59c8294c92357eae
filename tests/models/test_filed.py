"""What a claim is filed under stands on the claim too (`Claim.topic_ids`), and PostgreSQL alone says what."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from claims.actions.loading import load
from claims.actions.merging import merge, undo_merge
from claims.models import Claim, ClaimTopic, Topic
from tests import builders as make
from tests.sessions import sessions, waiting
from tests.sql import refused, run

pytestmark = pytest.mark.django_db

FILE = "INSERT INTO claims_claim_topics (claim_id, topic_id) VALUES (%s, %s)"


@pytest.fixture
def topics(db: None) -> list[Topic]:
    """Four, in the order of their ids, which is not that of their names."""
    return [Topic.objects.create(name=name) for name in ("roads", "bridges", "ferries", "airports")]


def noted(claim: Claim) -> list[int]:
    """What stands on the claim."""
    found: list[int] = Claim.with_merged.values_list("topic_ids", flat=True).get(pk=claim.pk)
    return found


def ids(*topics: Topic) -> list[int]:
    return [topic.pk for topic in topics]


# However a claim is filed


def test_a_claim_of_no_topic_has_none():
    assert noted(make.claim()) == []


@pytest.mark.usefixtures("session")
def test_topics_that_are_added_stand_in_the_order_of_their_ids(topics):
    claim, (roads, bridges, ferries, _airports) = make.claim(), topics
    claim.topics.add(ferries)
    claim.topics.add(bridges, roads)
    assert noted(claim) == ids(roads, bridges, ferries)


@pytest.mark.usefixtures("session")
def test_others_are_set_in_their_place(topics):
    claim, (roads, bridges, ferries, _airports) = make.claim(), topics
    claim.topics.set([roads, bridges])
    claim.topics.set([ferries, bridges])
    assert noted(claim) == ids(bridges, ferries)


@pytest.mark.usefixtures("session")
def test_one_is_removed_and_then_all(topics):
    claim, (roads, bridges, ferries, _airports) = make.claim(), topics
    claim.topics.set(topics)
    claim.topics.remove(bridges)
    assert noted(claim)[:2] == ids(roads, ferries)
    claim.topics.clear()
    assert noted(claim) == []


@pytest.mark.usefixtures("session")
def test_a_topic_that_is_deleted_goes_from_every_claim(topics):
    one, other = make.claim("It sank"), make.claim("It burned")
    for claim in (one, other):
        claim.topics.set(topics[:2])
    topics[0].delete()
    assert noted(one) == noted(other) == ids(topics[1])


def test_a_claim_that_is_filed_can_be_deleted(topics):
    claim = make.claim()
    claim.topics.set(topics)
    claim.delete()
    assert not Claim.objects.exists()


@pytest.mark.usefixtures("session")
def test_a_row_that_is_given_to_another_claim_changes_both(topics):
    one, other = make.claim("It sank"), make.claim("It burned")
    one.topics.set(topics[:2])
    ClaimTopic.objects.filter(claim=one, topic=topics[1]).update(claim=other)
    assert (noted(one), noted(other)) == (ids(topics[0]), ids(topics[1]))


@pytest.mark.usefixtures("session")
def test_a_row_that_is_given_another_topic_changes_its_claim(topics):
    claim = make.claim()
    claim.topics.set(topics[:2])
    ClaimTopic.objects.filter(claim=claim, topic=topics[0]).update(topic=topics[3])
    assert noted(claim) == ids(topics[1], topics[3])


@pytest.mark.usefixtures("session")
def test_rows_that_are_loaded_by_copy_are_noted_on_each_claim(topics):
    one, other, roads = make.claim("It sank"), make.claim("It burned"), topics[0]
    rows = [(other.pk, topics[2].pk), (one.pk, roads.pk), (other.pk, roads.pk)]
    load(ClaimTopic, ["claim_id", "topic_id"], rows)
    assert (noted(one), noted(other)) == (ids(roads), ids(roads, topics[2]))


def test_rows_that_are_removed_past_django_are_noted_too(topics):
    claim = make.claim()
    claim.topics.set(topics)
    run("DELETE FROM claims_claim_topics WHERE topic_id > %s", topics[1].pk)
    assert noted(claim) == ids(*topics[:2])


def test_a_merge_moves_them_and_an_undoing_moves_them_back(topics):
    kept, gone, ana = make.claim("It sank"), make.claim("She sank"), make.user("ana", "editor")
    kept.topics.set(topics[1:3])
    gone.topics.set(topics[:2])
    merged = merge(kept=kept, gone=gone, by=ana, reason="They say the same.")
    assert (noted(kept), noted(gone)) == (ids(*topics[:3]), [])
    undo_merge(merge=merged, by=ana, reason="They do not.")
    assert (noted(kept), noted(gone)) == (ids(*topics[1:3]), ids(*topics[:2]))


def test_the_trail_of_the_claim_is_left_alone(topics):
    claim, events = make.claim(), apps.get_model("claims", "ClaimEvent").objects
    before = events.count()
    claim.topics.set(topics)
    claim.topics.remove(topics[0])
    assert events.count() == before


# Whoever writes something else


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    "value", ["'{}'", "'{7}'", "topic_ids || 7::bigint", "'{7,NULL}'", "array_append(topic_ids, 7)"]
)
def test_nobody_can_write_another_value(topics, value):
    claim = make.claim()
    claim.topics.set(topics[:2])
    run(f"UPDATE claims_claim SET topic_ids = {value}, note = 'x' WHERE id = %s", claim.pk)
    assert noted(claim) == ids(*topics[:2])
    assert Claim.objects.get().note == "x"


def test_a_claim_that_was_read_before_it_was_filed_is_saved_with_what_it_is_filed_under(topics):
    claim = make.claim()
    read_before = Claim.objects.get()
    claim.topics.set(topics[:2])
    read_before.save()
    assert noted(claim) == ids(*topics[:2])


@pytest.mark.usefixtures("session")
def test_a_claim_is_filed_under_a_hundred_topics_and_no_more():
    *hundred, last = make.topics(101)
    claim = make.claim()
    claim.topics.set(hundred)
    assert noted(claim) == ids(*hundred)
    with refused("claim_has_few_topics"):
        claim.topics.add(last)
    assert noted(claim) == ids(*hundred)
    assert claim.topics.count() == 100


# Several at the same moment


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_file_a_claim_at_once_leave_both_topics(topics):
    claim, (roads, bridges, *_others) = make.claim(), topics
    with sessions() as (one, other):
        one.execute(FILE, [claim.pk, bridges.pk])
        with waiting(other, FILE, claim.pk, roads.pk) as running:
            one.commit()
            running.result()
        other.commit()
    assert noted(claim) == ids(roads, bridges)


@pytest.mark.django_db(transaction=True)
def test_a_topic_is_removed_while_another_is_added(topics):
    claim, (roads, bridges, *_others) = make.claim(), topics
    claim.topics.set([roads])
    remove = "DELETE FROM claims_claim_topics WHERE topic_id = %s"
    with sessions() as (one, other):
        one.execute(FILE, [claim.pk, bridges.pk])
        with waiting(other, remove, roads.pk) as running:
            one.commit()
            running.result()
        other.commit()
    assert noted(claim) == ids(bridges)


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_is_saved_while_it_is_filed_has_the_topic(topics):
    claim, roads = make.claim(), topics[0]
    save = "UPDATE claims_claim SET topic_ids = '{}', note = 'x' WHERE id = %s"
    with sessions() as (one, other):
        one.execute(FILE, [claim.pk, roads.pk])
        with waiting(other, save, claim.pk) as running:
            one.commit()
            running.result()
        other.commit()
    assert noted(claim) == ids(roads)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_file_the_same_claims_in_another_order_both_can(topics):
    first, second = make.claim("It sank"), make.claim("It burned")
    file_two = f"{FILE}, (%s, %s)"
    with sessions() as (one, other):
        one.execute(file_two, [first.pk, topics[0].pk, second.pk, topics[0].pk])
        with waiting(other, file_two, second.pk, topics[1].pk, first.pk, topics[1].pk) as running:
            one.commit()
            running.result()
        other.commit()
    assert noted(first) == noted(second) == ids(*topics[:2])


# A record of before


def test_claims_of_before_are_filled_in_and_once_more_changes_nothing(topics, monkeypatch):
    before = import_module("claims.migrations.0055_fill_topic_ids")
    monkeypatch.setattr(before, "CLAIMS", 2)
    claims = [make.claim(f"Claim {number}") for number in range(5)]
    for place, claim in enumerate(claims):
        claim.topics.set(topics[: place % 3])
    filed = [noted(claim) for claim in claims]
    assert filed[1:3] == [ids(topics[0]), ids(*topics[:2])]
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE claims_claim SET topic_ids = '{}'")
    run("SET LOCAL session_replication_role = DEFAULT")
    for _again in range(2):
        before.fill(None, SimpleNamespace(connection=connection))
        assert [noted(claim) for claim in claims] == filed
