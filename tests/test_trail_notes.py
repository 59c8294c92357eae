"""The notes of the trail: who, and why."""

import pghistory
import pytest
from pghistory.models import Context

from claims.actions.recording import recording
from claims.models import Claim, Source, Topic
from tests import builders as make
from tests.sql import run

pytestmark = pytest.mark.django_db


def noted(event) -> tuple[object, object]:
    """Who and why."""
    return event.pgh_context.metadata["user"], event.pgh_context.metadata["reason"]


def events(model) -> list:
    """The events of a model, the oldest first."""
    events = model.events.rel.related_model.objects
    return list(events.select_related("pgh_context").order_by("pgh_id"))


def test_a_change_of_status_is_in_the_trail_with_what_caused_it():
    ana = make.user("ana")
    claim = make.claim()
    with recording(by=ana, reason="the city confirms"):
        make.says(claim, make.source(), basis="own_reporting")
    changed = events(Claim)[-1]
    assert (changed.status, noted(changed)) == ("uncorroborated", (ana.pk, "the city confirms"))


def test_the_program_itself_is_nobody():
    make.claim()
    assert noted(events(Claim)[0]) == (None, "")


def test_what_is_recorded_inside_another_recording_carries_the_outer_note():
    ana, bea = make.user("ana"), make.user("bea")
    with recording(by=ana, reason="the whole"):
        make.claim()
        with recording(by=bea, reason="a part"):
            make.source()
    assert [noted(event) for event in events(Source)] == [(ana.pk, "the whole")]


def test_two_recordings_in_one_request_each_keep_their_own_note():
    ana = make.user("ana")
    with pghistory.context(user=ana.pk, url="/capture/"):
        with recording(by=ana, reason="first"):
            make.source("The Times")
        with recording(by=ana, reason="second"):
            make.source("The Tribune")
        Topic.objects.create(name="outside")
    assert [noted(event) for event in events(Source)] == [(ana.pk, "first"), (ana.pk, "second")]
    assert {event.pgh_context.metadata["url"] for event in events(Source)} == {"/capture/"}
    assert events(Topic)[0].pgh_context.metadata == {"user": ana.pk, "url": "/capture/"}


def test_after_a_recording_that_fails_the_request_has_its_own_note_again():
    with pghistory.context(user=7):
        with pytest.raises(ZeroDivisionError), recording(by=None, reason="fails"):
            _ = 1 / 0
        Topic.objects.create(name="outside")
    assert events(Topic)[0].pgh_context.metadata == {"user": 7}


@pytest.mark.django_db(transaction=True)
def test_outside_a_recording_the_event_is_there_and_nobody_is_named():
    make.claim()
    run("INSERT INTO claims_topic (name) VALUES ('outside')")
    assert events(Topic)[0].pgh_context is None


def test_a_note_cannot_be_written_over_by_taking_its_id():
    ana = make.user("ana")
    with recording(by=ana, reason="the truth"):
        make.source()
    context = events(Source)[0].pgh_context
    run("SELECT set_config('pghistory.context_id', %s, true)", str(context.pk))
    run("""SELECT set_config('pghistory.context_metadata', '{"user": 1, "more": 2}', true)""")
    run("INSERT INTO claims_topic (name) VALUES ('bridges')")
    context.refresh_from_db()
    assert context.metadata == {"user": ana.pk, "reason": "the truth", "more": 2}


def test_a_request_may_come_to_know_its_user():
    with pghistory.context(user=None, url="/sign-up/"):
        Topic.objects.create(name="before")
        pghistory.context(user=7)
        Topic.objects.create(name="after")
    assert Context.objects.get().metadata == {"user": 7, "url": "/sign-up/"}
