"""A second factor: an authenticator app, and recovery codes for when it is lost. Passkeys need a browser
(tests/browser/test_accounts.py)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from claims.models import SignIn, User
from tests.accounts.codes import code, settle
from tests.accounts.conftest import confirm, is_in, sign_in, signed_in

pytestmark = pytest.mark.django_db


def add_app(client: Client) -> str:
    """Add an authenticator app; its secret."""
    confirm(client)
    html = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', html)
    assert found
    settle()
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(found[1])}).status_code == 302
    return found[1]


@pytest.fixture
def hers(ana: User) -> Client:
    """Where ana has set it up."""
    return signed_in(ana)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction is never committed; what waits for that is done at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())


@pytest.fixture
def secret(hers: Client) -> str:
    """Of ana's app."""
    return add_app(hers)


def recovery_codes(hers: Client) -> list[str]:
    """Those that the page shows."""
    html = hers.get("/accounts/2fa/recovery-codes/").content.decode()
    return re.findall(r"\b\d{8}\b", html.split("<textarea")[1].split("</textarea>")[0])


def test_a_password_alone_no_longer_lets_in(client, secret):
    response = sign_in(client, "ana")
    assert response["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)
    assert client.get("/capture/").status_code == 302


def test_password_and_code_do(client, secret):
    sign_in(client, "ana")
    settle()
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert is_in(client)
    assert SignIn.objects.filter(kind="signed_in").latest("pk").detail == (
        "password, authenticator app"
    )


def test_a_code_works_once(secret):
    settle()
    now = code(secret)
    for good in (True, False):
        client = Client()
        sign_in(client, "ana")
        client.post("/accounts/2fa/authenticate/", {"code": now})
        assert is_in(client) == good


@pytest.mark.parametrize("wrong", ["000000", "", "abc", "12345678901"])
def test_a_wrong_code_is_refused_and_says_what_to_do(client, secret, wrong):
    sign_in(client, "ana")
    response = client.post("/accounts/2fa/authenticate/", {"code": wrong})
    assert 'role="alert"' in response.content.decode()
    assert not is_in(client)


def test_codes_are_not_guessed_for_long(client, secret):
    sign_in(client, "ana")
    for _attempt in range(6):
        response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Wait five minutes" in response.content.decode()
    assert SignIn.objects.filter(kind="failed", detail="authenticator app").count() == 5


def test_a_recovery_code_lets_in_once(hers, secret):
    codes = recovery_codes(hers)
    assert len(codes) == 10
    for good in (True, False):
        client = Client()
        sign_in(client, "ana")
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert is_in(client) == good
    detail = SignIn.objects.filter(kind="signed_in").latest("pk").detail
    assert detail == "password, recovery code"
    assert codes[0] not in recovery_codes(hers)


def test_new_recovery_codes_take_the_place_of_the_old(hers, secret):
    before = recovery_codes(hers)
    hers.post("/accounts/2fa/recovery-codes/generate/")
    assert not set(before) & set(recovery_codes(hers))
    assert SignIn.objects.filter(kind="codes_made").count() == 2


def test_setting_it_up_is_noted(secret, ana):
    assert list(
        SignIn.objects.filter(user=ana, kind__in=["factor_added", "codes_made"])
        .order_by("kind")
        .values_list("kind", "detail")
    ) == [("codes_made", ""), ("factor_added", "authenticator app")]


def test_taking_it_away_is_noted_and_takes_the_recovery_codes_along(hers, secret, ana, client):
    hers.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=ana).exists()
    assert SignIn.objects.filter(kind="factor_removed").count() == 2
    assert sign_in(client, "ana")["Location"] == "/"


@pytest.mark.parametrize("address", ["totp/activate/", "webauthn/add/", "recovery-codes/generate/"])
def test_a_session_left_open_is_not_enough_to_change_it(hers, address):
    response = hers.get(f"/accounts/2fa/{address}")
    assert response.status_code == 302
    assert "reauthenticate" in response["Location"] or address == "recovery-codes/generate/"


def test_a_wrong_code_adds_no_app(hers, ana):
    confirm(hers)
    hers.get("/accounts/2fa/totp/activate/")
    response = hers.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "Wait for the next one" in response.content.decode()
    assert not Authenticator.objects.filter(user=ana).exists()


def test_the_picture_to_scan_needs_no_exception_from_the_policy(hers):
    confirm(hers)
    response = hers.get("/accounts/2fa/totp/activate/")
    html = response.content.decode()
    assert "<svg" in html
    assert "data:image" not in html
    assert " style=" not in html
    assert "data:" not in response["Content-Security-Policy"]


def test_the_mails_about_it_go_to_the_person(secret, mailoutbox):
    assert [message.to for message in mailoutbox] == [["ana@example.org"]]


def test_an_address_is_changed_once_the_new_one_is_confirmed(hers, ana, mailoutbox):
    confirm(hers)
    hers.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"
    message = next(message for message in mailoutbox if message.to == ["new@example.org"])
    link = next(word for word in message.body.split() if "/confirm-email/" in word)
    hers.post(link.replace("http://testserver", ""))
    ana.refresh_from_db()
    assert ana.email == "new@example.org"
    assert SignIn.objects.filter(user=ana, kind="email_changed").exists()
    cache.clear()
    assert is_in(signed_in(ana))
    assert sign_in(Client(), "new@example.org").status_code == 302


def lets_in(client: Client, secret: str) -> bool:
    """Whether the password and a code of the app do."""
    sign_in(client, "ana")
    settle()
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    return is_in(client)


def test_no_secret_is_stored_as_it_is(secret, hers):
    codes = recovery_codes(hers)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not [one for one in (secret, *codes) if one in stored]
    assert all(
        value.startswith("fernet:") for value in re.findall(r"'(fernet:[^']+|\w{16,})'", stored)
    )


def test_after_a_change_of_the_secret_key_the_old_one_still_opens_what_it_closed(
    client, secret, settings
):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert lets_in(client, secret)


def test_under_another_secret_key_no_code_fits(client, secret, hers, settings):
    settings.SECRET_KEY = "another"
    assert not lets_in(client, secret)


def test_a_secret_from_before_they_were_encrypted_still_does(client, secret):
    found = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    found.data = {"secret": secret}
    found.save()
    assert lets_in(client, secret)
