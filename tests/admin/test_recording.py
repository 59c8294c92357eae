"""Every write is noted and assessed; nothing that PostgreSQL refuses becomes a broken page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils.html import escape

import claims.models
from claims.actions.editing import decide
from claims.admin import appearance_forms, appearances, forms
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Snapshot,
    Source,
    User,
)
from claims.refusals import REFUSALS
from tests import builders as make
from tests.admin.conftest import ONCE, errors, filled, last_event, page, row

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


def test_a_reason_that_cannot_be_stored_is_stored_without_what_makes_it_so(
    client: Client, officer: Source
) -> None:
    client.post(page(officer, "delete"), {"post": "yes", "why": "Entered\0 twice."})
    assert last_event("source")[1]["reason"] == "Entered twice."


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
    blind(appearance_forms.QuoteForm, "_find_double")
    response = client.post(page(claim), form)
    assert "recorded for this claim already" in errors(response)[0]
    assert "typed with care" in response.content.decode()
    claim.refresh_from_db()
    assert claim.note == ""


def test_who_said_so_recorded_meanwhile_is_not_swept_away_by_another_basis(
    client: Client, appearance: Appearance, officer: Source
) -> None:
    form = filled(client.get(page(appearance)), basis="own_reporting")
    link = make.attributed(appearance, officer)
    response = client.post(page(appearance), form)
    assert "Choose “attributed”, or remove the attributions" in errors(response)[0]
    assert list(appearance.attributions.all()) == [link]


def test_two_links_that_change_places_are_told_to_go_in_two_steps(
    client: Client, chain: Attribution
) -> None:
    relay = chain.via
    assert relay
    form = filled(
        client.get(page(chain.appearance)), attributions__0__via=chain.pk, attributions__1__via=""
    )
    response = client.post(page(chain.appearance), form)
    assert "Clear “passed on by” on one of them and save" in errors(response)[0]
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
    untyped = (
        "api_",
        "decision_",
        "snapshot_",
        "flag_",
        "capture_",
        "anchoring_",
        "invitation_",
        "merge_",
        "saved_",
        "comparison_",
        "copy_proposal_",
        "measure_",
        "suggestion_",
        "dismissed_suggestion_",
        "draft_",
        "delivery_",
        "webhook_",
        "import_",
        "touched_",
    )
    typed = {name for name in named if not name.startswith(untyped)}
    chosen = {name for name in typed if name.endswith(("_is_known", "_are_known"))}
    assert typed - chosen <= REFUSALS.keys()


# What is needed elsewhere


def test_a_source_that_is_used_says_by_what_instead_of_going(
    client: Client, chain: Attribution
) -> None:
    address = page(chain.source, "delete")
    for response in (client.get(address), client.post(address, {"post": "yes"})):
        html = response.content.decode()
        assert "1 attribution" in html
        claim = chain.appearance.claim
        assert f'<a href="{claim.get_absolute_url()}">{escape(claim.statement)}</a>' in html
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
