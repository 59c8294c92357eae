"""The trail: who changed what and why, whichever way it was changed, and never changed itself."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models import Model
from pghistory.models import Event
from pytest_django.plugin import DjangoDbBlocker

from claims.actions.articles import correct, derive
from claims.actions.asking import ask_for_capture
from claims.actions.claims import add_figure
from claims.actions.editing import mark_origin
from claims.actions.filtering import save_filter
from claims.actions.measuring import explain, put_under
from claims.actions.people import invite
from claims.actions.preferences import make_feed_token
from claims.actions.recording import recording
from claims.actions.suggesting import dismiss_suggestion
from claims.actions.talking import write_note
from claims.actions.tokens import make_token
from claims.actions.webhooks import add_webhook
from claims.models import (
    Anchoring,
    ApiAnswer,
    ApiToken,
    ApiUse,
    Appearance,
    Article,
    Attribution,
    Capture,
    CaptureAttempt,
    CaptureRequest,
    CaptureResult,
    Claim,
    ClaimTopic,
    ClaimVector,
    Comparison,
    CopyCheck,
    CopyProposal,
    Correction,
    Decision,
    Delivery,
    Derivation,
    DismissedSuggestion,
    Draft,
    Drawn,
    FeedToken,
    Figure,
    Fingerprint,
    Flag,
    ImportRow,
    ImportRun,
    Invitation,
    KeptTally,
    Measure,
    Mention,
    Merge,
    OriginMark,
    Progress,
    SavedFilter,
    SignIn,
    SignOff,
    Snapshot,
    Source,
    SuggestionList,
    Topic,
    Touched,
    User,
    UserGroup,
    UserPermission,
    Webhook,
    WebhookSecret,
)
from tests import builders as make
from tests.sql import refused_as_written_once, run

pytestmark = pytest.mark.django_db

ITS_OWN_TRAIL = {Merge, SignIn}  # written once, with who and why
THE_PROGRAMS_OWN = {
    ApiAnswer,
    ApiUse,
    Anchoring,
    Capture,
    CaptureAttempt,
    CaptureResult,
    CopyCheck,
    Delivery,
    Drawn,
    Fingerprint,
    ClaimVector,
    Flag,
    ImportRow,
    ImportRun,
    KeptTally,
    Mention,
    Progress,
    SuggestionList,
    Touched,
}
# The trail keeps copies for good, and a draft that its author deletes is to be gone (docs/adr/0013).
NOBODYS_BUSINESS = {Draft, Draft.readers.through}
LEFT_OUT = {
    Article: {"looked_at", "opening_words"},
    Claim: {
        "created_at",
        "assessed_at",
        "digest",
        "first_published_on",
        "origin_ids",
        "publisher_ids",
        "named_ids",
        "topic_ids",
        "urgency",
        "waits_since",
        "search",
    },
    CopyProposal: {"found_at"},
    Decision: {"assessment"},
    DismissedSuggestion: {"digest"},
    Snapshot: {"text", "file"},
    ApiToken: {"sha256", "last_used_at"},
    FeedToken: {"sha256"},
    Figure: {"compared_at"},
    Invitation: {"key_digest"},
    User: {"password", "last_login", "digested_on"},
    Webhook: {"failing_since"},
    WebhookSecret: {"sealed"},
}

EDITED = {
    ApiToken: "name",
    Appearance: "suffix",
    Article: "byline",
    CaptureRequest: "note",
    Claim: "note",
    Comparison: "note",
    CopyProposal: "reason",
    Correction: "text",
    Derivation: "kind",
    Figure: "period",
    Invitation: "email",
    Measure: "name",
    OriginMark: "reason",
    SavedFilter: "name",
    Source: "description",
    Topic: "name",
    User: "first_name",
    Webhook: "stopped_because",
}  # a column of each that takes the word "rewrite"

EVENTS: dict[type[Model], type[Event]] = {
    model.pgh_tracked_model: model
    for model in apps.get_app_config("claims").get_models()
    if issubclass(model, Event)
}
TRACKED = sorted(EVENTS, key=lambda model: model.__name__)


def events(model: type[Model], label: str | None = None) -> list[Event]:
    """The events of a model, the oldest first."""
    found = EVENTS[model]._default_manager.select_related("pgh_context").order_by("pgh_id")
    return list(found.filter(pgh_label=label) if label else found)


def noted(event: Event) -> tuple[object, object]:
    """Who and why."""
    return event.pgh_context.metadata["user"], event.pgh_context.metadata["reason"]


@pytest.fixture(scope="module")
def recorded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """One row of everything that people edit, and who recorded it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with recording(by=None):
            ana = make.user("ana")
        with recording(by=ana, reason="as the city says"):
            make.user("bea")
            record_one_of_each(ana)
        yield ana
        transaction.set_rollback(True)


