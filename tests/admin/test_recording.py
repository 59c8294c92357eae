"""Every write is noted and assessed; nothing that PostgreSQL refuses becomes a broken page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, models
from django.test import Client

import claims.models
from claims.actions.editing import decide
from claims.admin import appearances, forms
from claims.admin.refusals import REFUSALS
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Decision,
    Snapshot,
    Source,
    Topic,
    User,
)
from tests import builders as make
from tests.admin.conftest import ONCE, errors, filled, page, row, signed_in


def last_event(of: str) -> tuple[str, dict[str, Any]]:
    """The newest entry of a table's trail: what was done, with who and why."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT event.pgh_label, context.metadata FROM claims_{of}event event
                LEFT JOIN pghistory_context context ON context.id = event.pgh_context_id
                ORDER BY event.pgh_id DESC LIMIT 1"""
        )
        row = cursor.fetchone()
    import json

    return row[0], json.loads(row[1]) if isinstance(row[1], str) else row[1]


# The trail


def test_a_change_is_noted_with_who_and_why(client: Client, outlet: Source, editor: User) -> None:
    form = filled(client.get(page(outlet)), name="The Daily Courier", why="It was renamed.")
    client.post(page(outlet), form)
    label, noted = last_event("source")
    assert label == "update"
    assert (noted["user"], noted["reason"]) == (editor.pk, "It was renamed.")


def test_a_removal_is_noted_with_who_and_why(client: Client, officer: Source, editor: User) -> None:
    assert "id_why" in client.get(page(officer, "delete")).content.decode()
    client.post(page(officer, "delete"), {"post": "yes", "why": "Entered twice."})
    label, noted = last_event("source")
    assert label == "delete"
    assert (noted["user"], noted["reason"]) == (editor.pk, "Entered twice.")


def test_removing_several_at_once_assesses_their_claims_again(
    client: Client, claim: Claim, appearance: Appearance, editor: User
) -> None:
    claim.refresh_from_db()
    assert claim.status == "uncorroborated"
    form = {"action": "delete_selected", "_selected_action": appearance.pk, "post": "yes"}
    assert client.post(page(Appearance, "changelist"), form).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "unsupported"
    assert last_event("appearance")[1]["user"] == editor.pk


# What is refused by PostgreSQL, because a form could not see it coming


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> Callable[[type, str], None]:
    """Take a check out of a form, as if somebody else had saved just after it was made."""

    def take_out(form: type, name: str) -> None:
        monkeypatch.setattr(form, name, lambda self, *args: self.cleaned_data.get("owner"))

    return take_out


def test_a_ring_of_owners_closed_meanwhile_is_told_beside_its_field(
    client: Client, outlet: Source, blind: Callable[[type, str], None]
) -> None:
    below = make.source("The Sunday Courier", owner=outlet)
    form = filled(
        client.get(page(outlet)), owner=below.pk, description="typed with care", why="So."
    )
    blind(forms.SourceForm, "clean_owner")
    response = client.post(page(outlet), form)
    assert "cannot belong to itself" in errors(response)[0]
    assert "typed with care" in response.content.decode()
    assert "So." in response.content.decode()
    outlet.refresh_from_db()
    assert outlet.description == ""


def test_words_recorded_meanwhile_are_told_above_the_form(
    client: Client,
    claim: Claim,
    snapshot: Snapshot,
    appearance: Appearance,
    blind: Callable[[type, str], None],
) -> None:
    form = filled(client.get(page(claim)), note="typed with care")
    form |= row(
        "new_appearances",
        0,
        1,
        snapshot=snapshot.pk,
        exact=ONCE,
        stance="asserts",
        basis="unattributed",
    )
    blind(forms.QuoteForm, "_find_double")
    response = client.post(page(claim), form)
    assert "recorded for this claim already" in errors(response)[0]
    assert "typed with care" in response.content.decode()
    claim.refresh_from_db()
    assert claim.note == ""


def test_two_links_that_change_places_are_told_to_go_in_two_steps(
    client: Client, chain: Attribution
) -> None:
    relay = chain.via
    assert relay
    form = filled(
        client.get(page(chain.appearance)), attributions__0__via=chain.pk, attributions__1__via=""
    )
    response = client.post(page(chain.appearance), form)
    assert "Clear “by way of” on one of them and save" in errors(response)[0]
    relay.refresh_from_db()
    assert relay.via is None


def test_a_source_removed_meanwhile_is_no_broken_page_and_no_false_success(
    client: Client, claim: Claim, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appearances.AppearanceAdmin, "save_model", vanish)
    address = page(Appearance, "add")
    form = filled(
        client.get(address), claim=claim.pk, snapshot=snapshot.pk, exact=ONCE, basis="unattributed"
    )
    response = client.post(address, form)
    assert "nothing was saved" in errors(response)[0]
    assert not list(response.context["messages"])


def vanish(self: Any, request: Any, obj: Appearance, form: Any, change: bool) -> None:
    """Store an appearance of a claim that is gone: foreign keys are checked when all is stored."""
    obj.claim_id = 10**9
    obj.save()


def test_every_rule_of_the_record_has_words() -> None:
    named = {
        constraint.name
        for model in vars(claims.models).values()
        if isinstance(model, type) and issubclass(model, models.Model)
        for constraint in model._meta.constraints
    }
    untyped = ("decision_", "snapshot_", "flag_", "capture_", "anchoring_")
    typed = {name for name in named if not name.startswith(untyped)}
    chosen = {name for name in typed if name.endswith(("_is_known", "_are_known"))}
    assert typed - chosen <= REFUSALS.keys()


# What is needed elsewhere


def test_a_source_that_is_used_says_by_what_instead_of_going(
    client: Client, chain: Attribution
) -> None:
    address = page(chain.source, "delete")
    for response in (client.get(address), client.post(address, {"post": "yes"})):
        assert "1 attribution" in response.content.decode()
    assert Source.objects.filter(pk=chain.source.pk).exists()


def test_an_article_with_a_capture_stays(client: Client, article: Article) -> None:
    assert "1 snapshot" in client.get(page(article, "delete")).content.decode()


def test_a_claim_with_a_decision_stays(client: Client, claim: Claim, editor: User) -> None:
    decide(claim=claim, outcome="withhold", reason="Nobody knows.", by=editor)
    assert "1 decision" in client.get(page(claim, "delete")).content.decode()
    form = {"action": "delete_selected", "_selected_action": claim.pk, "post": "yes"}
    response = client.post(page(Claim, "changelist"), form)
    assert "1 decision" in response.content.decode()
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_what_was_used_meanwhile_is_told_instead_of_removed(
    client: Client, outlet: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def used(self: Source) -> None:
        raise models.ProtectedError("used", set())

    monkeypatch.setattr(Source, "delete", used)
    response = client.post(page(outlet, "delete"), {"post": "yes"}, follow=True)
    assert "nothing was saved" in response.content.decode()


# Who may do what


def permitted(*codenames: str) -> Client:
    """The browser of somebody who may do these things and no others."""
    user = make.user("typist", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return signed_in(user)


ADDED = ("claim", "appearance", "article", "snapshot", "source", "topic", "decision", "originmark")


def test_whoever_may_only_look_sees_every_page_and_changes_none(
    chain: Attribution, claim: Claim, editor: User
) -> None:
    topic = Topic.objects.create(name="pay")
    decision = decide(claim=claim, outcome="withhold", reason="Nobody knows.", by=editor)
    reader = permitted(*[f"view_{name}" for name in (*ADDED, "attribution", "figure")])
    appearance = chain.appearance
    pages = [claim, appearance, appearance.snapshot, appearance.snapshot.article, chain.source]
    for one in [*pages, topic, decision]:
        shown = reader.get(page(one))
        assert shown.status_code == 200
        assert 'name="why"' not in shown.content.decode()
        assert reader.get(page(type(one), "changelist")).status_code == 200
        assert reader.post(page(one), {}).status_code == 403


def test_whoever_may_not_add_sources_gets_no_plus_sign(claim: Claim) -> None:
    names = ("claim", "appearance", "snapshot", "source")
    typist = permitted("change_claim", "add_appearance", *[f"view_{name}" for name in names])
    shown = typist.get(page(claim)).content.decode()
    assert "add_id_new_appearances-0-said_by" not in shown


@pytest.mark.parametrize(
    "model", [Claim, Appearance, Article, Snapshot, Source, Topic, Decision, User, Group]
)
def test_every_list_opens_on_an_empty_record(client: Client, model: type[models.Model]) -> None:
    assert client.get(page(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", [Claim, Appearance, Article, Source, Topic, User, Group])
def test_every_empty_form_opens(client: Client, model: type[models.Model]) -> None:
    assert client.get(page(model, "add")).status_code == 200


def test_a_decision_is_shown_and_cannot_be_changed(
    client: Client, claim: Claim, editor: User
) -> None:
    decision = decide(claim=claim, outcome="withhold", reason="Nobody knows.", by=editor)
    assert "Nobody knows." in client.get(page(decision)).content.decode()
    assert client.post(page(decision), {"reason": "changed"}).status_code == 403


def test_pages_carry_no_inline_style_or_script(
    client: Client, chain: Attribution, claim: Claim
) -> None:
    claim.event_on = date(2025, 1, 1)
    for one in (claim, chain.appearance, chain.appearance.snapshot.article, chain.source):
        shown = client.get(page(one)).content.decode()
        assert "style=" not in shown
        assert "<script>" not in shown
        assert "onclick" not in shown
