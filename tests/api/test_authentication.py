"""Tokens and sessions: what opens the API, how far, and what does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.people import give_role, set_active
from claims.actions.tokens import clear_up, make_token, note_use, revoke_all, revoke_token
from claims.models import ApiToken, ApiUse
from tests import builders as make
from tests.api.conftest import Program, fields, program_of

pytestmark = pytest.mark.django_db


def test_a_token_is_stored_hashed_and_opens_what_its_person_may(ana):
    token, secret = make_token(person=ana, name="importer", scopes=["read"])
    assert secret not in str(ApiToken.objects.values().get())
    assert secret.startswith(token.prefix)
    claim = make.claim("Not for everybody")
    assert Program(secret).ask(f"/claims/{claim.pk}/").status_code == 200


@pytest.mark.parametrize("secret", ["prov_unknown", "", "\xe9"])
def test_a_token_that_is_none_opens_nothing(db, secret):
    response = Client().get("/api/v1/claims/", headers={"Authorization": f"Bearer {secret}"})
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert fields(response) == []


def test_another_scheme_opens_nothing(db):
    response = Client().get("/api/v1/claims/", headers={"Authorization": "Basic YTpi"})
    assert response.status_code == 401


def test_a_bad_token_is_told_so_at_an_address_that_is_none_too(db):
    assert Program("prov_unknown").ask("/nowhere/").status_code == 401
    assert Program("prov_unknown").send("/sources/-1/", {}, "patch").status_code == 401


def test_an_expired_token_opens_nothing(ana):
    token, secret = make_token(person=ana, name="importer", scopes=["read"], days=1)
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    response = Program(secret).ask("/claims/")
    assert (response.status_code, "expired" in response.json()["detail"]) == (401, True)


def test_a_revoked_token_opens_nothing(ana):
    token, secret = make_token(person=ana, name="importer", scopes=["read"])
    revoke_token(token=token, by=ana)
    response = Program(secret).ask("/claims/")
    assert (response.status_code, "revoked" in response.json()["detail"]) == (401, True)


def test_whoever_is_shut_out_or_loses_a_role_loses_it_by_token_at_once(ana):
    program, boss = program_of(ana), make.user("boss", role="administrator")
    claim = make.claim("Not for everybody")
    reader = make.user("someone", role="reader").groups.get()
    give_role(person=ana, role=reader, by=boss)
    assert program.send("/claims/", {"statement": "So."}).status_code == 403
    assert program.ask(f"/claims/{claim.pk}/").status_code == 200
    set_active(person=ana, active=False, by=boss)
    assert program.ask("/claims/").status_code == 401


@pytest.mark.parametrize(
    ("scope", "address", "lacking"),
    [
        ("record", "/claims/", "read"),
        ("read", "/captures/", "capture"),
    ],
)
def test_a_token_with_too_small_a_scope_is_told_what_it_lacks(ana, scope, address, lacking):
    response = program_of(ana, scope).ask(address)
    assert response.status_code == 403
    assert f"“{lacking}”" in response.json()["detail"]
    assert f'scope="{lacking}"' in response["WWW-Authenticate"]


def test_a_token_that_may_only_read_writes_nothing(ana):
    program = program_of(ana, "read")
    assert program.send("/claims/", {"statement": "So."}).status_code == 403
    assert program.send("/check/", {"text": "So."}).status_code == 403


def test_when_it_was_last_used_is_noted_once_a_minute(ana, django_assert_num_queries):
    token, secret = make_token(person=ana, name="importer", scopes=["read"])
    assert token.last_used_at is None
    Program(secret).ask("/claims/")
    token.refresh_from_db()
    assert token.last_used_at is not None
    with django_assert_num_queries(0):
        note_use(token)
    assert token.events.count() == 1


def test_an_administrator_revokes_all_tokens_of_somebody(ana):
    program = program_of(ana)
    revoke_all(person=ana, by=make.user("boss", role="administrator"))
    assert program.ask("/claims/").status_code == 401


def test_a_session_reads_and_writes_with_the_forms_secret_alone(ana):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ana)
    assert browser.get("/api/v1/captures/").status_code == 200
    body = {"statement": "So."}
    forged = browser.post("/api/v1/claims/", body, content_type="application/json")
    assert (forged.status_code, fields(forged)) == (403, [])
    browser.get("/accounts/password/change/")
    known = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""
    if known:
        headers = {"X-CSRFToken": known}
        sent = browser.post(
            "/api/v1/claims/", body, content_type="application/json", headers=headers
        )
        assert sent.status_code == 201


def test_a_stranger_is_asked_who_they_are_before_writing(stranger):
    assert stranger.send("/claims/", {"statement": "So."}).status_code == 401
    assert stranger.ask("/marks/").status_code == 401


def test_too_many_requests_are_told_when_to_come_again(stranger, program, settings):
    settings.API_ANONYMOUS_PER_MINUTE = 2
    answers = [stranger.ask("/claims/") for _ in range(4)]
    assert 429 in [answer.status_code for answer in answers]
    last = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(last["Retry-After"]) <= 60
    assert fields(last) == []
    assert program.ask("/claims/").status_code == 200


def test_past_counts_are_cleared_up(stranger):
    stranger.ask("/claims/")
    ApiUse.objects.update(minute=timezone.now() - timedelta(hours=1))
    clear_up()
    assert not ApiUse.objects.exists()
