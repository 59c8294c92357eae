"""What other systems are told: when, of which claims, and in what words."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions.assessing import assess_all
from claims.actions.editing import decide
from claims.actions.merging import merge, undo_merge
from claims.actions.moving import move_appearances
from claims.actions.notifying import ask
from claims.actions.recording import recording
from claims.actions.webhooks import add_webhook, set_webhook_active
from claims.models import Appearance, Claim, Delivery, Source, User, Webhook
from claims.models.webhook import Event
from tests import builders as make

pytestmark = pytest.mark.django_db


def hook(by: User, told_of=tuple(Event.values), published_only: bool = False) -> Webhook:
    """A webhook to somewhere."""
    return add_webhook(
        address="https://in.example/", told_of=told_of, published_only=published_only, by=by
    )


def told() -> list[tuple[str, dict]]:
    """All messages, the oldest first."""
    return [(one.event, json.loads(one.body)["data"]) for one in Delivery.objects.order_by("pk")]


def corroborated() -> Claim:
    """A claim with two origins."""
    claim = make.claim()
    make.says(claim, make.source(), make.source("Ana Lima", "person"))
    make.says(claim, make.source(), make.source("Bo Chen", "person"))
    return Claim.objects.get(pk=claim.pk)


def published(by: User) -> Claim:
    """The same, published."""
    claim = corroborated()
    decide(claim=claim, outcome="corroborated", reason="Both were asked.", by=by)
    return Claim.objects.get(pk=claim.pk)


def lose_an_origin(claim: Claim, by: User) -> None:
    """Take one of the appearances away."""
    with recording(by=by):
        Appearance.objects.filter(claim=claim).first().delete()


def test_a_changed_status_is_told_with_before_and_after(boss):
    claim = corroborated()
    hook(boss)
    lose_an_origin(claim, boss)
    [(event, data)] = told()
    assert event == "claim.status_changed"
    assert data == {
        "claim": claim.pk,
        "address": f"http://127.0.0.1:8000/claims/{claim.pk}/",
        "statement": "The bridge was closed",
        "published": False,
        "status": "uncorroborated",
        "status_before": "corroborated",
        "origins": 1,
        "articles": 1,
        "flags": ["single_origin"],
    }


def test_a_message_names_its_type_and_time_and_nobody(boss):
    claim = published(boss)
    hook(boss)
    lose_an_origin(claim, boss)
    for one in Delivery.objects.all():
        content = json.loads(one.body)
        assert set(content) == {"type", "timestamp", "data"}
        assert content["type"] == one.event
        assert not {"boss", "Both were asked"} & set(one.body.split())
        assert boss.username not in one.body


def test_a_decision_that_goes_out_of_date_is_told_once(boss):
    claim = published(boss)
    hook(boss, [Event.DECISION_STALE])
    lose_an_origin(claim, boss)
    with recording(by=boss):
        Appearance.objects.filter(claim=claim).update(self_interested=True)
    [(event, data)] = told()
    assert event == "decision.stale"
    assert "decision_stale" in data["flags"]


def test_publishing_and_withholding_are_told(boss):
    hook(boss, [Event.PUBLISHED, Event.WITHDRAWN], published_only=True)
    claim = published(boss)
    decide(claim=claim, outcome="caveat", reason="So.", caveat="One of them left.", by=boss)
    decide(claim=claim, outcome="withhold", reason="Not now.", by=boss)
    [(first, data), (second, known)] = told()
    assert (first, second) == ("claim.published", "claim.withdrawn")
    assert (data["published"], data["status"], data["origins"]) == (True, "corroborated", 2)
    assert "decision_stale" not in data["flags"]
    assert set(known) == {"claim", "address"}


def test_of_claims_that_are_not_published_only_those_who_want_all_are_told(boss):
    claim = corroborated()
    hook(boss, published_only=True)
    everything = hook(boss)
    lose_an_origin(claim, boss)
    assert Delivery.objects.get().webhook == everything


def test_only_what_was_chosen_is_told(boss):
    claim = published(boss)
    hook(boss, [Event.WITHDRAWN])
    lose_an_origin(claim, boss)
    assert not told()


def test_a_new_claim_has_not_changed(boss):
    hook(boss)
    claim = make.claim()
    assert not told()
    make.says(claim, make.source(), make.source("Ana Lima", "person"))
    assert [event for event, _data in told()] == ["claim.status_changed"]


def test_a_paused_webhook_is_not_told(boss):
    claim = corroborated()
    set_webhook_active(webhook=hook(boss), active=False, by=boss)
    lose_an_origin(claim, boss)
    assert not told()


def test_a_change_that_is_taken_back_is_not_told(boss):
    claim = corroborated()
    hook(boss)
    with transaction.atomic():
        lose_an_origin(claim, boss)
        transaction.set_rollback(True)
    assert not told()


def test_a_worker_is_asked_once_for_all_that_is_due(boss, django_capture_on_commit_callbacks):
    claims = [corroborated() for _ in range(2)]
    webhook = hook(boss)
    with django_capture_on_commit_callbacks(execute=True):
        for claim in claims:
            lose_an_origin(claim, boss)
    jobs = ProcrastinateJob.objects.filter(task_name="webhook")
    assert [job.args for job in jobs] == [{"webhook_id": webhook.pk}]
    ask(webhook.pk, wait=5)
    assert jobs.all().count() == 2


def forget_statuses() -> None:
    """All claims as if they had been assessed otherwise."""
    Claim.objects.update(status="disputed")


def queries() -> int:
    """How many queries name webhooks while everything is assessed again."""
    forget_statuses()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(assess_all())
    return sum("claims_webhook" in one["sql"] for one in asked.captured_queries)


def test_without_webhooks_a_batch_costs_one_query_more_and_nothing_where_nothing_changed(boss):
    for _ in range(5):
        corroborated()
    assert queries() == 1
    with CaptureQueriesContext(connection) as asked:
        list(assess_all())
    assert not any("claims_webhook" in one["sql"] for one in asked.captured_queries)


def test_assessing_everything_again_tells_of_each_claim_once(boss):
    claims = [corroborated() for _ in range(3)]
    hook(boss)
    forget_statuses()
    list(assess_all())
    assert [data["claim"] for _event, data in told()] == [claim.pk for claim in claims]


# Merging and moving


def statuses() -> list[tuple[int, str, str]]:
    """Which claims changed, from what to what."""
    return [
        (data["claim"], data["status_before"], data["status"])
        for event, data in told()
        if event == Event.STATUS_CHANGED
    ]


def test_two_sources_that_turn_out_to_be_one_are_told_of_each_claim_that_loses_by_it(boss):
    claim = published(boss)
    hook(boss)
    ana, bo = Source.objects.get(name="Ana Lima"), Source.objects.get(name="Bo Chen")
    merged = merge(kept=ana, gone=bo, reason="One person under two names.", by=boss)
    assert statuses() == [(claim.pk, "corroborated", "uncorroborated")]
    assert Event.DECISION_STALE in [event for event, _data in told()]
    Delivery.objects.all().delete()
    undo_merge(merge=merged, reason="They are two.", by=boss)
    assert statuses() == [(claim.pk, "uncorroborated", "corroborated")]


def test_a_claim_that_takes_another_in_is_told_of_and_so_are_both_when_that_is_undone(boss):
    kept, gone = make.claim("The bridge was closed"), make.claim("They closed the bridge")
    make.says(kept, make.source(), make.source("Ana Lima", "person"))
    make.says(gone, make.source("The Echo"), make.source("Bo Chen", "person"))
    hook(boss)
    merged = merge(kept=kept, gone=gone, reason="They say the same.", by=boss)
    assert statuses() == [(kept.pk, "uncorroborated", "corroborated")]
    Delivery.objects.all().delete()
    undo_merge(merge=merged, reason="One is about Monday.", by=boss)
    assert statuses() == [(kept.pk, "corroborated", "uncorroborated")]


def test_quotes_that_are_moved_are_told_of_on_both_claims(boss):
    claim, other = corroborated(), make.claim("The tunnel was closed")
    make.says(other, make.source("The Echo"), make.source("Cy Dunn", "person"))
    hook(boss)
    moved = claim.appearances.order_by("pk")[1:]
    move_appearances(appearances=list(moved), claim=other, reason="It says tunnel.", by=boss)
    assert sorted(statuses()) == [
        (claim.pk, "corroborated", "uncorroborated"),
        (other.pk, "uncorroborated", "corroborated"),
    ]
