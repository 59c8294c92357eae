"""Every address of the site, asked for by every role: who gets in stands here once more, by name."""

import ast
import datetime
import inspect
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.access import DATA, MAY, Act, Role
from claims.actions.capturing import ask_for_page
from claims.actions.claims import add_figure
from claims.actions.editing import decide
from claims.actions.measuring import put_under
from claims.actions.merging import merge
from claims.actions.webhooks import add_webhook
from claims.models import (
    Appearance,
    Article,
    Claim,
    CopyProposal,
    Invitation,
    Snapshot,
    Source,
    Topic,
    User,
)
from claims.watching import readiness
from tests import builders as make

pytestmark = pytest.mark.django_db

EVERYBODY = None
SIGNED_IN = "signed in"

# By the name of the address. What is not listed fails the test: deny, until somebody has thought of it.
NEEDS: dict[str, Act | str | None] = {
    "home": EVERYBODY,
    "claims": EVERYBODY,
    "claim": EVERYBODY,
    "claim_cite": EVERYBODY,
    "claim_csl": EVERYBODY,
    "claim_card": EVERYBODY,
    "oembed": EVERYBODY,
    "articles": EVERYBODY,
    "article": EVERYBODY,
    "sources": EVERYBODY,
    "source": EVERYBODY,
    "figures": EVERYBODY,
    "measure": EVERYBODY,
    "method": EVERYBODY,
    "annotation": EVERYBODY,
    "annotations": EVERYBODY,
    "claim_data": EVERYBODY,
    "claim_prov": EVERYBODY,
    "feed_claims": EVERYBODY,
    "feed_status": EVERYBODY,
    "feed_corrections": EVERYBODY,
    "sitemap": EVERYBODY,
    "sitemap_file": EVERYBODY,
    "robots": EVERYBODY,
    "healthz": EVERYBODY,
    "readyz": EVERYBODY,
    "metrics": EVERYBODY,  # of this machine; others need a token
    "invitation": EVERYBODY,
    "review_feed": EVERYBODY,
    "list_export": EVERYBODY,
    "account": SIGNED_IN,
    "end_session": SIGNED_IN,
    "me": Act.READ,
    "tokens": Act.READ,
    "token_revoke": Act.READ,
    "claim_notes": Act.READ,
    "figure": Act.READ,
    "article_what_if": Act.READ,
    "source_what_if": Act.READ,
    "article_compare": Act.READ_FULL_TEXTS,
    "article_copy": Act.READ_FULL_TEXTS,
    "snapshot_file": Act.READ_FULL_TEXTS,
    "claim_history": Act.READ_TRAIL,
    "article_history": Act.READ_TRAIL,
    "source_history": Act.READ_TRAIL,
    "capture": Act.CAPTURE,
    "capture_progress": Act.CAPTURE,
    "article_capture": Act.CAPTURE,
    "check": Act.CHECK,
    "check_report": Act.CHECK,
    "check_claim": Act.CHECK,
    "draft": Act.CHECK,  # and of those only who is named
    "check_record": Act.RECORD,
    "record": Act.RECORD,
    "imports": Act.RECORD,
    "import_run": Act.RECORD,  # and of those only who chose the file
    "import_refused": Act.RECORD,  # likewise
    "import_template": Act.RECORD,
    "article_suggestions": Act.RECORD,
    "source_options": Act.RECORD,
    "article_edit": Act.ENTER_DATA,
    "article_correct": Act.ENTER_DATA,
    "claim_submit": Act.SUBMIT,
    "review": Act.REVIEW,
    "review_export": Act.REVIEW,
    "review_claim": Act.REVIEW,
    "review_filters": Act.REVIEW,
    "review_tasks": Act.REVIEW,
    "review_ask": Act.REVIEW,
    "review_several": Act.ASSIGN,
    "review_mark": Act.MARK,
    "review_sign_off": Act.DECIDE,
    "claim_withhold": Act.DECIDE,
    "claim_merge": Act.MERGE,
    "source_merge": Act.MERGE,
    "appearance_move": Act.MERGE,
    "merge": Act.MERGE,
    "people": Act.MANAGE_PEOPLE,
    "renew_invitation": Act.MANAGE_PEOPLE,
    "revoke_invitation": Act.MANAGE_PEOPLE,
    "person": Act.MANAGE_PEOPLE,
    "person_role": Act.MANAGE_PEOPLE,
    "person_active": Act.MANAGE_PEOPLE,
    "person_sessions": Act.MANAGE_PEOPLE,
    "person_tokens": Act.MANAGE_PEOPLE,
    "person_factors": Act.MANAGE_PEOPLE,
    "webhooks": Act.CONNECT,
    "webhook": Act.CONNECT,
}
# Sending a form may ask for more than looking at it.
TO_SEND: dict[str, Act] = {
    "article_copy": Act.ENTER_DATA,
    "claim_notes": Act.TALK,
    "figure": Act.COMPARE,
    "measure": Act.COMPARE,
    "review_claim": Act.DECIDE,
}
NOT_THIS_WAY = 405  # a page that is only looked at, or an act that is only sent
WHO = [None, "", *[role.value for role in Role]]


