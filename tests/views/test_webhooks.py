"""The list of webhooks, and adding one."""

import re

import pytest
from django.test import Client

from claims.models import User, Webhook
from tests import builders as make
from tests.views.conftest import PASSWORD, lately

pytestmark = pytest.mark.django_db

GIVEN = {
    "address": "https://in.example/hook",
    "told_of": ["claim.status_changed", "claim.withdrawn"],
    "claims": "published",
}


@pytest.fixture
def boss() -> User:
    """An administrator."""
    return make.user("boss", role="administrator")


@pytest.fixture
def client(boss: User) -> Client:
    """The administrator's browser."""
    return lately(boss)


@pytest.mark.parametrize("role", ["reader", "data entry", "journalist", "editor"])
def test_it_is_for_administrators(role):
    client = Client()
    client.force_login(make.user("ana", role=role))
    assert client.get("/webhooks/").status_code == 403
    assert client.post("/webhooks/", GIVEN).status_code == 403
    assert not Webhook.objects.exists()


def test_one_is_added_and_its_secret_shown_once(client, boss):
    page = client.post("/webhooks/", GIVEN).content.decode()
    assert len(re.findall(r"whsec_[\w+/=]+", page)) == 1
    assert 'data-copy="new-secret"' in page
    webhook = Webhook.objects.get()
    assert webhook.address == GIVEN["address"]
    assert webhook.told_of == GIVEN["told_of"]
    assert (webhook.published_only, webhook.active, webhook.made_by) == (True, True, boss)
    again = client.get("/webhooks/").content.decode()
    assert "whsec_" not in again
    assert "https://in.example/hook" in again


def test_a_session_left_open_says_again_who_it_is_and_nothing_typed_is_lost(boss):
    boss.set_password(PASSWORD)
    boss.save()
    browser = Client()
    browser.force_login(boss)
    asked = browser.post("/webhooks/", GIVEN)
    assert (asked.status_code, asked["Location"][:25]) == (302, "/accounts/reauthenticate/")
    assert not Webhook.objects.exists()
    assert "nothing that you typed is lost" in browser.get(asked["Location"]).content.decode()
    page = browser.post(asked["Location"], {"password": PASSWORD}).content.decode()
    assert "whsec_" in page
    assert Webhook.objects.get().address == GIVEN["address"]


def test_what_cannot_be_is_said_before_the_password_is_asked_for(boss):
    browser = Client()
    browser.force_login(boss)
    answer = browser.post("/webhooks/", GIVEN | {"address": "https://127.0.0.1/"})
    assert answer.status_code == 400
    assert "not on the public web" in answer.content.decode()


def test_all_claims_can_be_chosen(client):
    client.post("/webhooks/", GIVEN | {"claims": "all"})
    assert not Webhook.objects.get().published_only


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "http://in.example/"}, "begin with https://"),
        ({"address": "https://127.0.0.1/"}, "not on the public web"),
        ({"address": ""}, "This field is required"),
        ({"address": "a.example"}, "begins with https://"),
        ({"told_of": []}, "Choose at least one."),
        ({"told_of": ["all"]}, "not one of the available choices"),
        ({"claims": "mine"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, given, said):
    response = client.post("/webhooks/", {**GIVEN, "claims": "all"} | given)
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert given.get("address", GIVEN["address"]) in page
    assert not Webhook.objects.exists()


def test_a_private_host_that_a_setting_names_may_be_plain_http(client, settings):
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    client.post("/webhooks/", GIVEN | {"address": "http://127.0.0.1:9000/in"})
    assert Webhook.objects.get().address == "http://127.0.0.1:9000/in"


def test_each_says_what_it_is_told_and_how_it_does(client):
    client.post("/webhooks/", GIVEN)
    Webhook.objects.update(active=False, stopped_because="The receiver is gone.")
    page = client.get("/webhooks/").content.decode()
    assert "The status of a claim changed" in page
    assert "The receiver is gone." in page


def test_administrators_are_told_of_one_that_was_stopped(client):
    client.post("/webhooks/", GIVEN)
    assert "Webhooks that were stopped" not in client.get("/me/").content.decode()
    Webhook.objects.update(active=False, stopped_because="The receiver is gone.")
    assert "The receiver is gone." in client.get("/me/").content.decode()
    editor = Client()
    editor.force_login(make.user("ed", role="editor"))
    assert "The receiver is gone." not in editor.get("/me/").content.decode()
