"""Signing in and out: by name or address, with limits, and nothing told to strangers."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from claims.models import SignIn, User
from provenance import prepare
from tests.accounts.conftest import PASSWORD, is_in, sign_in, signed_in, with_password
from tests.sql import run

pytestmark = pytest.mark.django_db


def entries(user: User | None) -> list[tuple[str, str]]:
    """What the trail of an account says, the oldest first."""
    found = SignIn.objects.filter(user=user).order_by("pk")
    return [(entry.kind, entry.detail) for entry in found]


@pytest.mark.parametrize("login", ["ana", "ANA", "ana@example.org", " Ana@Example.org "])
def test_one_signs_in_by_name_or_address_however_written(client, ana, login):
    response = sign_in(client, login)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)


def test_after_signing_in_one_is_where_one_wanted_to_be(client, ana):
    wanted = client.get("/capture/")["Location"]
    assert wanted == "/accounts/login/?next=/capture/"
    assert sign_in(client, "ana", next="/capture/")["Location"] == "/capture/"


def test_a_link_does_not_lead_to_another_site(client, ana):
    assert sign_in(client, "ana", next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize("login", ["ana", "ana@example.org", "nobody", "nobody@example.org"])
def test_a_wrong_password_is_told_in_the_same_words_whoever_it_is(client, ana, login):
    response = sign_in(client, login, "wrong")
    assert response.status_code == 200
    assert "do not belong together" in response.content.decode()
    assert login in response.content.decode()
    assert not is_in(client)


def test_after_five_wrong_passwords_even_the_right_one_waits(client, ana):
    for _attempt in range(5):
        sign_in(client, "ana", "wrong")
    response = sign_in(client, "ana")
    assert "Wait five minutes" in response.content.decode()
    assert not is_in(client)


def test_others_may_sign_in_meanwhile(ana, boss):
    for _attempt in range(5):
        sign_in(Client(), "ana", "wrong")
    assert is_in(signed_in(boss))


def test_too_many_attempts_from_one_place_are_refused_whatever_the_name(client, ana):
    for number in range(30):
        sign_in(client, f"guess{number}", "wrong")
    response = sign_in(client, "ana")
    assert response.status_code == 429
    assert "too often" in response.content.decode()


def test_attempts_are_counted_where_every_web_process_sees_them(client, ana):
    sign_in(client, "ana", "wrong")
    assert run("SELECT count(*) FROM claims_cache WHERE cache_key LIKE '%%login_failed%%'") != [
        (0,)
    ]


def test_nobody_signs_up(client):
    response = client.get("/accounts/signup/")
    assert "Accounts are by invitation" in response.content.decode()
    sent = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD}
    client.post("/accounts/signup/", {**sent, "password2": PASSWORD})
    assert not User.objects.filter(username="eve").exists()


def test_whoever_is_shut_out_is_told_so(client, ana):
    ana.is_active = False
    ana.save()
    response = sign_in(client, "ana")
    assert response["Location"] == "/accounts/inactive/"
    assert "An administrator" in client.get("/accounts/inactive/").content.decode()
    assert not is_in(client)


def test_the_administrator_of_the_first_start_signs_in(client):
    said: list[str] = []
    prepare.make_administrator(said.append)
    password = said[0].split("Password: ")[1].split()[0]
    name = get_user_model().objects.get(is_superuser=True).username
    sign_in(client, name, password)
    assert client.get("/admin/").status_code == 200


# Out again


def test_signing_out_ends_the_session_so_that_a_stolen_cookie_opens_nothing(ana):
    client = signed_in(ana)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(thief)
    client.post("/accounts/logout/")
    assert not is_in(thief)
    assert thief.get("/capture/").status_code == 302


def test_opening_the_address_does_not_sign_out(ana):
    client = signed_in(ana)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)


def test_signing_out_from_another_site_is_refused(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    response = client.post("/accounts/logout/", headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert "The form was not accepted" in response.content.decode()
    assert is_in(client)


def test_every_page_has_a_button_to_sign_out_in_its_foot(ana):
    foot = signed_in(ana).get("/method/").content.decode().split("<footer>")[1]
    assert 'method="post" action="/accounts/logout/"' in foot
    assert "Signed in as ana" in foot
    assert 'href="/accounts/"' in foot


def test_the_session_cookie_is_for_the_server_alone(client, ana):
    cookie = sign_in(client, "ana").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_over_https_the_cookie_goes_over_https_alone(client, ana, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert sign_in(client, "ana").cookies["sessionid"]["secure"]


# The admin


def test_the_admin_is_behind_the_same_sign_in(client):
    response = client.get("/admin/claims/claim/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/claims/claim/"


def test_the_admins_own_form_signs_nobody_in(client, boss):
    client.post("/admin/login/", {"username": "boss", "password": PASSWORD})
    assert not is_in(client)


def test_whoever_may_not_open_the_admin_is_told_so(ana):
    reader = signed_in(with_password("rita", "reader"))
    response = reader.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "You may not" in response.content.decode()


def test_whoever_is_in_is_not_asked_again(ana):
    assert signed_in(ana).get("/admin/login/")["Location"] == "/admin/"


def test_the_admins_links_lead_to_the_sites_own_pages(ana):
    client = signed_in(ana)
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"
    client.post("/admin/logout/")
    assert not is_in(client)


def test_secrets_of_accounts_are_not_in_the_admin(boss):
    boss.is_superuser = True
    boss.save()
    html = signed_in(boss).get("/admin/").content.decode()
    assert "/admin/claims/user/" in html
    assert "/admin/mfa/" not in html
    assert "/admin/account/" not in html
    assert "/admin/usersessions/" not in html


# Passwords


def test_a_password_is_changed_by_whoever_knows_it_and_other_sessions_end(ana):
    here, there = signed_in(ana), signed_in(ana)
    sent = {"oldpassword": PASSWORD, "password1": "another long phrase"}
    here.post("/accounts/password/change/", {**sent, "password2": "another long phrase"})
    assert is_in(here)
    assert not is_in(there)
    assert ("password_changed", "") in entries(ana)


def test_a_password_is_not_changed_without_the_old_one(ana):
    sent = {"oldpassword": "wrong", "password1": "another long phrase"}
    client = signed_in(ana)
    client.post("/accounts/password/change/", {**sent, "password2": "another long phrase"})
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_a_forgotten_password_is_set_anew_by_e_mail(client, ana):
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    message = mail.outbox[0]
    assert message.to == ["ana@example.org"]
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    form = client.get(link.replace("http://testserver", ""))["Location"]
    sent = {"password1": "another long phrase", "password2": "another long phrase"}
    client.post(form, sent)
    ana.refresh_from_db()
    assert ana.check_password("another long phrase")
    assert entries(ana) == [("password_reset", "")]
    assert sign_in(client, "ana", "another long phrase").status_code == 302


def test_a_reset_link_works_once(client, ana):
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    sent = {"password1": "another long phrase", "password2": "another long phrase"}
    form = client.get(link.replace("http://testserver", ""))["Location"]
    client.post(form, sent)
    html = Client().get(link.replace("http://testserver", ""), follow=True).content.decode()
    assert "invalid" in html


def test_the_page_says_the_same_whether_or_not_an_address_is_known(ana):
    known = Client().post("/accounts/password/reset/", {"email": "ana@example.org"}, follow=True)
    unknown = Client().post("/accounts/password/reset/", {"email": "no@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["no@example.org"]]
    assert "No account has this address" in mail.outbox[1].body
    assert "sign up" not in mail.outbox[1].body


def test_a_mail_server_that_fails_is_told_and_fails_no_page(client, ana, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
    sent = {"email": "ana@example.org"}
    html = client.post("/accounts/password/reset/", sent, follow=True).content.decode()
    assert "Tell an administrator that the mail server fails" in html


# The trail of accounts


def test_sign_ins_and_sign_outs_are_noted_with_how_and_from_where(ana):
    client = Client(
        REMOTE_ADDR="203.0.113.7",
        HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    )
    sign_in(client, "ana")
    client.post("/accounts/logout/")
    entry = SignIn.objects.filter(kind="signed_in").get()
    assert (entry.user, entry.detail, entry.network, entry.browser) == (
        ana,
        "password",
        "203.0.113.0/24",
        "Firefox on Linux",
    )
    assert entries(ana) == [("signed_in", "password"), ("signed_out", "")]


def test_behind_a_proxy_of_ours_the_network_is_that_of_who_asked_it(ana, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(Client(headers={"x-forwarded-for": "10.0.0.1, 198.51.100.9"}), "ana")
    assert SignIn.objects.get(kind="signed_in").network == "198.51.100.0/24"


def test_who_is_no_proxy_of_ours_is_not_believed(ana):
    sign_in(Client(headers={"x-forwarded-for": "198.51.100.9"}), "ana")
    assert SignIn.objects.get(kind="signed_in").network == "127.0.0.0/24"


def test_a_failure_is_noted_at_whom_it_was_aimed(client, ana):
    sign_in(client, "ana@example.org", "wrong")
    assert entries(ana) == [("failed", "password")]


def test_what_nobody_is_called_is_not_kept(client, ana):
    sign_in(client, "my secret password", "wrong")
    assert entries(None) == [("failed", "password")]
    assert not SignIn.objects.filter(detail__contains="secret").exists()


def test_ones_own_page_shows_them(ana):
    sign_in(Client(), "ana", "wrong")
    html = signed_in(ana).get("/accounts/").content.decode()
    assert "failed to sign in (password)" in html
    assert "signed in (password)" in html