@pytest.fixture
def recorded(recorded_once: User, db: None) -> User:
    """The same, in a test that undoes what it changes."""
    return recorded_once


def record_one_of_each(by: User) -> None:
    """One row of everything that people edit."""
    claim = make.claim(topics=["bridges"])
    found = make.says(claim, make.source(), make.source("Ana Lima", "person"))
    article = found.snapshot.article
    derive(article=article, based_on=make.snapshot().article, kind="translation", by=by)
    CopyProposal.objects.create(
        article=article, original=make.snapshot().article, percent=1, percent_back=1, passages=1
    )
    correct(article=article, kind="correction", text="On Sunday.", by=by)
    figure = add_figure(claim=claim, value=1, unit="day", by=by)
    other = add_figure(claim=claim, value=2, unit="day", by=by)
    measure = put_under(figures=[figure, other], name="Days", reason="Alike.", by=by)
    explain(measure=measure, pairs=[(figure, other)], finding="revised", note="Later.", by=by)
    mark_origin(claim=claim, source=article.publisher, verdict="independent", reason="Met.", by=by)
    asked = make.source("The Journal")
    make.says(claim, make.source("The Tribune"), asked)
    ask_for_capture(claim=claim, source=asked, by=by)
    save_filter(owner=by, name="Mine", query="assignee=me")
    group = Group.objects.create(name="editors")
    invite(email="bo@example.org", role=group, by=by)
    write_note(claim=claim, text="Call.", by=by)
    dismiss_suggestion(snapshot=make.snapshot("Rain fell."), start=0, end=10, by=by)
    make_feed_token(person=by)
    add_webhook(address="https://a.example/in", told_of=["decision.stale"], by=by)
    make_token(person=by, name="a program", scopes=["read"])
    SignOff.objects.create(
        decision=Decision.objects.create(
            claim=make.claim("Decided on"),
            outcome="withhold",
            reason="So.",
            assessment={},
            decided_by=by,
        ),
        agrees=True,
        signed_by=make.user("cy"),
    )
    by.groups.add(group)
    by.user_permissions.add(Permission.objects.order_by("pk")[0])


# What is in it


def test_every_table_that_people_edit_is_tracked():
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("claims").get_models(include_auto_created=True)
        if not issubclass(model, Event)
    }
    exceptions = {
        model._meta.db_table for model in THE_PROGRAMS_OWN | ITS_OWN_TRAIL | NOBODYS_BUSINESS
    }
    assert {model._meta.db_table for model in EVENTS} == tables - exceptions


@pytest.mark.parametrize("model", TRACKED)
def test_every_column_is_tracked_but_those_that_are_left_out(model):
    columns = {field.name for field in model._meta.concrete_fields}
    kept = {field.name for field in EVENTS[model]._meta.concrete_fields}
    assert columns - kept == LEFT_OUT.get(model, set())


@pytest.mark.parametrize("model", TRACKED)
def test_a_new_row_leaves_an_event_with_who_and_why(model, recorded):
    assert noted(events(model, "insert")[-1]) == (recorded.pk, "as the city says")


