"""Who may do what in the admin, and that every page opens."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.test import Client

from claims.actions.editing import decide
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
from tests.admin.conftest import filled, page, row, signed_in


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


def test_whoever_may_not_record_who_said_so_adds_a_quote_without_it(
    claim: Claim, appearance: Appearance, snapshot: Snapshot, officer: Source
) -> None:
    names = ("claim", "appearance", "snapshot", "source")
    typist = permitted("change_claim", "add_appearance", *[f"view_{name}" for name in names])
    form = filled(typist.get(page(claim)))
    form |= row(
        "new_appearances",
        0,
        1,
        snapshot=snapshot.pk,
        exact="A union confirmed it",
        stance="asserts",
        basis="attributed",
        said_by=officer.pk,
    )
    assert typist.post(page(claim), form).status_code == 302
    assert claim.appearances.count() == 2
    assert not Attribution.objects.exists()


def test_whoever_may_not_capture_types_an_article_without_an_excerpt(outlet: Source) -> None:
    typist = permitted("add_article", "view_article", "view_source")
    address = page(Article, "add")
    form = filled(typist.get(address), publisher=outlet.pk, title="Overtime", excerpt="Overtime.")
    assert typist.post(address, form).status_code == 302
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("field", ["snapshot", "claim"])
def test_choosing_takes_whatever_is_typed(
    client: Client, appearance: Appearance, field: str
) -> None:
    asked = {"app_label": "claims", "model_name": "appearance", "field_name": field}
    for term in ("\0", "'", "a & b:*", "-", "https://example.org/?a=%s"):
        assert client.get("/admin/autocomplete/", asked | {"term": term}).status_code == 200


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
