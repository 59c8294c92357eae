"""One's own account."""

import pytest
from django.test import Client

from claims.models import SignIn, User
from claims.templatetags.newsroom import browser
from tests import builders as make
from tests.accounts.conftest import is_in, signed_in, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    """An editor with a password."""
    return with_password("ana", "editor")


def test_it_is_for_those_who_are_signed_in(client):
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"


def test_it_says_what_one_is_and_leads_to_what_can_be_changed(ana):
    html = signed_in(ana).get("/accounts/").content.decode()
    assert "Works the queue" in html
    for address in ("password/change/", "email/", "2fa/", "sessions/"):
        assert f'href="/accounts/{address}"' in html
    assert 'href="/people/"' not in html


def test_administrators_find_the_people_there():
    boss = with_password("boss", "administrator")
    assert 'href="/people/"' in signed_in(boss).get("/accounts/").content.decode()


def test_whoever_has_no_role_is_told_whom_to_ask():
    html = signed_in(with_password("new", "")).get("/accounts/").content.decode()
    assert "Ask an administrator" in html


def test_it_shows_ones_own_sign_ins_and_nobody_elses(ana):
    SignIn.objects.create(user=make.user("bo"), kind="failed", detail="of bo")
    html = signed_in(ana).get("/accounts/").content.decode()
    assert "signed in (password)" in html
    assert "of bo" not in html


def test_the_cost_does_not_grow_with_the_sign_ins(ana, django_assert_max_num_queries):
    client = signed_in(ana)
    SignIn.objects.bulk_create(SignIn(user=ana, kind="signed_out", by=ana) for _ in range(200))
    with django_assert_max_num_queries(6):
        html = client.get("/accounts/").content.decode()
    assert html.count("signed out") == 20


# Sessions


def test_all_of_ones_sessions_are_listed(ana):
    phone = Client(HTTP_USER_AGENT="Telephone")
    phone.post("/accounts/login/", {"login": "ana", "password": "a long enough phrase"})
    html = signed_in(ana).get("/accounts/sessions/").content.decode()
    assert "Telephone" in html
    assert "this browser" in html


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Linux",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("curl/8", "An unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(agent, words):
    assert browser(agent) == words


def test_one_of_them_is_ended_and_the_others_go_on(ana):
    here, there, elsewhere = signed_in(ana), signed_in(ana), signed_in(ana)
    key = there.session.session_key
    listed = here.get("/accounts/sessions/").context["sessions"]
    number = next(session.pk for session in listed if session.session_key == key)
    here.post(f"/accounts/sessions/{number}/end/")
    assert (is_in(here), is_in(there), is_in(elsewhere)) == (True, False, True)
    assert SignIn.objects.filter(user=ana, kind="sessions_ended").exists()


def test_all_others_are_ended_at_once(ana):
    here, there = signed_in(ana), signed_in(ana)
    here.post("/accounts/sessions/")
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_ends_anothers_session(ana):
    bo = with_password("bo", "editor")
    theirs = signed_in(bo)
    number = theirs.get("/accounts/sessions/").context["sessions"][0].pk
    assert signed_in(ana).post(f"/accounts/sessions/{number}/end/").status_code == 404
    assert is_in(theirs)


def test_opening_the_address_ends_nothing(ana):
    assert signed_in(ana).get("/accounts/sessions/1/end/").status_code == 405
