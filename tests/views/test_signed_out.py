"""A form that is sent by somebody who is no longer signed in, or signed in anew since they opened it: what
was typed is on the page that says so."""

import re
from html import unescape

import pytest
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.test import Client, RequestFactory

from claims.busy import page_of_403_csrf
from claims.models import Claim, Source
from tests import builders as make

pytestmark = pytest.mark.django_db

TYPED = {"quote": "rose by 41%", "statement": "Fees <rose> by 41%", "basis": "own_reporting"}
HERE, ELSEWHERE = "http://testserver", "http://elsewhere.example"


@pytest.fixture
def address() -> str:
    """Where words of an article are recorded."""
    return f"/articles/{make.snapshot('Fees rose by 41% in May.').article_id}/record/"


def sent_again(html: str) -> dict[str, str]:
    """What the page holds to be sent again."""
    areas = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', html, re.DOTALL)
    return {name: unescape(value) for name, value in areas}


def test_a_form_sent_when_signed_out_is_kept_with_all_that_was_typed(client, address):
    response = client.post(address, TYPED)
    html = response.content.decode()
    assert response.status_code == 401
    assert "You are signed out" in html
    assert "Nothing was saved" in html
    assert f'action="{address}"' in html
    assert 'href="/accounts/login/" target="_blank"' in html
    assert sent_again(html) == TYPED
    assert "Retry-After" not in response
    assert response["Cache-Control"] == "no-store"


def test_what_was_kept_can_be_sent_once_signed_in(client, address):
    html = client.post(address, TYPED).content.decode()
    client.force_login(make.user("ana", role="journalist"))
    assert client.post(address, sent_again(html)).status_code == 302
    assert Claim.objects.get().statement == "Fees <rose> by 41%"


def test_whoever_only_looks_is_sent_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/accounts/login/?next=")


def test_what_was_typed_in_the_admin_is_kept_too(client):
    response = client.post("/admin/claims/source/add/", {"name": "Depot union"})
    assert response.status_code == 401
    assert sent_again(response.content.decode()) == {"name": "Depot union"}
    assert not Source.objects.filter(name="Depot union").exists()


def test_a_form_opened_before_somebody_signed_in_can_be_sent_once_more(address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make.user("ana", role="journalist"))
    old = {**TYPED, "csrfmiddlewaretoken": "a" * 32}
    browser.cookies["csrftoken"] = "b" * 32
    response = browser.post(address, old, headers={"Origin": HERE})
    html = response.content.decode()
    assert response.status_code == 403
    assert sent_again(html) == TYPED
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    again = {**sent_again(html), "csrfmiddlewaretoken": token}
    assert browser.post(address, again, headers={"Origin": HERE}).status_code == 302
    assert Claim.objects.exists()


@pytest.mark.parametrize("headers", [{"Origin": ELSEWHERE}, {"Origin": "null"}, {}])
def test_what_another_site_sent_or_may_have_sent_is_not_offered(address, headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make.user("ana", role="journalist"))
    response = browser.post(address, TYPED, headers=headers)
    assert response.status_code == 403
    assert "rose by 41%" not in response.content.decode()
    assert "The form was not accepted" in response.content.decode()


def test_a_password_is_not_on_the_page_of_a_form_opened_before():
    request = RequestFactory().post(
        "/accounts/login/", {"password": "hidden-word"}, headers={"Origin": HERE}
    )
    assert (
        b"hidden-word" not in page_of_403_csrf(request, "CSRF token from POST incorrect.").content
    )


def test_the_reason_is_read_for_the_origin_that_was_refused():
    request = RequestFactory().post("/", {"name": "typed"}, headers={"Origin": ELSEWHERE})
    answer = page_of_403_csrf(request, REASON_BAD_ORIGIN % ELSEWHERE)
    assert b"typed" not in answer.content