def test_each_row_that_a_statement_inserts_leaves_an_event_in_their_order(recorded):
    names = [f"Topic {number}" for number in range(3)]
    with recording(by=recorded, reason="a list of them"):
        Topic.objects.bulk_create(Topic(name=name) for name in names)
    found = events(Topic, "insert")[-3:]
    assert [event.name for event in found] == names
    assert {noted(event) for event in found} == {(recorded.pk, "a list of them")}


def test_a_statement_that_inserts_nothing_leaves_no_event(recorded):
    before = len(events(Topic))
    run("INSERT INTO claims_topic (name) SELECT 'a' WHERE false")
    assert len(events(Topic)) == before


@pytest.mark.parametrize(("model", "column"), EDITED.items())
def test_a_bulk_update_leaves_an_event_with_who_and_why(model, column, recorded):
    rows = model._default_manager.all()
    with recording(by=recorded, reason="it was wrong"):
        rows.filter(pk=rows.latest("pk").pk).update(**{column: "rewrite"})
    changed = events(model, "update")[-1]
    assert getattr(changed, column) == "rewrite"
    assert noted(changed) == (recorded.pk, "it was wrong")


@pytest.mark.parametrize(("model", "column"), EDITED.items())
def test_raw_sql_leaves_an_event_too(model, column, recorded):
    before = len(events(model, "update"))
    run(f"UPDATE {model._meta.db_table} SET {column} = 'rewrite'")
    assert len(events(model, "update")) == before + model._default_manager.count()


def test_a_row_that_is_removed_leaves_what_it_was(recorded):
    removed = (
        UserGroup,
        UserPermission,
        ClaimTopic,
        Topic,
        Figure,
        OriginMark,
        Correction,
        Derivation,
        Attribution,
        Appearance,
        Claim,
    )
    statement = Claim.objects.filter(decisions=None).get().statement
    with recording(by=recorded, reason="it never was"):
        for model in removed:
            rows = model._default_manager
            (rows.filter(decisions=None) if model is Claim else rows.all()).delete()
    for model in removed:
        assert noted(events(model, "delete")[-1]) == (recorded.pk, "it never was"), model
    assert events(Claim, "delete")[-1].statement == statement


def test_rows_that_a_deletion_takes_along_leave_events_too(recorded):
    with recording(by=recorded, reason="it never was"):
        Claim.objects.filter(decisions=None).delete()
    for model in (Claim, ClaimTopic, Appearance, Attribution, Figure, OriginMark):
        assert events(model, "delete"), model


def test_an_assessment_that_finds_nothing_new_leaves_no_event(recorded):
    before = len(events(Claim))
    with recording(by=recorded):
        run("UPDATE claims_appearance SET prefix = 'x'")
    assert len(events(Claim)) == before


def test_a_sign_in_and_a_new_password_leave_no_event():
    ana = make.user("cleo")
    before = len(events(User))
    user_logged_in.send(User, request=None, user=ana)
    ana.set_password("secret")
    ana.save()
    assert ana.last_login is not None
    assert len(events(User)) == before


# Never changed


@pytest.mark.parametrize("model", TRACKED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("ignoring", [False, True], ids=["plain", "ignoring"])
def test_an_event_cannot_be_changed_or_removed(model, statement, ignoring, recorded):
    if ignoring:
        run(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) "
            "FROM pg_trigger WHERE NOT tgisinternal"
        )
    table = EVENTS[model]._meta.db_table
    with refused_as_written_once(table):
        run(statement.format(table))


@pytest.mark.parametrize("model", TRACKED)
def test_a_table_of_events_cannot_be_emptied(model):
    table = EVENTS[model]._meta.db_table
    with refused_as_written_once(table):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pghistory_context SET metadata = '{}'",
        "UPDATE pghistory_context SET created_at = now()",
        "DELETE FROM pghistory_context",
        "TRUNCATE pghistory_context CASCADE",
    ],
)
def test_a_note_of_who_and_why_cannot_be_changed_or_removed(statement, recorded):
    with refused_as_written_once("pghistory_context"):
        run(statement)