def patterns() -> dict[str, URLPattern]:
    """The app's own addresses by name."""
    return {str(one.name): one for one in get_resolver("claims.urls").url_patterns}


def looks_copied(article: Article) -> int:
    """The article that another looks copied from."""
    original = make.snapshot().article
    return CopyProposal.objects.create(
        article=article, original=original, percent=80, percent_back=80, passages=1
    ).original_id


def a_worker() -> None:
    """Without one the site is not ready."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    readiness.forget()


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each name, of rows that are on record: a claim of the sample, so that the public
    may see it."""
    claim = make.claim(external_id="sample:c99")
    make.says(claim, make.source("The Times"), make.source("an officer", "anonymous"))
    figure = add_figure(claim=claim, value=3, unit="hours", by=None)
    measure = put_under(figures=[figure], name="Hours", reason="So.", by=make.user("putter"))
    other = make.claim("The bridge was shut on Monday")
    made = merge(kept=make.claim("Kept"), gone=other, reason="The same.", by=make.user("mergers"))
    invitation = Invitation.objects.create(
        email="new@example.org",
        role_id=1,
        key_digest="0" * 64,
        made_by=make.user("inviter"),
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )
    webhook = add_webhook(
        address="https://in.example/", told_of=["decision.stale"], by=make.user("connects")
    )
    appearance = Appearance.objects.latest("pk")
    a_worker()
    values = {
        "claim_id": claim.pk,
        "article_id": appearance.snapshot.article_id,
        "other_id": looks_copied(appearance.snapshot.article),
        "appearance_id": appearance.pk,
        "source_id": Source.objects.get(name="The Times").pk,
        "snapshot_id": Snapshot.objects.latest("pk").pk,
        "merge_id": made.pk,
        "measure_id": measure.pk,
        "figure_id": figure.pk,
        "capture_id": ask_for_page(url="https://echo.example/", by=None).pk,
        "invitation_id": invitation.pk,
        "person_id": make.user("somebody").pk,
        "session_id": 1,
        "draft_id": 1,
        "webhook_id": webhook.pk,
        "token_id": 1,
        "import_id": 1,
        "kind": "csv",
        "token": "nothing",
        "listed": "appearances",
        "form": "csv",
        "key": "nothing",
        "section": "claims",
        "number": 0,
    }
    return {
        name: reverse(name, kwargs={key: values[key] for key in pattern.pattern.converters})
        for name, pattern in patterns().items()
    }


def client_of(who: str | None) -> Client:
    """A browser of somebody of this role; of nobody who signed in, for None."""
    client = Client()
    if who is not None:
        user = make.user(f"{who or 'nobody'}-here", role=who)
        EmailAddress.objects.create(user=user, email=f"{user.pk}@example.org", verified=True)
        client.force_login(user)
    return client


def may(who: str | None, need: Act | str | None) -> bool:
    """Whether the table says that they get in."""
    if need is EVERYBODY:
        return True
    if need == SIGNED_IN:
        return who is not None
    return bool(who) and need in MAY[Role(who)]


def turned_away(response: HttpResponse) -> bool:
    """Whether somebody did not get in: refused, or sent to sign in."""
    to_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return to_sign_in or response.status_code in (401, 403)


def let_in(response: HttpResponse) -> bool | None:
    """Whether somebody got in; None, which nobody expects, if the page broke."""
    return None if response.status_code >= 500 else not turned_away(response)


def test_every_address_is_in_the_table() -> None:
    assert set(patterns()) == set(NEEDS)


def written(view: object) -> list[str]:
    """What stands above a view in its module, from the top, as it is written."""
    source = ast.parse(Path(inspect.getsourcefile(inspect.unwrap(view))).read_text())
    name = inspect.unwrap(view).__name__
    [found] = [one for one in source.body if getattr(one, "name", "") == name]
    return [ast.unparse(one) for one in found.decorator_list]


def test_a_page_that_is_not_public_has_its_gate_above_all_else_and_the_public_ones_have_none() -> (
    None
):
    gates = {EVERYBODY: None, SIGNED_IN: "signed_in"}
    gates |= {act: f"only_for(Act.{act.name})" for act in Act}
    for name, pattern in patterns().items():
        first, *others = [*written(pattern.callback), None]
        gate = gates[NEEDS[name]]
        assert first == gate or (gate is None and "only_for" not in str(first)), name
        assert not any("only_for" in str(one) or "signed_in" in str(one) for one in others), name


def test_no_view_keeps_a_gate_of_its_own() -> None:
    for path in sorted((Path(__file__).parents[1] / "claims/views").glob("*.py")):
        for name in ("login_required", "permission_required", "user_passes_test", "LoginRequired"):
            assert name not in path.read_text(), path


@pytest.mark.parametrize("who", WHO)
def test_who_may_look_gets_in_and_nobody_else(addresses: dict[str, str], who: str | None) -> None:
    client = client_of(who)
    wrong = {
        name: response.status_code
        for name, address in addresses.items()
        for response in [client.get(address)]
        if response.status_code != NOT_THIS_WAY
        if let_in(response) is not may(who, NEEDS[name])
    }
    assert not wrong


