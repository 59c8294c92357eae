"""One webhook: its log, and what can be done about it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.notifying import body, fresh_id
from claims.actions.webhooks import add_webhook, send_test
from claims.models import Delivery, User, Webhook
from claims.models.webhook import Event, WebhookSecret
from tests import builders as make
from tests.views.conftest import PASSWORD, lately

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return make.user("boss", role="administrator")


@pytest.fixture
def webhook(boss: User) -> Webhook:
    """A webhook that is told of everything."""
    return add_webhook(address="https://in.example/hook", told_of=Event.values, by=boss)


@pytest.fixture
def client(boss: User) -> Client:
    """The administrator's browser."""
    return lately(boss)


def do(client: Client, webhook: Webhook, what: str, **given: object):
    """Send the form, and follow where it leads."""
    return client.post(f"/webhooks/{webhook.pk}/", {"do": what, **given}, follow=True)


def page(client: Client, webhook: Webhook, query: str = "") -> str:
    """The page."""
    response = client.get(f"/webhooks/{webhook.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_there_is_no_page_of_none(client):
    assert client.get("/webhooks/99/").status_code == 404


def test_a_test_message_is_put_on_its_way_and_the_page_watches_it(client, webhook):
    assert "Nothing has been sent yet" in page(client, webhook)
    answer = do(client, webhook, "test").content.decode()
    assert "A test message is on its way" in answer
    assert "Waiting" in answer
    assert "hx-trigger" in answer
    assert "<noscript>" in answer and "Load this page again to see what came of it" in answer
    assert Delivery.objects.get().event == "test"


def test_the_log_says_what_came_of_a_message(client, webhook):
    text = body("claim.status_changed", {"claim": 7, "statement": "<b>Closed</b>"})
    Delivery.objects.create(
        webhook=webhook,
        message=fresh_id(),
        event="claim.status_changed",
        body=text,
        tries=2,
        status_code=500,
        duration=31,
        answer="<i>out of order</i>",
        next_at=timezone.now(),
    )
    shown = page(client, webhook)
    assert "500 in 31 ms" in shown
    assert "2 tries" in shown
    assert 'href="/claims/7/"' in shown
    assert "&lt;i&gt;out of order" in shown
    assert "&lt;b&gt;Closed" in shown
    assert "hx-trigger" not in shown


def test_the_log_goes_on_page_by_page(client, webhook):
    made = [
        Delivery(
            webhook=webhook, message=f"msg_{n}", event="test", body='{"data":{}}', next_at=None
        )
        for n in range(60)
    ]
    for one in made:
        one.state = "delivered"
    Delivery.objects.bulk_create(made)
    first = page(client, webhook)
    assert "msg_59" in first and "msg_9<" not in first
    link = re.search(r'rel="next" href="([^"]+)"', first)
    assert link
    assert "msg_9<" in page(client, webhook, link[1].replace("&amp;", "&"))
    assert client.get(f"/webhooks/{webhook.pk}/?after=x").status_code == 404


def test_a_message_is_sent_again(client, webhook, boss):
    made = send_test(webhook=webhook, by=boss)
    Delivery.objects.update(state="failed", next_at=None, tries=10)
    do(client, webhook, "again", delivery=made.pk)
    made.refresh_from_db()
    assert (made.state, made.tries) == ("waiting", 0)


@pytest.mark.parametrize("key", ["0", "x", "", "9" * 30])
def test_only_its_own_messages_are_sent_again(client, webhook, key):
    assert do(client, webhook, "again", delivery=key).status_code == 404


def test_a_message_of_another_is_not_sent_again(client, webhook, boss):
    other = add_webhook(address="https://b.example/", told_of=Event.values, by=boss)
    made = send_test(webhook=other, by=boss)
    assert do(client, webhook, "again", delivery=made.pk).status_code == 404


def test_a_new_secret_is_shown_once(client, webhook):
    answer = do(client, webhook, "rotate").content.decode()
    [secret] = re.findall(r"whsec_[\w+/=]+", answer)
    assert secret != webhook.secret
    shown = page(client, webhook)
    assert "whsec_" not in shown
    assert "An old one still signs, until" in shown
    assert WebhookSecret.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("rotate", {}),
        (
            "change",
            {"address": "https://b.example/", "told_of": ["decision.stale"], "claims": "all"},
        ),
    ],
)
def test_a_session_left_open_says_again_who_it_is(webhook, boss, what, given):
    boss.set_password(PASSWORD)
    boss.save()
    browser = Client()
    browser.force_login(boss)
    address = f"/webhooks/{webhook.pk}/"
    asked = browser.post(address, {"do": what, **given})
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert WebhookSecret.objects.count() == 1
    webhook.refresh_from_db()
    assert webhook.address == "https://in.example/hook"
    assert browser.post(address, {"do": "pause"})["Location"] == address


def test_a_secret_asked_for_before_the_password_is_shown_after_it(webhook, boss):
    boss.set_password(PASSWORD)
    boss.save()
    browser = Client()
    browser.force_login(boss)
    asked = browser.post(f"/webhooks/{webhook.pk}/", {"do": "rotate"})
    page = browser.post(asked["Location"], {"password": PASSWORD}).content.decode()
    assert "whsec_" in page


def test_it_is_paused_and_resumed(client, webhook):
    assert "Paused." in do(client, webhook, "pause").content.decode()
    webhook.refresh_from_db()
    assert not webhook.active
    refused = do(client, webhook, "test").content.decode()
    assert "Resume it first" in refused
    assert "Resumed." in do(client, webhook, "resume").content.decode()
    webhook.refresh_from_db()
    assert webhook.active


def test_resuming_clears_why_it_was_stopped(client, webhook):
    Webhook.objects.update(active=False, stopped_because="Gone.", failing_since=timezone.now())
    assert "Stopped: Gone." in page(client, webhook)
    do(client, webhook, "resume")
    webhook.refresh_from_db()
    assert (webhook.stopped_because, webhook.failing_since) == ("", None)


def test_it_is_changed(client, webhook):
    given = {"address": "https://b.example/", "told_of": ["decision.stale"], "claims": "all"}
    assert "Saved." in do(client, webhook, "change", **given).content.decode()
    webhook.refresh_from_db()
    assert webhook.address == "https://b.example/"
    assert (webhook.told_of, webhook.published_only) == (["decision.stale"], False)


def test_a_change_that_cannot_be_keeps_what_was_typed(client, webhook):
    given = {"address": "http://b.example/", "told_of": ["decision.stale"], "claims": "all"}
    response = do(client, webhook, "change", **given)
    assert response.status_code == 400
    assert "http://b.example/" in response.content.decode()
    webhook.refresh_from_db()
    assert webhook.address == "https://in.example/hook"


def test_it_is_deleted_with_all_that_hangs_on_it(client, webhook, boss):
    send_test(webhook=webhook, by=boss)
    assert "is deleted" in do(client, webhook, "delete").content.decode()
    assert not (Webhook.objects.exists() or WebhookSecret.objects.exists())
    assert not Delivery.objects.exists()


def test_what_is_no_act_is_refused(client, webhook):
    assert do(client, webhook, "explode").status_code == 400


def test_a_look_at_the_page_costs_the_same_however_long_the_log(
    client, webhook, boss, django_assert_max_num_queries
):
    for _ in range(20):
        send_test(webhook=webhook, by=boss)
    with django_assert_max_num_queries(8):
        page(client, webhook)