@pytest.mark.parametrize("who", WHO)
def test_who_may_send_gets_in_and_nobody_else(addresses: dict[str, str], who: str | None) -> None:
    client = client_of(who)
    wrong = {
        name: response.status_code
        for name, address in addresses.items()
        for response in [client.post(address, {})]
        if response.status_code != NOT_THIS_WAY
        if let_in(response) is not may(who, TO_SEND.get(name, NEEDS[name]))
    }
    assert not wrong


def admin_addresses() -> list[str]:
    """The lists and empty forms of the admin, and its own pages."""
    pages = ["/admin/", "/admin/password_change/", "/admin/jsi18n/", "/admin/autocomplete/"]
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
    return pages


@pytest.mark.parametrize("who", [None, "", "reader"])
def test_the_admin_is_closed_to_those_who_enter_no_data(who: str | None) -> None:
    client = client_of(who)
    for address in admin_addresses():
        for response in (client.get(address), client.post(address, {})):
            assert turned_away(response) or "/admin/login/" in response.get("Location", ""), address


@pytest.mark.parametrize("who", ["data entry", "journalist", "editor", "administrator"])
def test_the_admin_shows_each_role_the_tables_that_it_may_see(who: str) -> None:
    client = client_of(who)
    user = User.objects.get(username=f"{who}-here")
    for model in admin.site._registry:
        name = f"{model._meta.app_label}.view_{model._meta.model_name}"
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        status = client.get(reverse(f"{base}_changelist")).status_code
        assert status == (200 if user.has_perm(name) else 403), name


@pytest.fixture
def one_of_each() -> dict[type[Model], str]:
    """One row of each model that the admin shows; the claim has all that hangs on one."""
    claim = make.claim()
    appearance = make.says(claim, make.source(), make.source("an officer", "anonymous"))
    article = appearance.snapshot.article
    ask_for_page(url="https://echo.example/", by=None)
    rows = [
        appearance,
        article,
        appearance.snapshot,
        claim,
        Topic.objects.create(name="Bridges"),
        decide(claim=claim, outcome="withhold", reason="Nobody else says so.", by=make.user()),
        Group.objects.get(name="reader"),
        make.user("somebody"),
        article.publisher,
        ProcrastinateJob.objects.latest("pk"),
    ]
    return {type(row): str(row.pk) for row in rows}


# By the page of a row in the admin: any of which permissions lets one look at it, and send it.
LOOKED_AT = {"change": ("view", "change"), "history": ("view", "change"), "delete": ("delete",)}
SENT = {"change": ("change",), "history": ("view", "change"), "delete": ("delete",)}


@pytest.mark.parametrize("who", WHO)
def test_a_row_in_the_admin_opens_to_each_role_as_far_as_its_permissions_go(
    one_of_each: dict[type[Model], str], who: str | None
) -> None:
    assert set(one_of_each) == set(admin.site._registry)
    client = client_of(who)
    held = DATA[Role(who)] if who else frozenset()
    wrong = []
    for page in LOOKED_AT:
        for model, key in one_of_each.items():
            app, name = model._meta.app_label, model._meta.model_name
            address = reverse(f"admin:{app}_{name}_{page}", args=[key])
            answers = {client.get: LOOKED_AT[page], client.post: SENT[page]}
            for ask, verbs in answers.items():
                wanted = any(f"{app}.{verb}_{name}" in held for verb in verbs)
                if let_in_to_the_admin(ask(address)) is not wanted:
                    wrong.append((ask.__name__, address))
    assert not wrong


def let_in_to_the_admin(response: HttpResponse) -> bool | None:
    """As above; the admin has an address of its own for signing in, which leads to the site's."""
    return let_in(response) and "/admin/login/" not in response.get("Location", "")


@pytest.mark.parametrize("who", WHO)
def test_only_administrators_set_the_password_of_another(who: str | None) -> None:
    address = reverse("admin:auth_user_password_change", args=[make.user("somebody").pk])
    client = client_of(who)
    for ask in (client.get, client.post):
        assert let_in_to_the_admin(ask(address)) is (who == Role.ADMINISTRATOR)


def others(resolver: URLResolver, before: str = "") -> list[str]:
    """The addresses that are not the app's own and take no key."""
    found = []
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += others(one, route)
        elif "<" not in route and "(?P" not in route and not route.startswith("admin/"):
            found.append("/" + route.replace("^", "").replace("$", ""))
    return found


@pytest.mark.parametrize("who", WHO)
def test_no_other_address_breaks_whoever_asks(who: str | None) -> None:
    a_worker()
    client = client_of(who)
    for address in others(get_resolver()):
        if address != "/accounts/logout/":
            assert client.get(address).status_code < 500, address


def test_the_public_finds_nothing_of_an_unpublished_claim_at_any_address(
    addresses: dict[str, str], settings
) -> None:
    settings.PUBLIC = "published"
    client = Client()
    for name, address in addresses.items():
        told = client.get(address).getvalue().decode()
        assert Claim.objects.get(external_id="sample:c99").statement not in told, name
